"""What people could call a thing on a screen: what it says itself, and the texts that stand by it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from device.screen import Bounds, UIElement
from grounding.likeness import id_words

_ROW = 4
"""A row is less than this many times as high as the switch on it."""
_FEW = 4
"""With more texts than these, what holds a switch is more than its row."""
PARTNERED = re.compile(
    r"Switch|Toggle|Check|Radio|SeekBar|Slider|RatingBar|Spinner|ComboBox|EditText|AutoComplete"
)


@dataclass(frozen=True, slots=True)
class Name:
    """One way to call a control."""

    text: str
    weight: float
    """How much a match with it counts, 0-1."""
    is_borrowed: bool = False
    """Whether it is that of what stands by the control, which says nothing itself."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An element as it is seen."""

    element: UIElement
    visible: Bounds
    path: tuple[int, ...]
    owner: int | None
    """Index of the nearest that takes touches, itself included."""


def takes_touch(element: UIElement) -> bool:
    """Whether a touch on it does something, as far as the tree tells."""
    return element.is_clickable or element.is_long_clickable or element.is_checkable or element.is_editable


def own_names(element: UIElement) -> list[Name]:
    """What it says itself."""
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


def neighbours(entry: Entry, entries: Mapping[int, Entry]) -> list[Name]:
    """The texts that say what a switch, a field or a slider is for."""
    for holder in reversed(entry.path):
        within = [e for e in entries.values() if holder in e.path and e.visible.area]
        rivals = [e for e in within if e is not entry and _alike(e.element, entry.element)]
        if rivals:
            break
        if _plain_text(entries[holder]):
            return [Name(entries[holder].element.label, 0.97, is_borrowed=True)]
        texts = [e for e in within if _says(e) and e.element is not entry.element]
        if len(texts) > _FEW:
            break
        if texts:
            return [
                Name(e.element.label, 0.97 if rank == 0 else 0.9, is_borrowed=True)
                for rank, e in enumerate(texts[:3])
            ]
    return [Name(e.element.label, 0.96, is_borrowed=True) for e in _nearby(entry, entries)]


def _alike(element: UIElement, other: UIElement) -> bool:
    return (
        (element.is_checkable, element.is_editable) == (other.is_checkable, other.is_editable)
        and (takes_touch(element) or element.class_name == other.class_name)
        and (element.is_checkable or element.is_editable or element.class_name == other.class_name)
    )


def _plain_text(entry: Entry) -> bool:
    element = entry.element
    return bool(element.label) and not element.is_editable and not element.is_checkable


def _says(entry: Entry) -> bool:
    """Whether it is a text that is no control itself: a button beside a field is no name of it."""
    return _plain_text(entry) and not entry.element.is_clickable


def _nearby(entry: Entry, entries: Mapping[int, Entry]) -> list[Entry]:
    """The text on the same line, else the one just above, else that of the row it is drawn on."""
    box = entry.visible
    named = [e for e in entries.values() if e.visible.area and _plain_text(e) and e is not entry]
    texts = [e for e in named if _says(e) and not holds(e.visible, box)]
    level = [e for e in texts if e.visible.top <= box.center.y < e.visible.bottom]
    if level and not entry.element.is_editable:
        return [min(level, key=lambda e: _apart(e.visible, box))]
    over = [
        e for e in texts
        if e.visible.bottom <= box.top + 4 and box.top - e.visible.bottom < 1.2 * box.height
        and min(e.visible.right, box.right) > max(e.visible.left, box.left)
    ]  # fmt: skip
    if over:
        return [max(over, key=lambda e: (e.visible.bottom, -e.visible.left))]
    rows = [e for e in named if holds(e.visible, box) and e.visible.height < _ROW * box.height]
    return [min(rows, key=lambda e: e.visible.area)] if rows else []


def _apart(first: Bounds, second: Bounds) -> int:
    return max(0, first.left - second.right, second.left - first.right)


def holds(outer: Bounds, inner: Bounds) -> bool:
    """Whether a box lies in another."""
    return outer.intersection(inner).area == inner.area
