"""Parts of a screen that look the same again and again: made once, and laid out once for each place.

Most of a screen is words, symbols and marks that nobody touches by themselves. A function under `still` gives
the same View for the same arguments, for every frame and every phone. Such a view remembers its nodes by the
room it was given (Mould) and by where it lay (Spot), with the elements and the paint commands of those: it
costs a few look-ups where it would cost several objects for each view in it. What can be touched is made
anew, as its handlers are; but those that look `alike` share what is remembered.
"""

from collections.abc import Callable, Hashable, Iterable
from functools import lru_cache, wraps
from typing import ParamSpec

from device.phone.toolkit.node import Node
from device.phone.toolkit.paint import Command, Rect
from device.phone.toolkit.view import View
from device.screen import UIElement

P = ParamSpec("P")

_VIEWS = 2048
"""Views kept of each function, and looks of what can be touched."""
_ROOMS = 8
"""Rooms that a view is remembered in."""
_SPOTS = 12
"""Places that it is remembered at, for each of these."""
_LISTS = 6
"""Beginnings of its elements in the whole list, and ways to paint it, for each of these."""

Room = tuple[int, int, int, int, float, float]
"""Width and height there is, width and height imposed, pixels a dp, pixels a sp."""


class Moulds(dict[Room, "Mould | None"]):
    """What is remembered of a view by the room it was in; nothing yet (None) of one that was there once."""

    __slots__ = ()
    __hash__ = object.__hash__  # type: ignore[assignment]
    __eq__ = object.__eq__


class TouchMoulds(Moulds):
    """The same of all views that look alike, for what can be touched."""

    __slots__ = ()


def still(build: Callable[P, View]) -> Callable[P, View]:
    """Make a function of hashable arguments give one and the same View for the same ones.

    Its views hold no handler, no field and nothing that scrolls, and nobody changes them afterwards.
    """

    @wraps(build)
    def made(*args: P.args, **given: P.kwargs) -> View:
        view = build(*args, **given)
        _check(view)
        view.still = Moulds()
        return view

    made.is_still = True  # type: ignore[attr-defined]
    return lru_cache(maxsize=_VIEWS)(made)  # type: ignore[return-value]


fixed = still(View)
"""A View that is still, by what is given for it; its children are still as well, and in a tuple."""


@lru_cache(maxsize=4 * _VIEWS)
def alike(*look: Hashable) -> TouchMoulds:
    """What is remembered of views that can be touched and are equal but for their handlers: for View.still.

    `look` tells them from all others: the place in the code, and everything that the view is made from, also
    whether it has a handler. What is below them is still.
    """
    return TouchMoulds()


def own(view: View) -> View:
    """The view, to be changed after all: it no longer looks like others. Raises TypeError for a still one."""
    if type(view.still) is Moulds:
        raise TypeError(f"a still view is never changed: {view}")
    view.still = None
    return view


def all_still(views: Iterable[View]) -> bool:
    """Whether none of them can be touched or changes."""
    return all(type(view.still) is Moulds for view in views)


def _check(view: View) -> None:
    """Raises TypeError where a view depends on more than what it is made from."""
    if _is_lively(view) or view.clickable or view.long_clickable:
        raise TypeError(f"a still view does nothing: {view}")
    for child in view.children:
        _check(child)


def _is_lively(view: View) -> bool:
    gestures = view.gestures
    moved = gestures.on_drag or gestures.on_trace or gestures.on_fling
    return bool(view.input.key or view.scroll or view.pager.key or view.text.selectable or moved)


class Spot:
    """What a still view became at one place: everything below its root, and what was read from it."""

    __slots__ = ("children", "clip", "culled", "drawn", "told")

    def __init__(self, node: Node) -> None:
        self.clip = node.clip
        self.children = node.children
        self.culled = node.culled
        self.told: dict[tuple[int, int, str], tuple[UIElement, ...]] = {}
        """By the number of the first, its depth and its package."""
        self.drawn: dict[tuple[Rect, Rect, bool], tuple[Command, ...]] = {}
        """By what it is cut at, the whole screen, and whether the theme is dark."""

    def tell(self, key: tuple[int, int, str], elements: tuple[UIElement, ...]) -> None:
        """Remember elements."""
        if len(self.told) >= _LISTS:
            self.told.clear()
        self.told[key] = elements

    def draw(self, key: tuple[Rect, Rect, bool], commands: tuple[Command, ...]) -> None:
        """Remember paint commands."""
        if len(self.drawn) >= _LISTS:
            self.drawn.clear()
        self.drawn[key] = commands


class Mould:
    """A still view sized for one room: every node of it in that room is cast from it."""

    __slots__ = ("children", "height", "inset", "spots", "text", "width")

    def __init__(self, model: Node) -> None:
        self.width = model.width
        self.height = model.height
        self.inset = model.inset
        self.text = model.text
        self.children = model.children
        """Sized and never placed, all below them neither."""
        self.spots: dict[tuple[int, int, Rect], Spot] = {}

    def spot(
        self, view: View, key: tuple[int, int, Rect], place: Callable[[Node, int, int, Rect], bool]
    ) -> Spot:
        """Make what it becomes at a place: left, top, and the clip around it."""
        children = [_copy(child) for child in self.children]
        node = Node(view, self.width, self.height, self.inset, children, self.text)
        place(node, *key)
        if len(self.spots) >= _SPOTS:
            self.spots.clear()
        self.spots[key] = made = Spot(node)
        return made


def mould_for(view: View, room: Room, size: Callable[[View, Room], Node]) -> Mould | None:
    """Make the mould of a still view for a room; None the first time, as many a view is seen only once.

    Raises TypeError for one that cannot be still.
    """
    kept = view.still
    assert kept is not None
    if room not in kept:
        if len(kept) >= _ROOMS:
            kept.clear()
        kept[room] = None
        return None
    if _is_lively(view):
        raise TypeError(f"it does not always look the same: {view}")
    if type(kept) is TouchMoulds:
        for child in view.children:
            _check(child)
    kept[room] = mould = Mould(size(view, room))
    return mould


def _copy(node: Node) -> Node:
    """A node as sized, with all below it."""
    children = [_copy(child) for child in node.children]
    made = Node(node.view, node.width, node.height, node.inset, children, node.text)
    made.x, made.y = node.x, node.y
    return made
