"""Lists whose rows change places between the look and the touch."""

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

from device.phone.view import Screen, View
from device.phone.weather.kind import Kind
from device.phone.weather.spell import Spell

if TYPE_CHECKING:
    from device.phone.layer import Layer
    from device.phone.phone import Phone

_LEAST = 3
"""Rows that make a list."""


class Reorder(Kind):
    """Each strike moves the rows of the list on the page on by one; the last comes first."""

    name = "reorder"
    line = "the rows of a list change places between the look and the tap"
    chance = 0.5
    rest = 4

    def strike(self, phone: "Phone", spell: Spell, dice: Random) -> Spell:
        """On by one, two or three."""
        return replace(spell, what=str(int(spell.what or "0") + dice.randint(1, 3)))

    def over(self, phone: "Phone", spell: Spell, layer: "Layer") -> Screen:
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


def _moved(view: View, steps: int) -> View | None:
    """The view with its rows (what can be tapped) moved on, what stands between them left; None = no list."""
    places = [place for place, child in enumerate(view.children) if child.on_tap is not None]
    if view.axis != "column" or len(places) < _LEAST:
        return None
    children = list(view.children)
    for place, source in zip(places, places[-steps % len(places) :] + places, strict=False):
        children[place] = view.children[source]
    return replace(view, children=children)
