"""By what a touched thing can be known again: read off the screen it was touched on."""

from collections.abc import Sequence
from itertools import pairwise

from agent.action.touched import control_at, plain
from agent.run.step import Mark
from device.screen import Bounds, Observation, Point, UIElement
from grounding.control import Control
from grounding.likeness import id_words
from grounding.name import holds

_NAMES, _NEAR, _HOLDERS = 6, 3, 4
"""So many of each are kept."""
_LIST = 0.25
"""A list takes this share of the screen at least; what scrolls in less is a wheel or a strip."""


def mark_for(control: Control, everything: Sequence[Control], observation: Observation, point: Point) -> Mark:
    """What a control, one of `everything` on the screen, is known by when it is touched at a point."""
    alike = [other for other in everything if _look(other) == _look(control)]
    box = control.element.bounds
    return Mark(
        package=control.element.package_name or observation.package,
        resource_id=control.element.resource_id,
        kind=kind(control.element),
        names=called(control),
        holders=holders(control, observation),
        near=near(control, everything),
        in_list=in_list(control, observation),
        acts=control.acts,
        order=1 + next((n for n, other in enumerate(alike) if other is control), 0),
        alike=max(1, len(alike)),
        is_checked=checked(control, observation),
        within=(_share(point.x, box.left, box.right), _share(point.y, box.top, box.bottom)),
    )


def kind(element: UIElement) -> str:
    """Its class without the package."""
    return element.class_name.rpartition(".")[2]


def called(control: Control) -> tuple[str, ...]:
    """Its names without the words of its id and, where it is a field, without what it holds.

    A single letter, as in the circle before a name, comes last.
    """
    element = control.element
    said_by_id = id_words(element.resource_id)
    content = element.text if element.is_editable else ""
    texts = [plain(name.text) for name in control.names if name.text not in (said_by_id, content)]
    whole = " ".join(texts[:-1])
    kept = [text for text in texts if text and not (len(texts) > 2 and text == whole)]
    return tuple(sorted(dict.fromkeys(kept), key=lambda text: len(text) == 1))[:_NAMES]


def holders(control: Control, observation: Observation) -> tuple[str, ...]:
    """Ids of what holds it, nearest first."""
    by_index = {element.index: element for element in observation.elements}
    ids = (by_index[index].resource_id for index in reversed(control.path) if index in by_index)
    return tuple([own for own in ids if own][:_HOLDERS])


def near(control: Control, everything: Sequence[Control]) -> tuple[str, ...]:
    """Names of what stands on its line, the nearest first, then of what stands right above it."""
    box = control.bounds
    others = [c for c in everything if c is not control and not holds(c.bounds, box) and not c.covered]
    own = called(control)
    named = [(c, names[0]) for c in others if (names := called(c)) and names[0] not in own]
    level = [(abs(c.bounds.center.x - box.center.x), text) for c, text in named if _level(c.bounds, box)]
    above = [(box.top - c.bounds.bottom, text) for c, text in named if _above(c.bounds, box)]
    texts = [text for _, text in sorted(level)[:_NEAR]] + [text for _, text in sorted(above)[:1]]
    return tuple(dict.fromkeys(texts))


def in_list(control: Control, observation: Observation) -> bool:
    """Whether it is one of the items of something that scrolls."""
    by_index = {element.index: element for element in observation.elements}
    width, height = observation.size
    path = [by_index[index] for index in control.path if index in by_index]
    lists = (e for e in path if e.is_scrollable or e.class_name.endswith(("RecyclerView", "ListView")))
    return any(e.bounds.area >= _LIST * width * height and kind(e) not in _PAGES for e in lists)


_PAGES = ("ScrollView", "NestedScrollView", "HorizontalScrollView", "WebView", "ViewPager", "ViewPager2")
"""What scrolls and holds a page rather than items."""


def checked(control: Control, observation: Observation) -> bool | None:
    """How the switch stands that it is, or the only one that it holds."""
    if control.element.is_checkable:
        return control.element.is_checked
    inside = [e for e in observation.elements if e.is_checkable and holds(control.bounds, e.bounds)]
    return inside[0].is_checked if len(inside) == 1 and control.acts else None


def touched(
    everything: Sequence[Control], observation: Observation, point: Point, element: int | None = None
) -> Control | None:
    """The control that a touch at a point hits; None where there is none.

    That is what a finger presses there. The one of the number `element` is told where it is that or part of
    it, as the switch of a row is; the smallest in sight where the list tells of nothing to be pressed.
    """
    pressed = control_at(observation, point)
    named = next((c for c in everything if c.element.index == element), None)
    if named is not None and (pressed is None or not pressed.is_clickable or _is_part(named, pressed)):
        return named
    hit = next((c for c in everything if pressed is not None and c.element.index == pressed.index), None)
    if hit is not None and hit.acts:
        return hit
    here = [c for c in everything if c.bounds.contains(point)]
    free = [c for c in here if c.acts and not c.covered] or [c for c in here if c.acts] or here
    return min(reversed(free), key=lambda c: c.bounds.area, default=None)


def _is_part(control: Control, pressed: UIElement) -> bool:
    return pressed.index in (control.element.index, *control.path)


def container(element: UIElement, observation: Observation) -> Control:
    """A list or page as something to point at."""
    seen = element.bounds.intersection(Bounds(0, 0, *observation.size))
    return Control(element, seen, seen, seen.center, (), acts=False, path=_path(element, observation))


def _path(element: UIElement, observation: Observation) -> tuple[int, ...]:
    path: list[UIElement] = []
    for before, here in pairwise((*observation.elements, element)):
        path = [holder for holder in path if holder.depth < before.depth] + [before]
        if here is element:
            break
    return tuple(holder.index for holder in path if holder.depth < element.depth)


def _look(control: Control) -> tuple[object, ...]:
    element = control.element
    return element.resource_id, kind(element), element.package_name, called(control), control.acts


def _share(at: int, start: int, end: int) -> float:
    return round(min(1.0, max(0.0, (at - start) / (end - start))), 4) if end > start else 0.5


def _level(other: Bounds, box: Bounds) -> bool:
    return other.top <= box.center.y < other.bottom or box.top <= other.center.y < box.bottom


def _above(other: Bounds, box: Bounds) -> bool:
    overlaps = min(other.right, box.right) > max(other.left, box.left)
    return overlaps and other.bottom <= box.top + 4 and box.top - other.bottom < 2 * box.height
