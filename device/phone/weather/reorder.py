"""Lists whose rows change places between the look and the touch."""

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

from device.phone.screen.layer import layers_of
from device.phone.system.sky import Spell
from device.phone.toolkit.view import Screen, View
from device.phone.weather.kind import Kind

if TYPE_CHECKING:
    from device.phone.screen.handset import Handset
    from device.phone.system.intent import Layer

_LEAST = 3
"""Rows that make a list."""


class Reorder(Kind):
    """Each strike moves the rows of the list on the page on by one; the last comes first."""

    name = "reorder"
    line = "the rows of a list change places between the look and the tap"
    chance = 0.5
    rest = 4

    def strike(self, phone: "Handset", spell: Spell, dice: Random) -> Spell | None:
        """On by one, two or three, as long as that is no whole turn; None where there is no list."""
        rows = next((rows for layer in layers_of(phone) if (rows := _rows(layer.screen.content))), 0)
        steps = dice.randint(1, 3)
        return replace(spell, what=str(int(spell.what or "0") + (steps % rows or 1))) if rows else None

    def over(self, phone: "Handset", spell: Spell, layer: "Layer") -> Screen:
        """The first list of the page, moved on."""
        steps, screen = int(spell.what or "0"), layer.screen
        content = _changed(screen.content, lambda view: _moved(view, steps)) if steps else None
        return screen if content is None else replace(screen, content=content)


def _changed(view: View, change: Callable[[View], View | None], *, scrolls: bool = False) -> View | None:
    """The tree with the first view in a scrolling one replaced that `change` has another for; None = none."""
    scrolls = scrolls or bool(view.scroll)
    changed = change(view) if scrolls else None
    if changed is not None:
        return changed
    for place, child in enumerate(view.children):
        below = _changed(child, change, scrolls=scrolls)
        if below is not None:
            children = (*view.children[:place], below, *view.children[place + 1 :])
            return replace(view, children=children)
    return None


def _rows(content: View) -> int:
    """How many rows the first list of a page has; 0 = there is none."""
    found: list[int] = []

    def counted(view: View) -> View | None:
        found.append(len(_places(view)))
        return view if found[-1] else None

    return found[-1] if _changed(content, counted) is not None else 0


def _places(view: View) -> list[int]:
    """Where the rows (what can be tapped) stand in a list; none where it is no list."""
    places = [place for place, child in enumerate(view.children) if child.on_tap is not None]
    return places if view.flow.axis == "column" and len(places) >= _LEAST else []


def _moved(view: View, steps: int) -> View | None:
    """The view with its rows moved on, what stands between them left; None = no list."""
    places = _places(view)
    if not places:
        return None
    children = list(view.children)
    for place, source in zip(places, places[-steps % len(places) :] + places, strict=False):
        children[place] = view.children[source]
    return replace(view, children=children)
