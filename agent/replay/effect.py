"""Whether a move had the effect now that it had in the record."""

from dataclasses import dataclass
from typing import Literal

from agent.action.action import AskUser, InputText
from agent.replay.script import ScriptMove
from agent.run.step import Outcome, Step

Course = Literal["on", "again", "off"]
"""Go on to the next move; try this one again; it cannot be gone on by the record."""


@dataclass(frozen=True, slots=True)
class MoveResult:
    """How the replay goes on after a move, and why where it does not simply go on."""

    course: Course
    why: str = ""


ON = MoveResult("on")


def effect(move: ScriptMove, step: Step) -> MoveResult:
    """The verdict on a move that was just made."""
    permit = step.permit
    if permit is not None and not permit.allowed:
        return _not_allowed(move, step)
    if step.error:
        return MoveResult("again" if not step.performed else "off", step.error)
    if isinstance(move.action, AskUser) or not move.took_effect:
        return ON
    now = step.reason.turned
    if move.turned is not None and now is not None and now != move.turned:
        return MoveResult(
            "off", f"{step.evidence}; in the record it was turned {'on' if move.turned else 'off'}"
        )
    match step.outcome:
        case Outcome.NO_CHANGE:
            again = not move.sensitive
            return MoveResult("again" if again else "off", f"nothing came of it ({step.evidence})")
        case Outcome.WRONG_PAGE:
            return MoveResult("off", step.evidence)
        case Outcome.UNCERTAIN if isinstance(move.action, InputText):
            return MoveResult("off", step.evidence)
        case _:
            return ON


def _not_allowed(move: ScriptMove, step: Step) -> MoveResult:
    permit = step.permit
    assert permit is not None
    if move.by_hand and permit.by == "guard" and permit.answer:
        return ON
    return MoveResult("off", step.error or permit.reason or "it is not allowed")
