"""The offline policy: decides from the goal, the UI tree and the history, with no model at all."""

import re
from collections.abc import Collection, Sequence
from typing import Literal

from agent.action.action import Action, Answer, AskUser, CallTool, OpenApp, Status
from agent.goal.goalreader import GoalReader, goal_reader
from agent.goal.outcome import Asked, Refused, Wanted
from agent.language.courtesy import courtesy
from agent.language.followup import undoes
from agent.language.intention import (
    CheckDay,
    ControlClock,
    DeleteAlarm,
    DeleteTimer,
    Intention,
    LaunchApp,
    Press,
    ReadScreen,
    SetAlarm,
    SetLevel,
    SetSwitch,
    SetTimer,
    ShowClock,
    SwitchAlarm,
)
from agent.language.phrase import short
from agent.language.speech import speaker
from agent.language.typedgoal import TypedGoal, as_planned
from agent.language.wish import DENIAL
from agent.offline.course import course, numbered
from agent.offline.decision import PastStep, PolicyDecision
from agent.offline.retreat import retreat
from agent.offline.shortcut import by_intent
from agent.offline.skill.alarm import ask_alarms, delete_alarm, set_alarm, switch_alarm
from agent.offline.skill.app import launch_app, press
from agent.offline.skill.clock import control_clock, delete_timer, set_timer, show_clock
from agent.offline.skill.dispatch import errand_move
from agent.offline.skill.setting import ask_setting, set_level, set_switch
from agent.offline.skill.today import check_day, with_day_seen
from agent.offline.step.balk import balked
from agent.offline.step.history import Past, named
from agent.offline.step.interruption import between, doubted, since_breakdown, unreadable
from agent.offline.step.move import Act, Done, Move, Stuck
from agent.offline.step.overlap import cleared
from agent.offline.step.round import Rounds
from agent.perception.scene import Scene
from agent.run.status import Cause
from device.screen import Observation

GivenUp = Literal["infeasible", "truncated"]
_MOST_STEPS = 80
"""For one sub-goal; no way there is as long."""


_MOST_QUESTIONS = 3
"""In one run, of what is meant by something."""
_MOST_ERRORS = 3
"""How often one and the same action may fail in the same way."""
_UNTYPABLE = "cannot type "
"""How the device says that no way of typing on this phone takes a text: it will not the next time either."""
_SETS = re.compile(r" switch\b| slider\b|^alarm\b")
"""How the history calls what sets a setting or an alarm."""
_NONE_THERE = "{}; I may have misunderstood, so say it in other words"
_SO_ALREADY = "{}, as it was before: I may have misunderstood, so say it in other words"
"""Where what was guessed is so already: people rarely ask for what is so."""
_NOTHING = "Nothing that I could put back was changed just before"


class OfflinePolicy:
    """Pure: the same goal, observation and history give the same decision, so a run can be resumed."""

    def __init__(self, reader: GoalReader | None = None) -> None:
        """None reads goals with the weights in the package."""
        self.reader = reader or goal_reader()

    def decide(self, goal: str, observation: Observation, history: Sequence[PastStep]) -> PolicyDecision:
        """What to do next for a goal in words."""
        return self.pursue(self.reader.typed(goal), observation, history)

    def pursue(
        self,
        heard: TypedGoal,
        observation: Observation,
        history: Sequence[PastStep],
        intents: Collection[str] = (),
    ) -> PolicyDecision:
        """What to do next; ends with a `status` action, `complete` only when the screen has confirmed it.

        `intents` are those of the phone that may be called, by the names of their tools.
        """
        goal = heard.text
        understood = list(heard.parts) or _read(self.reader, goal, history)
        if isinstance(understood, PolicyDecision):
            return understood
        # What a claim of completion counted as done is looked at again: the claim may have been denied.
        history = [step for step in history if not isinstance(step.action, Status)]
        intentions = course(in_order(understood), history)
        history = numbered(history, intentions)
        speak = speaker(goal)
        plan = as_planned(intentions, goal)
        rounds = Rounds.of(history, intentions)
        scene = Scene(observation)
        before = {
            number: speak(f"done before: {intention}")
            for number, intention in enumerate(intentions)
            if not isinstance(intention, CheckDay)
        }
        seen: dict[int, str] = {}
        while rounds.goes_on():
            done = rounds.part
            want = rounds.due()
            if want is None:
                rounds.next()
                continue
            want = with_day_seen(want, history)
            move = rounds.allowed(_move(want, scene, rounds.past(), intents))
            if isinstance(move, Done):
                seen[done] = speak(move.evidence)
                rounds.next()
                continue
            if isinstance(move, Stuck) and move.which and _may_ask(speak(move.reason), history):
                question = AskUser(question=speak(move.reason))
                return PolicyDecision(move.reason, plan, done, (question,))
            if isinstance(move, Stuck):
                status: GivenUp = "truncated" if move.balked else "infeasible"
                left = _left_over(intentions, done, again=rounds.again)
                told = "; ".join((speak(move.reason), *map(speak, left)))
                cause = move.cause if status == "infeasible" else Cause.NONE
                refusal = Status(goal_status=status, reason=told, cause=cause)
                # What ends before anything was done needs no plan.
                return PolicyDecision(move.reason, plan if history else (), done, (refusal,))
            action = move.action
            if move.nothing and self.reader.is_guess(heard.text):
                told = speak(_NONE_THERE.format(speak(move.thought)))
                missed = Status(goal_status="infeasible", reason=told, cause=Cause.NOT_FOUND)
                return PolicyDecision(move.thought, plan, done, (missed,))
            if isinstance(action, Answer):
                action = Answer(text=speak(action.text))
            actions = _with_ending(action, done, len(intentions))
            thought = ". ".join([*seen.values(), move.thought])
            return PolicyDecision(thought, plan, done, _all_said(actions, history), move.expectation)
        reason = "; ".join((before | seen).values())
        end = _ending(self.reader, heard, reason, was_so=_was_so(intentions, history))
        return PolicyDecision(end.reason, plan, len(intentions), (end,))


def _ending(reader: GoalReader, heard: TypedGoal, reason: str, *, was_so: bool) -> Status:
    """The end of what was done as the goal says, or as the person agreed; `was_so` before anything was."""
    speak = speaker(heard.text)
    is_agreed = not heard.parts  # it was read here, and the person agreed to what could be read
    if undone := heard.left or (reader.left_of(heard.text) if is_agreed else ""):
        told = "; ".join((reason, speak(f'not done: "{short(undone)}"')))
        return Status(goal_status="infeasible", reason=told, cause=Cause.IMPOSSIBLE)
    if was_so and reader.is_guess(heard.text):
        told = speak(_SO_ALREADY.format(reason))
        return Status(goal_status="infeasible", reason=told, cause=Cause.NOT_UNDERSTOOD)
    return Status(goal_status="complete", reason=reason)


def _was_so(intentions: Sequence[Intention], history: Sequence[PastStep]) -> bool:
    """Whether all settings and alarms were as is wanted, before anything was done about them."""
    is_made = any(
        _SETS.search(named(step.action))
        or (isinstance(step.action, CallTool) and step.action.name == "set_alarm")
        for step in history
    )
    return not is_made and all(isinstance(want, SetSwitch | SetLevel | SetAlarm) for want in intentions)


def _may_ask(question: str, history: Sequence[PastStep]) -> bool:
    """Whether a question is a new one, and few were asked before."""
    asked = [step.action.question for step in history if isinstance(step.action, AskUser)]
    return question not in asked and len(asked) < _MOST_QUESTIONS


def _read(reader: GoalReader, goal: str, history: Sequence[PastStep]) -> list[Intention] | PolicyDecision:
    """What a goal asks for after the answers so far, or the question or the end that comes of it."""
    speak = speaker(goal)
    if reply := courtesy(goal):
        return _said(speak(reply), history)
    answers = (
        (step.action.question, step.permit.answer if step.permit else "")
        for step in history
        if isinstance(step.action, AskUser)
    )
    outcome = reader.settled(goal, answers)
    if isinstance(outcome, Wanted):
        return list(outcome.intentions)
    if isinstance(outcome, Asked):
        return PolicyDecision(outcome.question, (), 0, (AskUser(question=outcome.question),))
    reason = speak(_NOTHING) if undoes(goal) else _refusal(goal, outcome)
    end = Status(goal_status="infeasible", reason=reason, cause=outcome.cause)
    return PolicyDecision(reason, (), 0, (end,))


def _said(reply: str, history: Sequence[PastStep]) -> PolicyDecision:
    """The answer to what asks nothing of the phone, and the end, once each."""
    end = Status(goal_status="complete", reason=reply)
    was_said = any(isinstance(step.action, Answer) for step in history)
    return PolicyDecision(reply, (), 0, (end,) if was_said else (Answer(text=reply), end))


def _refusal(goal: str, outcome: Refused) -> str:
    """Why a goal is not done; of what denies the one before nobody knows what it is to be instead."""
    if not DENIAL.match(goal) or outcome.cause is not Cause.NOT_UNDERSTOOD:
        return outcome.reason
    instead = 'say what is to be instead, as "no, 8:15" or "no, Bob", or say the whole task anew'
    return speaker(goal)(f'I do not understand "{short(goal)}": {instead}')


def in_order(wants: Sequence[Intention]) -> list[Intention]:
    """The parts of a goal as they are taken up; days said of alarms are looked at before all else."""
    dated = tuple(want for want in wants if isinstance(want, SetAlarm) and want.day is not None)
    first: list[Intention] = [CheckDay(dated)] if dated else []
    settings = (number for number, want in enumerate(wants) if isinstance(want, SetSwitch | SetLevel))
    setting = next(settings, 0)
    turns = {number: _turn(number, want, setting) for number, want in enumerate(wants)}
    return first + [wants[number] for number in sorted(turns, key=lambda number: turns[number])]


def _turn(number: int, want: Intention, setting: int) -> tuple[int, int]:
    """When a part is taken up, of those of which the first of the settings has that number.

    Airplane mode takes Wi-Fi and Bluetooth with it, battery saver the theme: these come before the settings.
    What needs the network, and was said before, is done while there is one.
    """
    if not isinstance(want, SetSwitch) or want.key not in ("airplane", "saver"):
        return number, 1
    return (min(number, setting), 0) if want.on else (-1, 0)


def _left_over(parts: Sequence[Intention], stuck: int, *, again: bool) -> list[str]:
    """Where a goal of several parts ends at one of them: which were done all the same, and which were not."""
    named = [(number, part) for number, part in enumerate(parts) if not isinstance(part, CheckDay)]
    done = [part for number, part in named if number < stuck or (again and number != stuck)]
    rest = [part for _, part in named if part not in done]
    if len(named) < 2:
        return []
    return [*(f"done before: {part}" for part in done), *(f"not done: {part}" for part in rest)]


def _with_ending(action: Action, done: int, parts: int) -> tuple[Action, ...]:
    """An answer that is all that was missing ends the run."""
    if isinstance(action, Answer) and done == parts - 1:
        return action, Status(goal_status="complete", reason=action.text)
    return (action,)


def _all_said(actions: tuple[Action, ...], history: Sequence[PastStep]) -> tuple[Action, ...]:
    """The last answer of a run counts: it repeats what earlier ones said."""
    first = actions[0]
    if not isinstance(first, Answer):
        return actions
    earlier = [step.action.text for step in history if isinstance(step.action, Answer)]
    if not earlier:
        return actions
    return (Answer(text=f"{earlier[-1]} {first.text}"), *actions[1:])


def _move(want: Intention, scene: Scene, past: Past, intents: Collection[str]) -> Move:
    move = by_intent(want, _next(want, scene, past), past, intents)
    return balked(move, want, past) if isinstance(move, Stuck) else move


def _next(want: Intention, scene: Scene, past: Past) -> Move:
    if len(past.steps) >= _MOST_STEPS:
        return Stuck(f"I did not manage to {want} in {_MOST_STEPS} steps")
    refused = retreat(want, scene, past)
    if refused is not None:
        return refused
    if past.last is not None and past.last.error.startswith(_UNTYPABLE):
        return Stuck(f"I could not {want}: {past.last.error}", sure=True, balked=True)
    last = past.steps[-_MOST_ERRORS:]
    alike = all((step.action, step.error) == (last[0].action, last[0].error) for step in last)
    if alike and len(last) == _MOST_ERRORS and last[0].error:
        return doubted(Stuck(f"I could not {want}: {last[0].error}"), past)
    came = between(scene, past)
    if came is not None:
        return came
    move = doubted(_skill_move(want, scene, since_breakdown(past)), past)
    opens = isinstance(move, Act) and isinstance(move.action, OpenApp)
    blind = None if opens or isinstance(want, LaunchApp | Press) else unreadable(scene, past)
    return blind or cleared(move, scene, past)


def _skill_move(want: Intention, scene: Scene, past: Past) -> Move:
    match want:
        case SetSwitch():
            return set_switch(want, scene, past)
        case SetLevel():
            return set_level(want, scene, past)
        case LaunchApp():
            return launch_app(want, scene, past)
        case Press():
            return press(want, scene, past)
        case ReadScreen(about="alarms"):
            return ask_alarms(want, scene, past)
        case ReadScreen():
            return ask_setting(want, scene, past)
        case _:
            return _clock_move(want, scene, past)


def _clock_move(want: Intention, scene: Scene, past: Past) -> Move:
    match want:
        case SetAlarm():
            return set_alarm(want, scene, past)
        case CheckDay():
            return check_day(want, scene, past)
        case SwitchAlarm():
            return switch_alarm(want, scene, past)
        case DeleteAlarm():
            return delete_alarm(want, scene, past)
        case SetTimer():
            return set_timer(want, scene, past)
        case DeleteTimer():
            return delete_timer(want, scene, past)
        case ControlClock():
            return control_clock(want, scene, past)
        case ShowClock():
            return show_clock(want, scene, past)
        case SetSwitch() | SetLevel() | LaunchApp() | Press() | ReadScreen():
            raise AssertionError(f"no skill for {want}")
        case _:
            return errand_move(want, scene, past)
