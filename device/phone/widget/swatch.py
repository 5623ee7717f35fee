"""Colours to choose from, as discs in rows."""

from collections.abc import Callable, Sequence

from device.phone.toolkit.view import View
from device.phone.toolkit.viewpart import CENTRED, FILL, FULL_WIDTH, Box, Flow, Icon, Surface

_BESIDE = 6


def colour_grid(colours: Sequence[str], chosen: str, on_choose: Callable[[str], None]) -> View:
    """Six discs a row, named by their colour ("#RRGGBB"); a mark on the one that is chosen."""
    rows = [
        View(
            box=FULL_WIDTH,
            flow=Flow("row", gap=9.0),
            important=False,
            children=[
                _disc(colour, colour == chosen, on_choose) for colour in colours[first : first + _BESIDE]
            ],
        )
        for first in range(0, len(colours), _BESIDE)
    ]
    return View(
        "GridLayout",
        "color_grid",
        box=Box(width=FILL, padding=(24.0, 4.0, 24.0, 4.0)),
        flow=Flow(gap=12.0),
        children=rows,
    )


def _disc(colour: str, chosen: bool, on_choose: Callable[[str], None]) -> View:
    light = sum(bytes.fromhex(colour[1:])) > 600
    return View(
        "ImageView",
        content_description=colour,
        icon=Icon("check" if chosen else "", "#000000" if light else "#FFFFFF"),
        box=Box(width=36.0, height=36.0),
        flow=CENTRED,
        surface=Surface(
            colour, radius=18.0, border="outline_variant" if light else "", border_width=1.0 if light else 0.0
        ),
        selected=chosen,
        on_tap=lambda: on_choose(colour),
    )
