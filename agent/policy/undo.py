"""What a run had done for a goal that was corrected since: what is to be taken back, what is told."""

from collections.abc import Sequence
from dataclasses import dataclass

from agent.policy.correction import is_about_same, told
from agent.policy.decision import PastStep
from agent.policy.feature import feature
from agent.policy.intention import DeleteAlarm, Intention, NotUnderstood, SetAlarm, SetSwitch
from agent.policy.past import named
from agent.policy.policy import in_order
from agent.policy.rounds import alters
from agent.policy.understand import understand


@dataclass(frozen=True, slots=True)
class Left:
    """What an abandoned goal leaves on the phone."""

    undo: tuple[Intention, ...] = ()
    """Parts that put back what can be put back."""
    begun: tuple[Intention, ...] = ()
    """Parts that were begun, and of which something may be left."""


def left_by(goal: str, steps: Sequence[PastStep], now: str) -> Left:
    """What the steps for a goal did that the goal as it stands `now` does not want."""
    understood, wanted = understand(goal), understand(now)
    if isinstance(understood, NotUnderstood) or isinstance(wanted, NotUnderstood):
        return Left()
    undo: list[Intention] = []
    begun: list[Intention] = []
    for place, want in enumerate(in_order(understood)):
        mine = [step for step in steps if step.done == place and not step.error and alters(step.action)]
        if not mine or any(is_about_same(want, part) for part in wanted):
            continue
        back = _back(want, [named(step.action) for step in mine])
        undo += [back] if back is not None and back not in wanted else []
        begun += [want] if back is None and not isinstance(want, SetAlarm | DeleteAlarm) else []
    return Left(tuple(undo), tuple(begun))


def _back(want: Intention, touched: Sequence[str]) -> Intention | None:
    """What takes a part back; None where nothing does, or it had not come to its end."""
    match want:
        case SetSwitch(key=key):
            ways = [name for name in touched if name.startswith(f"{feature('switch', key).title} switch (")]
            return SetSwitch(key, on=not ways[0].endswith("on)")) if ways else None
        case SetAlarm(time=time):
            return DeleteAlarm(time) if "OK (time picker)" in touched else None
        case _:
            return None


def with_undone(goal: str, undo: Sequence[Intention]) -> str:
    """The goal and, behind it, what is to be taken back; the goal alone where that can't be put in words."""
    understood = understand(goal)
    if not undo or isinstance(understood, NotUnderstood):
        return goal
    return told([*understood, *undo], goal) or goal
