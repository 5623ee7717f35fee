"""What a run did, as moves to be made again: without what failed, was taken back, or was only looked at."""

from collections.abc import Iterator
from itertools import pairwise

from agent.action.action import (
    Action,
    Answer,
    AskUser,
    Click,
    InputText,
    NavigateBack,
    Note,
    OpenApp,
    Scroll,
    Status,
    Swipe,
)
from agent.perception.seek import told as mark_told
from agent.reflection.stuck import MENDING
from agent.replay.corrected import corrected
from agent.run.step import Handling, Mark, Outcome, Plan, Record, Spot, Step
from agent.run.trajectory import Trajectory
from device.error import ConfigError


class ScriptMove(Record):
    """One thing that was done."""

    step: int
    """Number of the step in its run."""
    action: Action
    spots: tuple[Spot, ...] = ()
    thought: str = ""
    package: str = ""
    """The screen it was done on: app, activity and page."""
    activity: str = ""
    page: str = ""
    done: int = 0
    """How many sub-goals of the plan were reached by then."""
    sensitive: bool = False
    """Whether the guard held it for the person's word: it is never done twice."""
    by_hand: bool = False
    """Whether the person did it themselves."""
    took_effect: bool = True
    """Whether it was seen to do what it was meant to."""
    evidence: str = ""
    turned: bool | None = None
    """How it left the switch that it touched; None where it touched none."""
    answer: str = ""
    """What the person said, where they were asked."""
    gap: str = ""
    """Why the value that it depends on cannot be put into it; "" where there is nothing in the way."""

    @property
    def marks(self) -> tuple[Mark | None, ...]:
        """What its places are known by, in order."""
        return tuple(spot.mark for spot in self.spots)


class Script(Record):
    """All that is needed to do a run again; it does not need the run's folder."""

    run: str
    """Name of the run it was recorded in."""
    goal: str
    """As it stood once all corrections were heard."""
    moves: tuple[ScriptMove, ...]
    added: tuple[str, ...] = ()
    """What else was said of it, for a brain that reads the person's words."""
    plan: Plan | None = None
    complete: bool = True
    """Whether the run reached its goal; else the record ends before that."""
    last_package: str = ""
    """The screen on which the run ended."""
    last_activity: str = ""
    last_page: str = ""
    answer: str = ""
    """What the run told the person: it was read off the screens of then."""


def script_of(trajectory: Trajectory) -> Script:
    """The moves of a recorded run. Raises ConfigError where it did nothing that could be done again."""
    steps = trajectory.steps
    of_use = corrected(trajectory)
    moves = tuple(_moves(of_use.steps))
    if not any(not isinstance(move.action, AskUser) for move in moves):
        raise ConfigError(f"the run {trajectory.manifest.id} did nothing that could be done again")
    last = steps[-1]
    ending = trajectory.ending
    return Script(
        run=trajectory.manifest.id,
        goal=of_use.goal,
        moves=moves,
        added=of_use.added,
        plan=of_use.plan,
        complete=ending is not None and ending.status.is_claimed,
        last_package=last.package,
        last_activity=last.activity,
        last_page=last.page,
        answer=trajectory.answer,
    )


def _moves(steps: tuple[Step, ...]) -> Iterator[ScriptMove]:
    undone = _undone(steps)
    for at, step in enumerate(steps):
        action = step.action
        if action is None or at in undone or isinstance(action, Answer | Note | Status):
            continue
        by_hand = _by_hand(step)
        if (
            (not step.performed and not by_hand)
            or (step.performed and step.error)
            or step.handling is Handling.UNCOVERS
        ):
            continue
        if step.outcome == Outcome.NO_CHANGE and isinstance(action, Scroll | Swipe | NavigateBack):
            continue
        yield _move(step, by_hand=by_hand)


def _undone(steps: tuple[Step, ...]) -> frozenset[int]:
    """Steps that were taken back, and those that took them back; and taps in vain that were tried again."""
    gone: set[int] = set()
    for at, (step, after) in enumerate(pairwise(steps)):
        back = isinstance(after.action, NavigateBack) and after.performed
        if step.outcome == Outcome.WRONG_PAGE and (back or after.decided_by == MENDING):
            gone |= {at, at + 1}
        elif step.outcome == Outcome.NO_CHANGE and after.action == step.action:
            gone.add(at)
    return frozenset(gone)


def _by_hand(step: Step) -> bool:
    """Whether the guard had the person do it."""
    permit = step.permit
    return permit is not None and not permit.allowed and permit.by == "guard" and bool(permit.answer)


def _move(step: Step, *, by_hand: bool) -> ScriptMove:
    assert step.action is not None
    permit = step.permit
    mark = step.grounding[0].mark if step.grounding else None
    turned = step.reason.turned if isinstance(step.action, Click) else None
    return ScriptMove(
        step=step.index,
        action=step.action,
        spots=step.grounding,
        thought=step.thought,
        package=step.package,
        activity=step.activity,
        page=step.page,
        done=step.plan.done if step.plan is not None else 0,
        sensitive=permit is not None and bool(permit.classes),
        by_hand=by_hand,
        took_effect=step.outcome == Outcome.SUCCESS,
        evidence=step.evidence,
        turned=turned if mark is None or mark.is_checked is not None else None,
        answer=permit.answer if permit is not None and isinstance(step.action, AskUser) else "",
    )


def told(move: ScriptMove) -> str:
    """A move in words."""
    action = move.action
    mark = move.spots[0].mark if move.spots else None
    name = mark_told(mark) if mark is not None else (move.spots[0].label if move.spots else "")
    match action:
        case OpenApp(app_name=app):
            return f"opening {app}"
        case InputText(text=text):
            return f'typing "{text}"' + (f" into {name}" if name else "")
        case Scroll(direction=direction):
            return f"scrolling {direction}"
        case _:
            return f"{action.action_type.replace('_', ' ')} {name}".strip()
