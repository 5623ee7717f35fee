"""A recorded run in place of a brain: it decides what was decided then, as long as the phone goes along.

Where the phone does not (a place is not there, another screen is in front, a move has not the effect it
had) the replay says so in words. It then leaves the goal, with all that was done, to the agent that stands
behind it, or ends where none does.
"""

from collections.abc import Callable
from typing import TypeVar

from agent.action.action import (
    Action,
    AskUser,
    NavigateBack,
    Note,
    Scope,
    Status,
    Wait,
    targets,
)
from agent.brain.brain import Confirmation, Decision, Judgement, View
from agent.language.speech import speaker
from agent.offline.step.interruption import was_unasked
from agent.perception.page import summarise
from agent.perception.seek import Absent
from agent.reflection.finding import breaks_down
from agent.replay.aim import Aimed, aim, is_aimed, way
from agent.replay.effect import effect
from agent.replay.recovery import Recovery, on_page, toward
from agent.replay.script import Script, ScriptMove, told
from agent.replay.value import filled
from agent.run.step import Handling, Outcome, Plan, Step
from device.screen import Observation
from models.reply import Reply, Usage

T = TypeVar("T")
_TRIES = 3
"""So often a move is made at most."""
_TOLD = 8
"""So many of the latest moves are told when the record is left."""


class ReplayCore:
    """One replay of a script; it remembers how far it has come."""

    def __init__(self, script: Script, hand_over: Callable[[], None] | None = None) -> None:
        """`hand_over` puts an agent in charge from the next decision on; None where there is none."""
        self.name = f"replay of {script.run}"
        self._script = script
        self._speak = speaker(script.goal)
        self._hand_over = hand_over
        self._at = 0
        self._tries = 0
        self._made = False
        """Whether the last decision was the move itself and not a remedy."""
        self._decided_at = -1
        """How many steps there were at the last decision."""
        self._added = len(script.added)
        """So much had been added to the goal by then."""
        self._in_vain = False
        """Whether the move was made and nothing came of it, or not yet."""
        self._recovery = Recovery()
        self._passed: list[str] = []
        """Moves that were not needed, told with the next one."""

    # -- the four roles ------------------------------------------------------------------------------
    def plan(self, view: View) -> Reply[Plan]:
        """That of the record."""
        return _reply(self._script.plan or Plan())

    def decide(self, view: View) -> Reply[Decision]:
        """The next move of the record, or what leads to where it can be made."""
        if self._decided_at == len(view.steps):
            return _reply(self._drift(view.feedback[-1] if view.feedback else "its place was not found"))
        self._decided_at = len(view.steps)
        if len(view.added) > self._added and not self._answers(view):
            return _reply(self._drift(f"the owner adds: {view.added[-1]}"))
        self._added = len(view.added)
        return _reply(self._judged(view) or self._next(view.observation))

    def reflect(self, view: View, step: Step, before: Observation, suspicion: str) -> Reply[Judgement]:
        """Nothing beyond the cheap check."""
        return _reply(Judgement(outcome=Outcome.UNCERTAIN, evidence=suspicion))

    def confirm(self, view: View) -> Reply[Confirmation]:
        """Whether it all came to the same screen as then."""
        script, page = self._script, summarise(view.observation)
        if self._ends_so(view.observation):
            count = len(script.moves)
            moves = "the one move" if count == 1 else f"all {count} moves"
            told_so = f"{moves} did what was recorded, and {page} is in front as then"
            return _reply(Confirmation(reached=True, evidence=told_so))
        why = f"all moves were made, but {page} is in front, and not {script.last_page} as then"
        return _reply(Confirmation(reached=None, evidence=why))

    def _ends_so(self, observation: Observation) -> bool:
        """Whether the screen is the one on which the record ends."""
        script = self._script
        return observation.package == script.last_package and summarise(observation) == script.last_page

    # -- what became of the last decision --------------------------------------------------------------
    def _answers(self, view: View) -> bool:
        """Whether what was added is the answer to a question of the record."""
        return bool(view.steps) and isinstance(view.steps[-1].action, AskUser)

    def _judged(self, view: View) -> Decision | None:
        """Take note of it; the drift where it went wrong."""
        if not view.steps:
            return None
        step = view.steps[-1]
        if isinstance(step.action, Status):
            return self._drift(step.evidence or step.error)
        if not self._made:
            self._recovery.heard(step)
            return None
        self._made = False
        move = self._script.moves[self._at]
        if step.handling is Handling.TAKEN:
            return None
        seen = effect(move, step)
        if seen.course == "on":
            self._learn(move, step)
            self._advance()
            return None
        broke_down = breaks_down(view.observation) and not move.sensitive
        if (seen.course == "again" or broke_down) and self._tries < _TRIES:
            self._in_vain = step.performed
            pause = Wait(seconds=float(self._tries)) if step.outcome == Outcome.NO_CHANGE else None
            return (
                self._decision(pause, move, "Nothing came of it: perhaps it takes a moment")
                if pause
                else None
            )
        return self._drift(seen.why)

    def _learn(self, move: ScriptMove, step: Step) -> None:
        """Put an answer in place of the one given then."""
        answer = step.permit.answer.strip() if step.permit is not None else ""
        if move.answer and answer and answer != move.answer:
            self._script = filled(self._script, {move.answer: answer}, since=self._at)

    def _advance(self) -> None:
        self._at += 1
        self._tries, self._in_vain = 0, False
        self._recovery = Recovery(toward(self._script.moves, self._at))

    # -- what comes next -------------------------------------------------------------------------------
    def _next(self, observation: Observation) -> Decision:
        while self._at < len(self._script.moves):
            move = self._script.moves[self._at]
            if move.gap:
                return self._drift(move.gap)
            if (pause := self._recovery.pause()) is not None:
                return self._decision(pause.action, move, pause.thought)
            aimed = self._aimed(move, observation)
            if isinstance(aimed, Absent):
                if self._is_past(observation):
                    self._pass("" if self._in_vain else f"{told(move)} was not called for")
                    continue
                return self._recovered(move, aimed, observation)
            if aimed.settled:
                self._pass(f"{told(move)} was done already")
                continue
            if self._only_looks(observation):
                self._advance()
                continue
            self._made = True
            self._tries += 1
            return self._decision(aimed.action, move)
        return self._end(observation)

    def _aimed(self, move: ScriptMove, observation: Observation) -> Aimed | Absent:
        if move.action.scope is not Scope.SCREEN and not isinstance(move.action, NavigateBack):
            return Aimed(move.action)
        if not on_page(move, observation):
            return Absent(f"{summarise(observation)} is in front, and not {move.page}")
        return aim(move, observation) if targets(move.action) else Aimed(move.action)

    def _only_looks(self, observation: Observation) -> bool:
        """Whether the move is only to bring the next place into sight, which is sought anyway."""
        move = self._script.moves[self._at]
        if way(move) is None:
            return False
        following = next((m for m in self._script.moves[self._at + 1 :] if way(m) is None), None)
        return following is not None and is_aimed(following) and _same_page(following, move)

    def _is_past(self, observation: Observation) -> bool:
        """Whether the next move can be made, and this one was made or is not needed.

        It is not needed where it only put off what came between then, and does not now.
        """
        move, following = self._script.moves[self._at], self._script.moves[self._at + 1 :][:1]
        name = next((target.description for target in targets(move.action)), "")
        mark = move.spots[0].mark if move.spots else None
        label = mark.names[0] if mark is not None and mark.names else ""
        if not following or move.sensitive:
            return False
        late = self._in_vain and following[0].page == summarise(observation) != move.page
        if not late and not was_unasked(name, label):
            return False
        return is_aimed(following[0]) and isinstance(self._aimed(following[0], observation), Aimed)

    def _pass(self, why: str) -> None:
        self._passed += [why] if why else []
        self._advance()

    def _recovered(self, move: ScriptMove, why: Absent, observation: Observation) -> Decision:
        before = self._script.moves[self._at - 1] if self._at else None
        remedy = self._recovery.next(move, before, why, observation)
        if remedy is None:
            return self._drift(why.why)
        return self._decision(remedy.action, move, remedy.thought)

    def _decision(self, action: Action, move: ScriptMove, why: str = "") -> Decision:
        number = f"{self._at + 1} of {len(self._script.moves)}"
        thought = ". ".join(map(self._speak, [*self._passed, why or f"Move {number}: {told(move)}"]))
        self._passed.clear()
        plan = self._script.plan.model_copy(update={"done": move.done}) if self._script.plan else None
        return Decision(thought=thought, actions=(action,), plan=plan)

    # -- the end -----------------------------------------------------------------------------------------
    def _end(self, observation: Observation) -> Decision:
        script = self._script
        remedy = None if self._ends_so(observation) else self._recovery.ease(observation)
        if remedy is not None:
            return Decision(thought=self._speak(remedy.thought), actions=(remedy.action,))
        if not script.complete:
            return self._drift("the record ends here, before its goal was reached")
        if script.answer:
            return self._drift("what was answered then was read off the screens of then")
        passed = f" ({'; '.join(self._passed)})" if self._passed else ""
        done = Status(goal_status="complete", reason=f"all that was recorded is done{passed}")
        return Decision(thought=self._speak("The record is through"), actions=(done,))

    def _drift(self, why: str) -> Decision:
        """Say where the phone and the record part, and leave the goal to the agent where there is one."""
        script, at = self._script, self._at
        count = len(script.moves)
        where = f"{told(script.moves[at])} (move {at + 1} of {count})" if at < count else "its end"
        text = f"The replay leaves the record at {where}: {why}"
        if self._hand_over is None:
            ending = Status(goal_status="truncated", reason=text)
            return Decision(thought=self._speak(text), actions=(ending,))
        self._hand_over()
        done = "; ".join(told(move) for move in script.moves[:at][-_TOLD:]) or "nothing"
        note = Note(text=f"{text}. Done by then: {done}. Go on with the goal from this screen.")
        return Decision(thought=self._speak(text), actions=(note,))


def _same_page(move: ScriptMove, other: ScriptMove) -> bool:
    return (move.package, move.activity) == (other.package, other.activity)


def _reply(value: T) -> Reply[T]:
    return Reply(value, Usage(), "", 0.0)
