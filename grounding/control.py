"""What can be meant on a screen: controls, with all the names that people could know them by."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from device.screen import Bounds, Observation, Point, UIElement
from grounding.clear import free_spot
from grounding.likeness import id_words
from grounding.name import PARTNERED, Entry, Name, holds, neighbours, own_names, takes_touch

_HUGE = 0.45
"""A thing over more of the screen than this that takes touches is a backdrop: what is on it stands alone."""


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
    """Whether it takes touches itself; other controls are texts and pictures on nothing that does."""
    path: tuple[int, ...]
    """Indices of what holds it, outermost first."""
    tab: bool = False
    """Whether it is one of a bar of tabs."""
    covered: bool = False
    """Whether something in front of it seems to take a touch on its middle; trees do not always tell."""


def controls(observation: Observation) -> tuple[Control, ...]:
    """All of them in the order of the tree; what is disabled is among them, what is out of sight is not."""
    entries = _entries(observation)
    texts: dict[int, list[Entry]] = {}
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
    return tuple(_with_tabs(_with_covers(found)))


def _entries(observation: Observation) -> dict[int, Entry]:
    screen = Bounds(0, 0, *observation.size)
    entries: dict[int, Entry] = {}
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
        entries[element.index] = Entry(element, visible, path, owner)
        stack.append(element)
    return entries


def _picture(element: UIElement) -> bool:
    return "Image" in element.class_name


def _special(element: UIElement) -> bool:
    return bool(PARTNERED.search(element.class_name)) or "Tab" in element.class_name.rpartition(".")[2]


def _control(
    entry: Entry, texts: Sequence[Entry], inner: Sequence[Bounds], entries: dict[int, Entry]
) -> Control:
    element = entry.element
    partnered = element.is_checkable or element.is_editable or bool(PARTNERED.search(element.class_name))
    named = list(own_names(element))
    label = entry.visible
    for rank, text in enumerate(texts):
        said = text.element.label
        named.append(Name(said, 1.0 if rank == 0 and not element.label else 0.95))
        if rank == 0 and not element.label:
            label = text.visible
    if len(texts) > 1:
        named.append(Name(" ".join(text.element.label for text in texts), 0.92))
    if partnered:
        named.extend(neighbours(entry, entries))
    middle = entry.visible.center
    if any(box.contains(middle) for box in inner) and texts:
        free = [t.visible.center for t in texts if not any(box.contains(t.visible.center) for box in inner)]
        middle = free[0] if free else middle
    elif any(box.contains(middle) for box in inner):
        middle = free_spot(entry.visible, inner) or middle
    acts = entry.owner == element.index
    return Control(element, entry.visible, label, middle, tuple(dict.fromkeys(named)), acts, entry.path)


def _with_covers(found: Sequence[Control]) -> list[Control]:
    """Mark those whose point something takes that is drawn later and not within them.

    Their point is then where nothing lies, if there is such a place.
    """
    marked: list[Control] = []
    for at, control in enumerate(found):
        index, acting = control.element.index, [c for c in found[at + 1 :] if c.acts]
        covers = any(
            c.bounds.contains(control.point) and index not in c.path and not holds(control.bounds, c.bounds)
            for c in acting
        )
        if covers:
            free = free_spot(control.bounds, [c.bounds for c in acting])
            control = replace(control, covered=True, point=free or control.point)
        marked.append(control)
    return marked


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
        elif _even(row):
            top, bottom = row[0].bounds.top, row[0].bounds.bottom
            tabs.update(c.element.index for c in found if top <= c.bounds.top and c.bounds.bottom <= bottom)
    return [replace(c, tab=True) if c.element.index in tabs or _called_tab(c.element) else c for c in found]


def _even(row: Sequence[Control]) -> bool:
    """Whether they divide the width evenly among them, the one that shows its page perhaps left out."""
    places = sorted((c.bounds.left, c.bounds.width) for c in row if c.acts)
    widths = [width for _, width in places]
    if len(places) < 3 or max(widths) > 1.05 * min(widths):
        return False
    steps = [b[0] - a[0] for a, b in pairwise(places)]
    return all(abs(step / widths[0] - round(step / widths[0])) < 0.05 for step in steps)


def _called_tab(element: UIElement) -> bool:
    own = element.class_name.rpartition(".")[2]
    words = id_words(element.resource_id).split()
    return ("Tab" in own and own not in ("TabLayout", "TabWidget", "TabHost")) or "tab" in words
