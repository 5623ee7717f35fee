"""The lines that the form of an event is made of."""

from collections.abc import Sequence

from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import FILL, Handler, View


def form_row(icon: str, children: Sequence[View], on_tap: Handler | None = None, name: str = "") -> View:
    """A line of the form: a symbol or the room of one, then what is given."""
    sign = fixed("ImageView", icon=icon, width=24.0, colour="on_surface_variant", important=False)
    gap = fixed(width=24.0, height=1.0, important=False)
    row = View("RelativeLayout", name, axis="row", width=FILL, align="center", gap=16.0, on_tap=on_tap)
    row.padding, row.min_height = (16.0, 0.0, 16.0, 0.0), 52.0
    row.children = (sign if icon else gap, *children)
    row.important = bool(name or on_tap)
    return row


def value_text(name: str, text: str, on_tap: Handler | None = None, *, weight: float = 0.0) -> View:
    """A value that a tap changes."""
    view = View("TextView", name, text, style="body_large", weight=weight, min_height=52.0, justify="center")
    view.padding, view.on_tap = (0.0, 10.0, 0.0, 10.0), on_tap
    return view


def pair_row(label: str, value: View, on_tap: Handler, name: str) -> View:
    """What a value is, and the value at the end of the line."""
    head = fixed("TextView", text=label, style="body_large", weight=1.0)
    value.max_lines = 2
    return form_row("", (head, value), on_tap, name)


def spot(colour: str, name: str) -> View:
    """A round patch of a colour."""
    return View("ImageView", name, width=24.0, height=24.0, radius=12.0, background=colour)
