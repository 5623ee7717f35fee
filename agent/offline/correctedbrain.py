"""A brain that goes by the goal alone, made to hear what the person says in the middle of a run."""

from dataclasses import dataclass, replace
from typing import Protocol

from agent.action.action import AskUser, ClearText, Status
from agent.brain.brain import Confirmation, Decision, Judgement, View
from agent.goal.goalreader import GoalReader
from agent.language.correction import Heard, heard
from agent.language.errand import SendText
from agent.language.followup import open_word, undoes
from agent.language.phrase import short
from agent.language.speech import speaker
from agent.language.standing import stood
from agent.language.typedgoal import Listener, TypedGoal, as_planned, worded
from agent.offline.conversation import goal_in
from agent.offline.offlinebrain import past_steps, timed
from agent.offline.retreat import written
from agent.offline.stretch import DRAFT, Stretch, is_own, lefts_of, made_since, stretches
from agent.offline.undo import BEGUN, left_of
from agent.perception.scene import Scene
from agent.run.status import Cause
from agent.run.step import Plan, Step
from device.screen import Observation
from grounding.target import Target
from models.reply import Reply

_MOST = 3
"""So many things in a row may be said that are not understood."""


class HearingCore(Listener, Protocol):
    """A core that hears goals by themselves, and takes one that was heard already."""

    @property
    def name(self) -> str:
        """Which brain it is, for manifest and reports."""
        ...

    @property
    def reader(self) -> GoalReader:
        """What reads goals."""
        ...

    def plan(self, view: View, goal: TypedGoal | None = None) -> Reply[Plan]:
        """Sub-goals for the goal."""
        ...

    def decide(self, view: View, goal: TypedGoal | None = None) -> Reply[Decision]:
        """What to do on this screen."""
        ...

    def reflect(self, view: View, step: Step, before: Observation, suspicion: str) -> Reply[Judgement]:
        """What the step did."""
        ...

    def confirm(self, view: View, goal: TypedGoal | None = None) -> Reply[Confirmation]:
        """Whether the fresh screen shows the goal reached."""
        ...


@dataclass(frozen=True)
class _Now:
    """Where a run stands after what was said."""

    view: View
    """With the goal as it stands, in words, and the steps made for that."""
    goal: TypedGoal
    """The goal as it stands, with what it asks for."""
    own: Decision | None = None
    """What is to be done about what was said, before anything else."""
    news: str = ""
    """What the next thought has to tell of it."""
    left: tuple[str, ...] = ()
    """What its end has to tell of what stays on the phone."""
    done: tuple[str, ...] = ()
    """What it has to tell of what is wanted, and was done before something was said."""


class CorrectedBrain:
    """Pure, as its core is: what was said stands in the view, and with which step it was heard.

    A correction gives the core another goal, and the run a new beginning on the screen as it is. What was
    done for a part that is wanted still counts. What is not understood is put to the person; without an
    answer the run goes on as before, and says so.
    """

    def __init__(self, core: HearingCore) -> None:
        self._core = core

    @property
    def name(self) -> str:
        """The core's."""
        return self._core.name

    def plan(self, view: View) -> Reply[Plan]:
        """The plan for the goal as it stands."""
        now = self._now(view)
        return timed(Plan) if now.own else self._core.plan(now.view, now.goal)

    def decide(self, view: View) -> Reply[Decision]:
        """What to do for the goal as it stands, or about what was said."""
        now = self._now(view)
        if now.own is not None:
            own = now.own
            return timed(lambda: own)
        reply = self._core.decide(now.view, now.goal)
        return replace(reply, value=_with_news(_once(reply.value, view), now))

    def reflect(self, view: View, step: Step, before: Observation, suspicion: str) -> Reply[Judgement]:
        """The core's."""
        return self._core.reflect(view, step, before, suspicion)

    def confirm(self, view: View) -> Reply[Confirmation]:
        """Whether the goal as it stands is reached; not while something said is still open."""
        now = self._now(view)
        if now.own is not None:
            why = now.own.thought
            return timed(lambda: Confirmation(reached=False, evidence=why))
        return self._core.confirm(now.view, now.goal)

    def _now(self, view: View) -> _Now:
        goal = goal_in(view.goal, view.said, view.earlier, self._core)
        said = heard(goal, view.added, self._core, stood(view.earlier, self._core))
        if said.stop and undoes(said.stop):
            return _taken_back(said, view)
        *past, now = stretches(said, view.steps)
        begun = dict.fromkeys(part for left in lefts_of(said.goal, past) for part in left.begun)
        steps = tuple(step for step in now.whole if not is_own(step) or self._is_asked(now.goal, step))
        is_unclear = said.unclear or said.stop
        own = _own(said, view, self._core) if is_unclear else _unwritten(said, view, now)
        left = (*(view.earlier[-1].left if view.earlier else ()), *(BEGUN.format(part) for part in begun))
        is_new = bool(said.before) and all(map(is_own, now.steps))
        news = _news(said.goal.text) if is_new else ""
        done = tuple(f"done before: {part}" for part in now.spent)
        return _Now(replace(view, goal=now.goal.text, steps=steps), now.goal, own, news, left, done)

    def _is_asked(self, goal: TypedGoal, step: Step) -> bool:
        """Whether a step is the core's own question about a goal."""
        asked = step.action.question if isinstance(step.action, AskUser) else ""
        return bool(asked) and asked == self._core.reader.question(goal.text)


def _taken_back(said: Heard, view: View) -> _Now:
    """Where a run stands that is to take back what it did, and to do no more."""
    pasts = stretches(said, tuple(step for step in view.steps if len(step.added) < said.stopped))
    lefts = [left_of(past.goal, past_steps(past.whole)) for past in reversed(pasts)]
    undo = tuple(dict.fromkeys(part for left in lefts for part in left.undo))
    left = tuple(dict.fromkeys(BEGUN.format(part) for one in lefts for part in one.begun))
    if not undo:
        speak = speaker(said.goal.text)
        told = "; ".join(map(speak, (f'You said "{short(said.stop)}"', *left)))
        return _Now(view, said.goal, _ended(told))
    goal = worded(undo, said.goal.text)
    steps = tuple(s for s in made_since(view.steps, said.stopped) if not is_own(s))
    news = "" if steps else _news(", ".join(as_planned(undo, said.goal.text)))
    return _Now(replace(view, goal=goal.text, steps=steps), goal, None, news, left)


def _unwritten(said: Heard, view: View, now: Stretch) -> Decision | None:
    """The taking back of a message that was written for a goal which was corrected; None where none stands.

    Left as it is, it would stay in that conversation as a draft.
    """
    if not said.before or any(len(step.added) >= said.since and not step.error for step in view.steps):
        return None
    sent = [part for part in said.before[-1][0].parts if isinstance(part, SendText) and part.text]
    field = written(Scene(view.observation))
    if len(sent) != 1 or field is None or field.text != sent[0].text:
        return None
    if now.before and sent[0] in now.goal.parts:
        return None  # it goes on being written
    thought = speaker(said.goal.text)("What was written for the goal before is taken back")
    empty = ClearText(target=Target(description=DRAFT, element=field.index))
    return Decision(thought=thought, actions=(empty,))


def _news(goal: str) -> str:
    return speaker(goal)(f'The goal is now "{goal}"')


def _with_news(decision: Decision, now: _Now) -> Decision:
    """The decision with what became of the correction in its words."""
    thought = f"{now.news}. {decision.thought}" if now.news else decision.thought
    first = decision.actions[0]
    if not (now.left or now.done) or not isinstance(first, Status):
        return decision.model_copy(update={"thought": thought})
    speak = speaker(now.view.goal)
    done, left = map(speak, now.done), map(speak, now.left)
    whole = (*done, first.reason, *left) if first.goal_status == "complete" else (first.reason, *done, *left)
    ending = first.model_copy(update={"reason": "; ".join(whole)})
    return decision.model_copy(update={"thought": thought, "actions": (ending, *decision.actions[1:])})


def _own(said: Heard, view: View, listener: Listener) -> Decision | None:
    """A question about what was not understood, or the end; None where nothing is open."""
    speak = speaker(view.added[-1] if view.added else view.goal)
    if said.stop:
        return _ended(speak(f'You said "{short(said.stop)}"'))
    if not said.unclear or _was_asked(view):
        return None
    words = short(said.unclear)
    if said.tries >= _MOST:
        return _ended(speak(f'I do not understand "{words}": say the whole task anew'))
    which = "" if said.goal.is_known else open_word(said.goal.text)
    if which:
        question = f'Which one do you mean by "{which}"?'
    else:
        without = f'Without an answer I go on with "{short(said.goal.text)}"'
        question = f'I do not understand "{words}": what do you want instead? {without}'
        if listener.typed(said.unclear).parts:
            question = f'Do you want "{words}" as well, or instead? {without}'
    return Decision(thought=speak(f'"{words}" is not clear'), actions=(AskUser(question=speak(question)),))


def _once(decision: Decision, view: View) -> Decision:
    """The decision; where it asks what was asked before, the end with that for a reason."""
    first = decision.actions[0]
    if not isinstance(first, AskUser) or not any(step.action == first for step in view.steps):
        return decision
    end = Status(goal_status="infeasible", reason=first.question, cause=Cause.NOT_UNDERSTOOD)
    return decision.model_copy(update={"actions": (end,)})


def _ended(reason: str) -> Decision:
    return Decision(thought=reason, actions=(Status(goal_status="truncated", reason=reason),))


def _was_asked(view: View) -> bool:
    """Whether the person was asked about the last thing they said; or that went with a no to something."""
    last = view.added[-1] if view.added else ""
    return any(
        (isinstance(step.action, AskUser) and len(step.added) == len(view.added))
        or (step.permit is not None and not step.permit.allowed and step.permit.answer == last != "")
        for step in view.steps
    )
