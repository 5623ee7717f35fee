"""What can be meant on a screen: controls, with all the names that people could know them by."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from device.screen import Bounds, Observation, Point, UIElement
from grounding.likeness import id_words

_HUGE = 0.45
"""A thing that takes touches over more of the screen than this is a backdrop: what lies on it stands alone."""
_PARTNERED = re.compile(
    r"Switch|Toggle|Check|Radio|SeekBar|Slider|RatingBar|Spinner|ComboBox|EditText|AutoComplete"
)


@dataclass(frozen=True, slots=True)
class Name:
    """One way to call a control."""

    text: str
    weight: float
    """How much a match with it counts, 0-1."""


@dataclass(frozen=True, slots=True)
class Control:
    """Something to point at."""

    element: UIElement
    bounds: Bounds
    """Its visible part."""
    label: Bounds
    """Where its first text stands; the bounds where it has none."""
    point: Point
    """Where a touch reaches it and nothing within it."""
    names: tuple[Name, ...]
    acts: bool
    """Whether it takes touches itself; other controls are texts and pictures that lie on nothing that does."""
    path: tuple[int, ...]
    """Indices of what holds it, outermost first."""
    tab: bool = False
    """Whether it is one of a bar of tabs."""


def takes_touch(element: UIElement) -> bool:
    """Whether a touch on it does something, as far as the tree tells."""
    return element.is_clickable or element.is_long_clickable or element.is_checkable or element.is_editable


@dataclass(slots=True)
class _Entry:
    element: UIElement
    visible: Bounds
    path: tuple[int, ...]
    owner: int | None
    """Index of the nearest that takes touches, itself included."""


def controls(observation: Observation) -> tuple[Control, ...]:
    """All of them in the order of the tree; what is disabled is among them, what is out of sight is not."""
    entries = _entries(observation)
    texts: dict[int, list[_Entry]] = {}
    inner: dict[int, list[Bounds]] = {}
    for entry in entries.values():
        if entry.owner is None or not entry.visible.area:
            continue
        if entry.owner != entry.element.index:
            if entry.element.label:
                texts.setdefault(entry.owner, []).append(entry)
        elif entry.path:
            for holder in entry.path:
                inner.setdefault(holder, []).append(entry.visible)
    found = []
    for index, entry in entries.items():
        element = entry.element
        if not entry.visible.area or (
            entry.owner != index and entry.owner is not None and not _picture(element)
        ):
            continue
        if entry.owner is None and not element.label and not _picture(element) and not _special(element):
            continue
        found.append(_control(entry, texts.get(index, []), inner.get(index, []), entries))
    return tuple(_with_tabs(found))


def _entries(observation: Observation) -> dict[int, _Entry]:
    screen = Bounds(0, 0, *observation.size)
    entries: dict[int, _Entry] = {}
    stack: list[UIElement] = []
    for element in observation.elements:
        while stack and stack[-1].depth >= element.depth:
            stack.pop()
        path = tuple(holder.index for holder in stack)
        visible = element.bounds.intersection(screen)
        owner = entries[path[-1]].owner if path else None
        if takes_touch(element) and (visible.area <= _HUGE * screen.area or element.label):
            owner = element.index
        if owner is not None and owner != element.index and entries[owner].visible.area > _HUGE * screen.area:
            owner = None
        entries[element.index] = _Entry(element, visible, path, owner)
        stack.append(element)
    return entries


def _picture(element: UIElement) -> bool:
    return "Image" in element.class_name


def _special(element: UIElement) -> bool:
    return bool(_PARTNERED.search(element.class_name)) or "Tab" in element.class_name.rpartition(".")[2]


def _control(
    entry: _Entry, texts: Sequence[_Entry], inner: Sequence[Bounds], entries: dict[int, _Entry]
) -> Control:
    element = entry.element
    partnered = element.is_checkable or element.is_editable or bool(_PARTNERED.search(element.class_name))
    named = list(_own_names(element, partnered))
    label = entry.visible
    for rank, text in enumerate(texts):
        said = text.element.label
        named.append(Name(said, 1.0 if rank == 0 and not element.label else 0.95))
        if rank == 0 and not element.label:
            label = text.visible
    if len(texts) > 1:
        named.append(Name(" ".join(text.element.label for text in texts), 0.92))
    if partnered:
        named.extend(_neighbours(entry, entries))
    middle = entry.visible.center
    if any(box.contains(middle) for box in inner) and texts:
        free = [t.visible.center for t in texts if not any(box.contains(t.visible.center) for box in inner)]
        middle = free[0] if free else middle
    elif any(box.contains(middle) for box in inner):
        middle = _free_spot(entry.visible, inner)
    acts = entry.owner == element.index
    return Control(element, entry.visible, label, middle, tuple(dict.fromkeys(named)), acts, entry.path)


def _own_names(element: UIElement, partnered: bool) -> list[Name]:
    state = element.is_checkable and not element.content_description
    found = [
        Name(element.text, 0.6 if state else 1.0),
        Name(element.content_description, 1.0),
        Name(element.hint, 1.0),
        Name(id_words(element.resource_id), 0.9),
    ]
    for text in (element.text, element.content_description):
        parts = re.split(r"[\n,·|]", text)
        if len(parts) > 1:
            found.append(Name(parts[0].strip(), 0.97))
    return [name for name in found if name.text.strip()]


def _neighbours(entry: _Entry, entries: dict[int, _Entry]) -> list[Name]:
    """The texts that say what a switch, a field or a slider is for."""
    for holder in reversed(entry.path):
        within = [e for e in entries.values() if holder in e.path and e.visible.area]
        rivals = [e for e in within if e is not entry and _alike(e.element, entry.element)]
        if rivals:
            break
        texts = [e for e in within if _plain_text(e) and e.element is not entry.element]
        if texts:
            return [Name(e.element.label, 0.97 if rank == 0 else 0.9) for rank, e in enumerate(texts[:3])]
    return [Name(e.element.label, 0.96) for e in _nearby(entry, entries)]


def _alike(element: UIElement, other: UIElement) -> bool:
    return (
        (element.is_checkable, element.is_editable) == (other.is_checkable, other.is_editable)
        and (takes_touch(element) or element.class_name == other.class_name)
        and (element.is_checkable or element.is_editable or element.class_name == other.class_name)
    )


def _plain_text(entry: _Entry) -> bool:
    element = entry.element
    return bool(element.label) and not element.is_editable and not element.is_checkable


def _nearby(entry: _Entry, entries: dict[int, _Entry]) -> list[_Entry]:
    """The text on the same line, else the one just above."""
    box = entry.visible
    texts = [e for e in entries.values() if e.visible.area and _plain_text(e) and not _holds(e.visible, box)]
    level = [e for e in texts if e.visible.top <= box.center.y < e.visible.bottom]
    if level and not entry.element.is_editable:
        return [min(level, key=lambda e: _apart(e.visible, box))]
    over = [
        e for e in texts
        if e.visible.bottom <= box.top + 4 and box.top - e.visible.bottom < 1.2 * box.height
        and min(e.visible.right, box.right) > max(e.visible.left, box.left)
    ]  # fmt: skip
    return [max(over, key=lambda e: (e.visible.bottom, -e.visible.left))] if over else []


def _apart(first: Bounds, second: Bounds) -> int:
    return max(0, first.left - second.right, second.left - first.right)


def _holds(outer: Bounds, inner: Bounds) -> bool:
    return outer.intersection(inner).area == inner.area


def _free_spot(box: Bounds, inner: Sequence[Bounds]) -> Point:
    """A pixel of the box outside all that lies in it, near its left or its top; the middle where none is."""
    for part in (8, 4, 16):
        for spot in (
            Point(box.left + box.width // part, box.center.y),
            Point(box.center.x, box.top + box.height // part),
            Point(box.right - box.width // part, box.center.y),
        ):
            if not any(other.contains(spot) for other in inner):
                return spot
    return box.center


def _with_tabs(found: Sequence[Control]) -> list[Control]:
    """Mark those that stand side by side, alike, with one of them selected, or call themselves tabs."""
    rows: dict[tuple[int, int, int], list[Control]] = {}
    for control in found:
        if control.acts or _special(control.element) or control.element.label:
            rows.setdefault((control.element.depth, control.bounds.top, control.bounds.bottom), []).append(
                control
            )
    tabs: set[int] = set()
    for row in rows.values():
        if len(row) > 1 and any(c.element.is_selected for c in row):
            tabs.update(c.element.index for c in row)
    return [
        Control(c.element, c.bounds, c.label, c.point, c.names, c.acts, c.path, True)
        if c.element.index in tabs or _called_tab(c.element)
        else c
        for c in found
    ]


def _called_tab(element: UIElement) -> bool:
    own = element.class_name.rpartition(".")[2]
    words = id_words(element.resource_id).split()
    return "Tab" in own and own not in ("TabLayout", "TabWidget", "TabHost") or "tab" in words
