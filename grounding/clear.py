"""Where a touch reaches a thing that something else lies over: a floating button, a bar, a bubble."""

from collections.abc import Iterable, Sequence

from device.screen import Bounds, Observation, Point, UIElement
from grounding.name import takes_touch

_PARTS = (8, 4, 16)
"""A spot lies this part of the box away from one of its edges."""


def clear_spot(observation: Observation, element: UIElement) -> Point | None:
    """A pixel of an element where a touch reaches it, its middle where that will do.

    None where what lies in front takes it everywhere that was tried. Lists and what takes no touch have
    their middle: they are swiped, or only looked at.
    """
    bounds = element.bounds.intersection(Bounds(0, 0, *observation.size))
    if element.is_scrollable or not _is_touched(observation, element):
        return bounds.center
    over = [other.bounds for other in in_front(observation, element)]
    if not any(box.contains(bounds.center) for box in over):
        return bounds.center
    return free_spot(bounds, over)


def free_spot(box: Bounds, taken: Sequence[Bounds]) -> Point | None:
    """A pixel of the box outside all that is taken, near its left or its top; None where none is."""
    for part in _PARTS:
        for spot in (
            Point(box.left + box.width // part, box.center.y),
            Point(box.center.x, box.top + box.height // part),
            Point(box.right - box.width // part, box.center.y),
        ):
            if not any(other.contains(spot) for other in taken):
                return spot
    return None


def in_front(observation: Observation, element: UIElement) -> list[UIElement]:
    """What takes touches and is drawn later than an element in its window, but not within it.

    Children follow their parents and are drawn over them, as what comes later is over what came before;
    a screen whose tree is not known does not tell.
    """
    if not any(other.depth for other in observation.elements):
        return []
    later = observation.elements[_place(observation.elements, element) + 1 :]
    found: list[UIElement] = []
    within = True
    for other in later:
        if other.depth == 0:
            break
        within = within and other.depth > element.depth
        if not within and takes_touch(other):
            found.append(other)
    return found


def _is_touched(observation: Observation, element: UIElement) -> bool:
    """Whether it takes touches, or what it lies in does."""
    return takes_touch(element) or any(map(takes_touch, _holders(observation.elements, element)))


def _holders(elements: Sequence[UIElement], element: UIElement) -> Iterable[UIElement]:
    depth = element.depth
    for other in reversed(elements[: _place(elements, element)]):
        if other.depth < depth:
            depth = other.depth
            yield other


def _place(elements: Sequence[UIElement], element: UIElement) -> int:
    return next(place for place, other in enumerate(elements) if other is element)
