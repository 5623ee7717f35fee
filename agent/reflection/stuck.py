"""Watching the run from above: the same again and again, back and forth, errors in a row, nothing new."""

from agent.action.action import Action, InputText
from agent.run.description import describe_step
from agent.run.step import Step

SAME = 3
"""Times that one action may be done on one screen, with no new screen in between; so for one text typed."""
ERRORS = 3
"""Steps in a row that may fail."""
IDLE = 8
"""Steps in a row that may show no screen that was not seen before."""
MENDING = "reflect"
"""Who decided on a step that only mends what the one before it did."""


def why_stuck(steps: tuple[Step, ...], warned: int = 0) -> str:
    """What the run is caught in, in words for the model and the person; "" when it gets on.

    `warned` is how many steps there were when that was told last: showing nothing new counts from there.
    """
    return _errors(steps) or _alternates(steps) or _repeats(steps) or _types(steps) or _idles(steps, warned)


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


def _move(step: Step) -> tuple[str, Action | None]:
    return step.fingerprint, step.action


def _errors(steps: tuple[Step, ...]) -> str:
    if len(steps) < ERRORS or not all(step.error for step in steps[-ERRORS:]):
        return ""
    return f"the last {ERRORS} steps failed; the latest: {steps[-1].error}"


def _repeats(steps: tuple[Step, ...]) -> str:
    if not steps or steps[-1].action is None:
        return ""
    same = sum(_move(step) == _move(steps[-1]) for step in _since_news(steps))
    if same < SAME:
        return ""
    return f"{describe_step(steps[-1])} was done {same} times on this same screen"


def _since_news(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """The steps from the latest one on that was decided on a screen not seen before."""
    known: set[str] = set()
    latest = 0
    for place, step in enumerate(steps):
        if step.fingerprint not in known:
            known.add(step.fingerprint)
            latest = place
    return steps[latest:]


def _types(steps: tuple[Step, ...]) -> str:
    """The same text in a row: each time the field shows more of it, so that the screen is a new one."""
    last = [step.action for step in steps[-SAME:]]
    texts = {action.text for action in last if isinstance(action, InputText)}
    if len(last) < SAME or len(texts) != 1 or not all(isinstance(action, InputText) for action in last):
        return ""
    return f"the same text was typed {SAME} times in a row; look what the field holds"


def _alternates(steps: tuple[Step, ...]) -> str:
    if len(steps) < 6:
        return ""
    moves = [_move(step) for step in steps[-6:]]
    if not moves[:2] == moves[2:4] == moves[4:] or moves[0] == moves[1]:
        return ""
    there, back = map(describe_step, steps[-2:])
    return f"going back and forth between {there} and {back}"


def _idles(steps: tuple[Step, ...], warned: int) -> str:
    if len(steps) < 2 * IDLE or len(steps) - warned < IDLE:
        return ""
    older = {step.fingerprint for step in steps[:-IDLE]}
    if any(step.fingerprint not in older for step in steps[-IDLE:]):
        return ""
    return f"the last {IDLE} steps showed no screen that had not been seen before"
