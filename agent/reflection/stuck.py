"""Watching the run from above: does it get on, or does it go in circles?

To do the same again is no circle by itself: lists are scrolled, values stepped, three notes made one after
the other. A run is stuck where it does the same and nothing comes of it: no screen that is new, nothing
further in the plan, nothing noted.
"""

from itertools import pairwise

from agent.action.action import Action, Answer, InputText, Note
from agent.run.description import Tell, describe_step, in_pixels
from agent.run.reason import ReasonCode
from agent.run.state import State
from agent.run.step import Plan, Step

SAME = 3
"""Times that one action may be done on one screen without getting on; so for one text typed."""
LAPS = 6
"""The same where each lap did something to the phone."""
ERRORS = 3
"""Steps in a row that may fail."""
IDLE = 8
"""Steps in a row that may neither get on nor do anything."""
MENDING = "reflect"
"""Who decided on a step that only mends what the one before it did."""
_DEEDS = frozenset(
    {ReasonCode.TYPED, ReasonCode.RELABELLED, ReasonCode.ROWS, ReasonCode.GONE, ReasonCode.EXPECTED}
)
"""What is done to the phone, and not just looked at or turned back and forth."""


def got_on(state: State) -> bool:
    """Whether the last step brought the run further: whatever is to count as progress counts here."""
    assert state.seen is not None
    *earlier, last = state.steps
    is_new = all(state.seen.fingerprint != step.fingerprint for step in state.steps)
    return is_new or _is_further(state.plan, last.plan) or _tells_news(last, tuple(earlier))


def why_stuck(steps: tuple[Step, ...], warned: int = 0, tell: Tell = in_pixels) -> str:
    """What the run is caught in, in words for the model and the person; "" when it gets on.

    `warned` is how many steps there were when that was told last: it then has another lap to find a way.
    `tell` writes a point, as `describe_step` has it.
    """
    recent = steps[_latest_progress(steps) :]
    since = len(steps) - warned if warned else len(steps)
    return _errors(steps) or _circles(recent, since, tell) or _types(steps) or _idles(steps, recent, since)


def failures(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """The latest decisions that came to nothing one after the other, oldest first.

    What was done to mend one of them does not count.
    """
    failed: list[Step] = []
    for step in reversed(steps):
        if step.decided_by == MENDING:
            continue
        if not step.failed:
            break
        failed.append(step)
    return tuple(reversed(failed))


def _latest_progress(steps: tuple[Step, ...]) -> int:
    """The place of the latest step that was decided on after the run had got on."""
    known: set[str] = set()
    latest = 0
    for place, step in enumerate(steps):
        is_new = step.fingerprint not in known
        known.add(step.fingerprint)
        if is_new or (place and _is_after_progress(steps, place)):
            latest = place
    return latest


def _is_after_progress(steps: tuple[Step, ...], place: int) -> bool:
    before, step = steps[place - 1], steps[place]
    return _is_further(step.plan, before.plan) or _tells_news(before, steps[: place - 1])


def _is_further(plan: Plan | None, before: Plan | None) -> bool:
    return plan is not None and before is not None and plan.done > before.done


def _tells_news(step: Step, earlier: tuple[Step, ...]) -> bool:
    """Whether something was noted, or told the person, that had not been before."""
    is_told = isinstance(step.action, Note | Answer) and not step.error
    return is_told and all(step.action != other.action for other in earlier)


def _move(step: Step) -> tuple[str, Action | None]:
    return step.fingerprint, step.action


def _errors(steps: tuple[Step, ...]) -> str:
    if len(steps) < ERRORS or not all(step.error for step in steps[-ERRORS:]):
        return ""
    return f"the last {ERRORS} steps failed"


def _circles(recent: tuple[Step, ...], since: int, tell: Tell) -> str:
    """The same on the same screen again, however many other steps a lap has."""
    if not recent or recent[-1].action is None:
        return ""
    places = [place for place, step in enumerate(recent) if _move(step) == _move(recent[-1])]
    if len(places) < SAME or since < places[-1] - places[-2]:
        return ""
    laps = [recent[begin:end] for begin, end in pairwise(places)]
    if len(places) < LAPS and all(any(_does(step) for step in lap) for lap in laps):
        return ""
    if all(len(lap) == 2 for lap in laps[-2:]):
        there, back = (describe_step(step, tell) for step in recent[-2:])
        return f"going back and forth between {there} and {back}"
    return f"{describe_step(recent[-1], tell)} was done {len(places)} times on this same screen"


def _does(step: Step) -> bool:
    """Whether a step did something to the phone."""
    return step.succeeded and step.reason in _DEEDS


def _types(steps: tuple[Step, ...]) -> str:
    """The same text in a row: each time the field shows more of it, so that the screen is a new one."""
    last = [step.action for step in steps[-SAME:]]
    texts = {action.text for action in last if isinstance(action, InputText)}
    if len(last) < SAME or len(texts) != 1 or not all(isinstance(action, InputText) for action in last):
        return ""
    return f"the same text was typed {SAME} times in a row; look what the field holds"


def _idles(steps: tuple[Step, ...], recent: tuple[Step, ...], since: int) -> str:
    latest = recent[-IDLE:]
    if len(steps) < 2 * IDLE or len(latest) < IDLE or since < IDLE or any(_does(step) for step in latest):
        return ""
    return f"the last {IDLE} steps showed no screen that had not been seen before"
