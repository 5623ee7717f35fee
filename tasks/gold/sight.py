"""How the elements of a screen lie: what shows, what belongs together, and where a finger goes."""

from collections.abc import Sequence

from device.screen import Bounds, Observation, Point, UIElement
from tasks.gold.sought import Sought

_SHARES = ((1, 2), (1, 4), (3, 4), (1, 8), (7, 8))
"""Where on an element a finger may go, from its middle outwards."""


def shown(observation: Observation) -> list[UIElement]:
    """The elements a person sees, in the order of the tree."""
    screen = Bounds(0, 0, *observation.size)
    return [e for e in observation.elements if e.bounds.intersection(screen).area > 0]


def find_all(observation: Observation, sought: Sought) -> list[UIElement]:
    """All that show and match, in the order of the tree."""
    return [element for element in shown(observation) if sought.matches(element)]


def find(observation: Observation, sought: Sought) -> UIElement | None:
    """The one a person would take: enabled if any is, then one that reacts to a touch, then the first."""
    found = find_all(observation, sought)
    ranked = sorted(found, key=lambda e: (not e.is_enabled, not reacts(observation, e)))
    return ranked[0] if ranked else None


def parent_of(observation: Observation, element: UIElement) -> UIElement | None:
    """The element around this one; None for the outermost."""
    before = observation.elements[: element.index]
    return next((one for one in reversed(before) if one.depth < element.depth), None)


def ancestors_of(observation: Observation, element: UIElement) -> list[UIElement]:
    """The elements around this one, innermost first."""
    around = []
    parent = parent_of(observation, element)
    while parent is not None:
        around.append(parent)
        parent = parent_of(observation, parent)
    return around


def inside_of(observation: Observation, element: UIElement) -> list[UIElement]:
    """The elements in this one, at any depth, in the order of the tree."""
    inside = []
    for one in observation.elements[element.index + 1 :]:
        if one.depth <= element.depth:
            break
        inside.append(one)
    return inside


def row_of(observation: Observation, element: UIElement) -> UIElement:
    """The row this element is part of: the nearest around it, or itself, that reacts to a touch.

    Where nothing does, the element itself.
    """
    chain = [element, *ancestors_of(observation, element)]
    return next((one for one in chain if one.is_clickable or one.is_long_clickable), element)


def reacts(observation: Observation, element: UIElement) -> bool:
    """Whether a touch on it does something: it is clickable, or lies in something that is."""
    return element.is_editable or any(
        one.is_clickable or one.is_checkable for one in [element, *ancestors_of(observation, element)]
    )


def spot_on(observation: Observation, element: UIElement) -> Point:
    """Where a finger touches this element and nothing that lies over it; its middle if nowhere is free."""
    seen = element.bounds.intersection(Bounds(0, 0, *observation.size))
    below = {one.index for one in inside_of(observation, element)}
    over = [
        one.bounds
        for one in observation.elements[element.index + 1 :]
        if one.is_clickable and one.bounds.area and (element.is_clickable or one.index not in below)
    ]
    spots = (_at(seen, across, down) for down in _SHARES for across in _SHARES)
    free = (spot for spot in spots if not any(box.contains(spot) for box in over))
    return next(free, seen.center)


def written(elements: Sequence[UIElement]) -> list[str]:
    """What can be read on these elements, one after the other."""
    return [element.text or element.content_description for element in elements if _speaks(element)]


def content(observation: Observation) -> tuple[tuple[str, str, Bounds], ...]:
    """Equal for equal pages."""
    return tuple((e.text, e.content_description, e.bounds) for e in observation.elements)


def holds(field: UIElement, text: str) -> bool:
    """Whether a field holds a text, blanks and brackets that it puts between digits aside."""
    if field.text == text or (not text and field.text == field.hint):
        return True
    return _bare(text).isdecimal() and _bare(field.text) == _bare(text)


def scroller_in(observation: Observation) -> UIElement | None:
    """What scrolls up and down on this screen: the tallest that does, the innermost of equals."""
    able = [e for e in shown(observation) if e.is_scrollable and not _sideways(e)]
    return max(able, key=lambda e: (e.bounds.height, e.depth), default=None)


def _sideways(element: UIElement) -> bool:
    name = element.class_name
    return "Horizontal" in name or "Pager" in name or element.bounds.height < element.bounds.width // 6


def _speaks(element: UIElement) -> bool:
    return bool(element.text or element.content_description)


def _at(box: Bounds, across: tuple[int, int], down: tuple[int, int]) -> Point:
    return Point(box.left + box.width * across[0] // across[1], box.top + box.height * down[0] // down[1])


def _bare(text: str) -> str:
    return "".join(character for character in text if character.isalnum())
