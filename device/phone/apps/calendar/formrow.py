"""The lines that the form of an event is made of."""

from collections.abc import Sequence
from dataclasses import replace

from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import View
from device.phone.toolkit.viewpart import FILL, GROWING, Box, Flow, Handler, Icon, Surface, Text


def form_row(icon: str, children: Sequence[View], on_tap: Handler | None = None, name: str = "") -> View:
    """A line of the form: a symbol or the room of one, then what is given."""
    sign = fixed("ImageView", icon=Icon(icon, "on_surface_variant"), box=Box(width=24.0), important=False)
    gap = fixed(box=Box(width=24.0, height=1.0), important=False)
    return View(
        "RelativeLayout",
        name,
        box=Box(width=FILL, min_height=52.0, padding=(16.0, 0.0, 16.0, 0.0)),
        flow=Flow("row", gap=16.0, align="center"),
        on_tap=on_tap,
        children=(sign if icon else gap, *children),
        important=bool(name or on_tap),
    )


def value_text(name: str, text: str, on_tap: Handler | None = None, *, weight: float = 0.0) -> View:
    """A value that a tap changes."""
    return View(
        "TextView",
        name,
        Text(text, style="body_large"),
        box=Box(weight=weight, min_height=52.0, padding=(0.0, 10.0, 0.0, 10.0)),
        flow=Flow(justify="center"),
        on_tap=on_tap,
    )


def pair_row(label: str, value: View, on_tap: Handler, name: str) -> View:
    """What a value is, and the value at the end of the line."""
    head = fixed("TextView", text=Text(label, style="body_large"), box=GROWING)
    value.text = replace(value.text, max_lines=2)
    return form_row("", (head, value), on_tap, name)


def spot(colour: str, name: str) -> View:
    """A round patch of a colour."""
    return View("ImageView", name, box=Box(width=24.0, height=24.0), surface=Surface(colour, radius=12.0))
