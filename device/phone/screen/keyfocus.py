"""Moving over what can be touched by keys alone: arrows and Tab carry a focus, Enter touches what has it.

The focus is a place in a window, as views are made anew with every frame. It holds while something can be
touched in just that place; a finger on the screen ends it, as Android's touch mode does.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from device.phone.system import keycode
from device.phone.system.window import KeyFocus
from device.phone.toolkit.node import Node
from device.phone.toolkit.paint import DrawBox, Rect
from device.screen import Bounds, UIElement

if TYPE_CHECKING:
    from device.phone.screen.frame import Frame
    from device.phone.screen.handset import Handset
    from device.phone.system.system import System

_ACTING = frozenset((*keycode.ENTER, keycode.DPAD_CENTER, keycode.SPACE))
_ARROWS = {19: (1, -1), 20: (1, 1), keycode.LEFT: (0, -1), keycode.RIGHT: (0, 1)}
"""Code -> axis (0 across, 1 down) and the way along it."""
_AHEAD = 13
"""How much a pixel ahead counts beside one aside, squared both."""


# -- what it shows -----------------------------------------------------------------------------------------
def focused_node(frame: "Frame", held: KeyFocus | None) -> Node | None:
    """What has the focus in a frame; None where it is on nothing any more."""
    if held is None or held.window != frame.active.kind:
        return None
    return next((node for node in _touchable(frame) if node.clip == held.box), None)


def with_focus(elements: tuple[UIElement, ...], node: Node | None) -> tuple[UIElement, ...]:
    """The elements, the one that has the focus saying so."""
    if node is None:
        return elements
    bounds = Bounds(*node.clip)
    place = next((at for at, one in enumerate(elements) if one.is_clickable and one.bounds == bounds), -1)
    if place < 0:
        return elements
    return (*elements[:place], replace(elements[place], is_focused=True), *elements[place + 1 :])


def highlight(frame: "Frame", node: Node | None) -> tuple[DrawBox, ...]:
    """The tint over what has the focus."""
    if node is None:
        return ()
    colour = "#33FFFFFF" if frame.dark else "#1F000000"
    return (DrawBox(node.box, node.clip, colour, int(node.view.surface.radius * frame.density + 0.5)),)


# -- what keys do --------------------------------------------------------------------------------------------
def press(phone: "Handset", code: int, meta: int) -> bool:
    """A key while no text is edited; whether it was one that moves the focus or touches what has it."""
    frame = phone.frame()
    if code not in _ACTING and code not in _ARROWS and code != keycode.TAB:
        return False
    if frame.focused_field() is not None:
        return False
    node = frame.key_node
    if code in _ACTING:
        if node is not None:
            _touch(phone, node)
        return node is not None
    axis, way = _ARROWS.get(code, (1, -1 if meta & keycode.SHIFT else 1))
    box = node.clip if node is not None else None
    found = _next(frame, box, axis, way, in_order=code == keycode.TAB)
    if (
        box is not None
        and axis == 1
        and (found is None or found.clip != found.box or not _same(frame, box, found))
    ):
        moved = _scrolled(phone, frame, box, way)
        if moved is not None:
            box = moved
            found = _next(phone.frame(), box, axis, way, in_order=code == keycode.TAB)
    if found is not None:
        box = found.clip
    if box is not None:
        held = KeyFocus(phone.surface.id, frame.active.kind, box)
        phone.window = replace(phone.window, key_focus=held)
    return True


def let_go(system: "System") -> None:
    """A finger is on the screen."""
    if system.window.key_focus is not None:
        system.window = replace(system.window, key_focus=None)


def _touch(phone: "Handset", node: Node) -> None:
    view = node.view
    if view.input.key:
        phone.touch.editor.tap(node, node.right, node.bottom)
    elif view.on_tap is not None:
        view.on_tap()
    elif view.gestures.on_tap_at is not None:
        view.gestures.on_tap_at(0.5, 0.5)


def _touchable(frame: "Frame") -> list[Node]:
    """What shows in the active window and does something when it is touched, in document order."""
    return [
        node
        for node in frame.active.root.walk()
        if node.view.enabled
        and node.view.important
        and (node.view.on_tap is not None or node.view.gestures.on_tap_at is not None or node.view.input.key)
    ]


def _next(frame: "Frame", box: Rect | None, axis: int, way: int, *, in_order: bool) -> Node | None:
    """What the focus goes to from a place; the first of all where it is nowhere yet."""
    nodes = _touchable(frame)
    if box is None:
        return nodes[0] if nodes else None
    if in_order:
        place = next((at for at, node in enumerate(nodes) if node.clip == box), None)
        if place is not None:
            return nodes[place + way] if 0 <= place + way < len(nodes) else None
    ahead = [node for node in nodes if _is_ahead(_along(box, axis, way), _along(node.clip, axis, way))]
    return min(ahead, key=lambda node: _distance(box, node.clip, axis, way), default=None)


def _along(box: Rect, axis: int, way: int) -> tuple[int, int]:
    """Where a box begins and ends in the direction of the key."""
    near, far = box[axis], box[axis + 2]
    return (near, far) if way > 0 else (-far, -near)


def _is_ahead(here: Sequence[int], there: Sequence[int]) -> bool:
    return (here[0] < there[0] or here[1] <= there[0]) and here[1] < there[1]


def _distance(box: Rect, other: Rect, axis: int, way: int) -> tuple[bool, int]:
    """Whether it lies aside, and how far it is: what is straight ahead comes first."""
    side = 1 - axis
    aside = other[side] >= box[side + 2] or box[side] >= other[side + 2]
    ahead = max(0, _along(other, axis, way)[0] - _along(box, axis, way)[1])
    across = (other[side] + other[side + 2] - box[side] - box[side + 2]) // 2
    return aside, _AHEAD * ahead**2 + across**2


# -- what is out of sight ------------------------------------------------------------------------------------
def _holder(frame: "Frame", box: Rect) -> Node | None:
    """The innermost container around a place that can scroll."""
    found = None
    for node in frame.active.root.walk():
        if node.view.scroll and node.scroll_max and _within(box, node.clip):
            found = node
    return found


def _within(box: Rect, outer: Rect) -> bool:
    return box[0] >= outer[0] and box[1] >= outer[1] and box[2] <= outer[2] and box[3] <= outer[3]


def _same(frame: "Frame", box: Rect, found: Node) -> bool:
    """Whether what was found scrolls together with the place it is sought from."""
    holder = _holder(frame, box)
    return holder is None or _within(found.clip, holder.clip)


def _scrolled(system: "System", frame: "Frame", box: Rect, way: int) -> Rect | None:
    """Scroll what is around a place by half of it, and where the place is then; None at its end."""
    holder = _holder(frame, box)
    if holder is None:
        return None
    offset = min(holder.scroll_max, max(0, holder.offset + way * holder.height // 2))
    if offset == holder.offset:
        return None
    system.context(system.surface).scroll_to(holder.view.scroll, offset)
    up = offset - holder.offset
    return (box[0], box[1] - up, box[2], box[3] - up)
