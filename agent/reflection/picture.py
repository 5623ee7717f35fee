"""What the pictures tell where the element list does not: there is none, or none of what was touched."""

from agent.action.action import Drag, Scroll, Swipe
from agent.reflection.finding import Finding, Performed, done
from agent.run.reason import ReasonCode
from agent.run.step import Outcome
from device.screen import Bounds, Point

_NEW_PAGE = 0.05
"""Part of the picture that differs where another page came up."""
_NEAR = 60
"""Device pixels around a touch within which a change is its own."""


def by_picture(performed: Performed) -> Finding | None:
    """The finding where a screen has no element list."""
    pair = performed.pair
    if all(pair.trees):
        return None
    if pair.trees[0] != pair.trees[1] and not pair.pictured:
        return done(ReasonCode.NEW_PAGE, "the screen changed")
    if not pair.pictured:
        return Finding(Outcome.UNCERTAIN, ReasonCode.UNSEEN, "there is neither an element list nor a picture")
    if not pair.differs:
        return None
    part = f"{pair.changed:.1%} of the picture changed"
    if isinstance(performed.action, Scroll | Swipe):
        return done(ReasonCode.MOVED, f"moved: {part}")
    if pair.changed >= _NEW_PAGE or _changed_at_touch(performed):
        return done(ReasonCode.PICTURE, part)
    return Finding(Outcome.UNCERTAIN, ReasonCode.PICTURE, f"{part}, away from the touch")


def painted(performed: Performed) -> Finding | None:
    """The picture changed, and the element list did not.

    On the bare page (a game, a map, a drawing) that is what a touch does; on a control it may be anything.
    """
    pair = performed.pair
    if not pair.differs or not pair.same_tree:
        return None
    is_bare = performed.point is not None and performed.touched is None and not _scrolls_at(performed)
    if is_bare and (pair.changed >= _NEW_PAGE or _changed_at_touch(performed)):
        return done(ReasonCode.PICTURE, f"{pair.changed:.1%} of the picture changed where it was touched")
    if isinstance(performed.action, Scroll | Swipe | Drag):
        return None
    told = f"the elements are the same, but {pair.changed:.1%} of the picture changed"
    return Finding(Outcome.UNCERTAIN, ReasonCode.UNSEEN, told)


def _changed_at_touch(performed: Performed) -> bool:
    return any(performed.pair.changed_at(_around(spot.point)) for spot in performed.step.grounding)


def _scrolls_at(performed: Performed) -> bool:
    point = performed.point
    return point is not None and any(
        e.is_scrollable and e.bounds.contains(point) for e in performed.pair.before.elements
    )


def _around(point: Point) -> Bounds:
    return Bounds(point.x - _NEAR, point.y - _NEAR, point.x + _NEAR, point.y + _NEAR)
