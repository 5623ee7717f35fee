"""A screen as the things on it: what can be touched, with all that it says, and texts that stand alone."""

import re
from dataclasses import dataclass, field
from functools import cached_property

from device.screen import Bounds, Observation, UIElement

MOST = 56
"""Things of one screen that are looked at."""
_SYSTEM = "com.android.systemui"
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|[_\W]+")


@dataclass(frozen=True)
class Thing:
    """Something to touch, or a text."""

    element: int
    """Number of the element that stands for it."""
    label: str
    """All that it says."""
    text: str
    """The longest single text of it."""
    rid: str
    """Resource id without its package."""
    kind: str
    """Class without its package."""
    bounds: Bounds
    """What of it is on the screen."""
    is_clickable: bool = False
    is_long_clickable: bool = False
    is_editable: bool = False
    is_scrollable: bool = False
    is_checkable: bool = False
    is_checked: bool = False
    is_enabled: bool = True
    is_focused: bool = False
    is_selected: bool = False
    is_password: bool = False
    hint: str = ""
    members: frozenset[int] = frozenset()
    """Numbers of all elements that it is made of."""
    order: int = 0
    """How many of the same resource id stand before it."""

    @property
    def acts(self) -> bool:
        """Whether it can be touched to some effect."""
        return self.is_clickable or self.is_long_clickable or self.is_editable or self.is_checkable

    @cached_property
    def id_words(self) -> tuple[str, ...]:
        """The words of its resource id and its class."""
        parts = [part.lower() for part in _CAMEL.split(self.rid) if part]
        return (*parts[:5], f"class {self.kind}")


@dataclass
class _Draft:
    element: UIElement
    bounds: Bounds
    texts: list[str] = field(default_factory=list)
    members: set[int] = field(default_factory=set)
    is_checkable: bool = False
    is_checked: bool = False
    is_selected: bool = False


def things(observation: Observation) -> tuple[Thing, ...]:
    """Those that show, in the order of the tree; of too many, texts that stand alone are left out first."""
    drafts = _drafts(observation)
    seen: dict[str, int] = {}
    found = []
    for draft in drafts:
        rid = draft.element.resource_id.rpartition("/")[2]
        key = rid or f"{draft.element.class_name}"
        seen[key] = seen.get(key, -1) + 1
        found.append(_thing(draft, rid, seen[key]))
    if len(found) > MOST:
        spare = len(found) - MOST
        dropped = [thing for thing in reversed(found) if not thing.acts and not thing.is_scrollable][:spare]
        found = [thing for thing in found if thing not in dropped][:MOST]
    return tuple(found)


def _drafts(observation: Observation) -> list[_Draft]:
    screen = Bounds(0, 0, *observation.size)
    drafts: list[_Draft] = []
    around: list[tuple[int, _Draft | None]] = []
    for element in observation.elements:
        while around and around[-1][0] >= element.depth:
            around.pop()
        outer = around[-1][1] if around else None
        own = None
        bounds = element.bounds.intersection(screen)
        if bounds.area and (element.package_name != _SYSTEM or observation.package == _SYSTEM):
            own = _draft(element, bounds, outer)
            if own is not None:
                drafts.append(own)
        holds = own if own is not None and not _only_scrolls(element) else None
        around.append((element.depth, holds or outer))
    return drafts


def _draft(element: UIElement, bounds: Bounds, outer: _Draft | None) -> _Draft | None:
    """A thing of its own, or None for what is part of the thing around it, or nothing."""
    presses = element.is_clickable or element.is_long_clickable or element.is_editable
    texts = [element.label] if element.label else []
    if presses or element.is_scrollable or (element.is_checkable and outer is None):
        draft = _Draft(element, bounds, texts, {element.index}, element.is_checkable, element.is_checked)
        if element.is_checkable and outer is not None and not texts:
            draft.texts = outer.texts[:1]
            outer.is_checkable, outer.is_checked = True, element.is_checked
        return draft
    if outer is not None:
        outer.texts += texts
        outer.members.add(element.index)
        if element.is_checkable:
            outer.is_checkable, outer.is_checked = True, element.is_checked
        outer.is_selected |= element.is_selected
        return None
    return _Draft(element, bounds, texts, {element.index}) if texts else None


def _only_scrolls(element: UIElement) -> bool:
    return not (element.is_clickable or element.is_long_clickable or element.is_editable)


def _thing(draft: _Draft, rid: str, order: int) -> Thing:
    element = draft.element
    return Thing(
        element=element.index,
        label=" ".join(draft.texts),
        text=max(draft.texts, key=len, default=""),
        rid=rid,
        kind=element.class_name.rpartition(".")[2],
        bounds=draft.bounds,
        is_clickable=element.is_clickable,
        is_long_clickable=element.is_long_clickable,
        is_editable=element.is_editable,
        is_scrollable=element.is_scrollable,
        is_checkable=draft.is_checkable,
        is_checked=draft.is_checked,
        is_enabled=element.is_enabled,
        is_focused=element.is_focused,
        is_selected=element.is_selected or draft.is_selected,
        is_password=element.is_password,
        hint=element.hint,
        members=frozenset(draft.members),
        order=order,
    )
