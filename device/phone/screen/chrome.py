"""The phone's own windows: bars, keyboard, toast. The first two rarely change, so their nodes are kept."""

from collections.abc import Callable
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary, ref

from device.phone.screen.keyboard import keyboard_view
from device.phone.toolkit.layout import Metrics, Node, lay_out, measure, place
from device.phone.toolkit.paint import Rect
from device.phone.toolkit.view import LayoutState, View
from device.phone.toolkit.viewpart import Box, Flow, Surface, Text

if TYPE_CHECKING:
    from device.phone.screen.handset import Handset
    from device.phone.system.system import System

_NOTHING = LayoutState()
_kept: "WeakKeyDictionary[System, dict[str, tuple[object, Node]]]" = WeakKeyDictionary()
"""By phone and window: what it was laid out from, and the nodes.

Nothing in there may hold the phone, or it would never be freed.
"""


def bar_node(system: "System", name: str, view: View, box: Rect) -> Node:
    """A bar in its box; the user's text size does not change it."""
    kept = _kept.setdefault(system, {})
    found = kept.get(name)
    made_of = (id(view), box, system.density)  # the view is kept with its nodes, so its id stays its own
    if found is not None and found[0] == made_of:
        return found[1]
    left, top, right, bottom = box
    bar = lay_out(view, left, top, right - left, bottom - top, Metrics(system.density), _NOTHING)
    kept[name] = (made_of, bar)
    return bar


def keyboard_node(phone: "Handset", page: str, input_type: str, box: Rect) -> Node:
    """The soft keyboard in its box."""
    made_of = (page, input_type, phone.translate("Space"), box, phone.density)
    kept = _kept.setdefault(phone, {})
    found = kept.get("keyboard")
    if found is not None and found[0] == made_of:
        return found[1]
    view = keyboard_view(page, input_type, _presser(phone), phone.translate)
    left, top, right, bottom = box
    root = lay_out(view, left, top, right - left, bottom - top, Metrics(phone.density), _NOTHING)
    kept["keyboard"] = (made_of, root)
    return root


def _presser(phone: "Handset") -> Callable[[str], None]:
    """What a key of the keyboard calls; it holds the phone weakly, see `_kept`."""
    weak = ref(phone)

    def press(key: str) -> None:
        held = weak()
        if held is not None:
            held.touch.pressed(key)

    return press


def toast_node(text: str, room: Rect, metrics: Metrics) -> Node:
    """A toast at the lower end of the room, as wide as its words, of which Android shows two lines."""
    words = View("TextView", "message", Text(text, style="body_medium", max_lines=2))
    view = View(
        "Toast",
        box=Box(padding=(20.0, 14.0, 20.0, 14.0)),
        flow=Flow("row"),
        surface=Surface("surface_container_highest", radius=28.0, elevation=3.0),
        children=(words,),
    )
    toast = measure(view, room[2] - room[0], room[3] - room[1], metrics, _NOTHING, wrap="both")
    place(toast, (room[0] + room[2] - toast.width) // 2, room[3] - toast.height, room)
    return toast
