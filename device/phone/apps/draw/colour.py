"""Choosing a colour: one of many discs, or any by its six digits."""

from collections.abc import Callable
from dataclasses import replace

from device.phone.apps.draw.state import HEX, DrawActivity, DrawMainState
from device.phone.toolkit.view import Overlay, View
from device.phone.toolkit.viewpart import FILL, Box, Flow, Input, Surface
from device.phone.widget import Choice, dialog, listed, text_field
from device.phone.widget.swatch import colour_grid

PALETTE = (
    *("#000000", "#424242", "#757575", "#BDBDBD", "#EEEEEE", "#FFFFFF"),
    *("#B71C1C", "#E53935", "#EF9A9A", "#E65100", "#FB8C00", "#FFCC80"),
    *("#F9A825", "#FDD835", "#FFF59D", "#1B5E20", "#43A047", "#A5D6A7"),
    *("#0D47A1", "#1E88E5", "#90CAF9", "#4A148C", "#8E24AA", "#CE93D8"),
)
_DIGITS = frozenset("0123456789abcdefABCDEF")
_LENGTH = 6


def ask_colour(hands: DrawActivity[DrawMainState], kind: str, now: str) -> None:
    """Open the dialog with what is used now."""
    hands.open(kind)
    hands.context.set_text(HEX, now[1:])


def colour_dialog(hands: DrawActivity[DrawMainState], title: str, use: Callable[[str], None]) -> Overlay:
    """The dialog; `use` gets the colour."""
    tr, context = hands.tr, hands.context
    text = context.text(HEX).strip().removeprefix("#")
    valid = len(text) == _LENGTH and _DIGITS.issuperset(text)
    colour = f"#{text.upper()}" if valid else ""

    def leave() -> None:
        context.focus("")
        hands.close()

    def take() -> None:
        if valid:
            use(colour)
            leave()

    shown = View(
        box=Box(width=40.0, height=40.0),
        surface=Surface(colour, radius=20.0, border="outline", border_width=1.0),
        important=False,
    )
    field = text_field(
        Input(HEX, tr("Hex code")),
        text,
        resource_id="color_picker_new_hex",
        weight=1.0,
        margin=(0.0, 0.0, 0.0, 0.0),
    )
    field.input = replace(field.input, on_submit=take)
    row = View(
        box=Box(width=FILL, padding=(24.0, 0.0, 24.0, 0.0)),
        flow=Flow("row", gap=16.0, align="center"),
        important=False,
        children=(shown, field),
    )
    grid = colour_grid(PALETTE, colour, lambda one: context.set_text(HEX, one[1:]))
    return dialog(
        title,
        (listed("colours", (grid, row), gap=16.0),),
        accept=Choice(tr("OK"), take, enabled=valid),
        cancel=Choice(tr("Cancel"), leave),
    )
