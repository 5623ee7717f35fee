"""Watching the run from above: the same action again and again, back and forth, errors in a row."""

from agent.action import describe
from agent.step import Step

SAME = 3
"""Times that one action may be done on one screen."""
ERRORS = 3
"""Steps in a row that may fail."""
IDLE = 8
"""Steps in a row that may show no screen that was not seen before."""
MENDING = "reflect"
"""Who decided on a step that only mends what the one before it did."""


def why_stuck(steps: tuple[Step, ...]) -> str:
    """What the run is caught in, in words for the model and the person; "" when it gets on."""
    return _errors(steps) or _alternates(steps) or _repeats(steps) or _idles(steps)


def failures(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """The latest decisions that came to nothing one after the other, oldest first.

    What was done to mend one of them does not count.
    """
    failed: list[Step] = []
    for step in reversed(steps):
        if step.decided_by == MENDING:
            continue
        if not step.error and step.outcome not in ("wrong_page", "no_change"):
            break
        failed.append(step)
    return tuple(reversed(failed))


def _move(step: Step) -> tuple[str, str]:
    return step.fingerprint, describe(step.action) if step.action else ""


def _errors(steps: tuple[Step, ...]) -> str:
    if len(steps) < ERRORS or not all(step.error for step in steps[-ERRORS:]):
        return ""
    return f"the last {ERRORS} steps failed; the latest: {steps[-1].error}"


def _repeats(steps: tuple[Step, ...]) -> str:
    if not steps or steps[-1].action is None:
        return ""
    same = sum(_move(step) == _move(steps[-1]) for step in steps)
    if same < SAME:
        return ""
    return f"{describe(steps[-1].action)} was done {same} times on this same screen"


def _alternates(steps: tuple[Step, ...]) -> str:
    if len(steps) < 6:
        return ""
    moves = [_move(step) for step in steps[-6:]]
    if moves[:2] == moves[2:4] == moves[4:] and moves[0] != moves[1]:
        return f"going back and forth between {moves[0][1]} and {moves[1][1]}"
    return ""


def _idles(steps: tuple[Step, ...]) -> str:
    if len(steps) < 2 * IDLE:
        return ""
    older = {step.fingerprint for step in steps[:-IDLE]}
    if any(step.fingerprint not in older for step in steps[-IDLE:]):
        return ""
    return f"the last {IDLE} steps showed no screen that had not been seen before"
