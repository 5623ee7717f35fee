"""What of a run is worth showing: without what came to nothing, and without looking around that led back."""

from collections.abc import Sequence

from agent.action.touched import field_at
from tasks.practice.touch import Touch

_SHORT = 0.6
"""Seconds up to which a wait is no more than the loop's own settling."""


def pruned(touches: Sequence[Touch]) -> list[Touch]:
    """The touches that matter; the one that puts the cursor into a field is one with the typing after it."""
    kept: list[Touch] = []
    for at, touch in enumerate(touches):
        after = touches[at + 1] if at + 1 < len(touches) else None
        if (touch.verb == "wait" and touch.number < _SHORT) or (touch.looks_around and touch.same_as(after)):
            continue
        kept.append(_joined(kept, touch))
    return _straight(kept)


def _joined(kept: list[Touch], touch: Touch) -> Touch:
    """Typing, done to the field that was touched for it just before: that touch is taken off the list."""
    if kept and touch.verb in ("type", "add") and kept[-1].verb == "tap":
        field = field_at(kept[-1].seen, kept[-1].points[0])
        if field is not None and field.is_editable:
            tap = kept.pop()
            return Touch(tap.seen, touch.verb, tap.points, text=touch.text)
    return touch


def _straight(touches: list[Touch]) -> list[Touch]:
    """Without the stretches of looking around that ended where they began: nobody learns from a detour."""
    kept: list[Touch] = []
    for touch in touches:
        at = len(kept)
        while at and kept[at - 1].looks_around:
            at -= 1
            if kept[at].page == touch.page:
                del kept[at:]
        kept.append(touch)
    return kept
