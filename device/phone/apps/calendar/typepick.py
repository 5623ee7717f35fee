"""Choosing an event's type and colour; making a type."""

from collections.abc import Callable
from dataclasses import replace

from device.phone.apps.calendar.event import EventType
from device.phone.apps.calendar.schema import REGULAR_COLOUR
from device.phone.apps.calendar.state import NAME, Edit
from device.phone.apps.calendar.store import colour_text, event_types, save_type
from device.phone.toolkit.view import Overlay, View
from device.phone.toolkit.viewpart import FULL_WIDTH, Box, Handler, Input, Surface
from device.phone.widget import Choice, TileLook, dialog, radio, text_field, tile
from device.phone.widget.swatch import colour_grid

PALETTE = (
    *("#E53935", "#D81B60", "#8E24AA", "#5E35B1", "#3949AB", "#1E88E5"),
    *("#039BE5", "#00ACC1", "#00897B", "#43A047", "#7CB342", "#C0CA33"),
    *("#FDD835", "#FFB300", "#FB8C00", "#F4511E", "#6D4C41", "#757575"),
)


def signed(colour: str) -> int:
    """A colour of the screen as rows hold it."""
    return int(colour[1:], 16) - 0x1000000


def type_dialog(hands: Edit) -> Overlay:
    """One of the types, or a new one."""
    if hands.state.dialog == "new_type":
        return name_type(
            hands.tr,
            hands.context.text(NAME),
            hands.state.choice,
            lambda colour: hands.set(choice=colour),
            lambda: _add(hands),
            lambda: _close(hands),
            title=hands.tr("Add new type"),
        )
    return _types(hands)


def _close(hands: Edit) -> None:
    hands.context.focus("")
    hands.set(dialog="")


def _add(hands: Edit) -> None:
    name = hands.context.text(NAME).strip()
    if not name:
        hands.context.toast(hands.tr("Title cannot be empty"))
        return
    if any(kind.title.casefold() == name.casefold() for kind in event_types(hands.context)):
        hands.context.toast(hands.tr("Type with this title already exists"))
        return
    number = save_type(hands.context, EventType(0, name, hands.state.choice))
    hands.context.focus("")
    hands.set(draft=replace(hands.state.draft, event_type=number), dialog="")


def _types(hands: Edit) -> Overlay:
    tr = hands.tr

    def choose(number: int) -> Handler:
        return lambda: hands.set(draft=replace(hands.state.draft, event_type=number), dialog="")

    def add() -> None:
        hands.context.set_text(NAME, "")
        hands.set(dialog="new_type", choice=REGULAR_COLOUR)
        hands.context.focus(NAME)

    rows = [
        tile(
            tr(kind.title),
            leading=radio(kind.id == hands.state.draft.event_type),
            trailing=(_spot(colour_text(kind.colour)),),
            on_tap=choose(kind.id),
            look=TileLook(title_id="android:id/text1", gap=20.0, padding=(24.0, 12.0, 24.0, 12.0)),
        )
        for kind in event_types(hands.context)
    ]
    rows.append(
        tile(
            tr("Add new type"),
            icon="add",
            on_tap=add,
            look=TileLook(gap=16.0, padding=(24.0, 12.0, 24.0, 12.0)),
        )
    )
    body = View("ListView", "dialog_radio_group", box=FULL_WIDTH, children=rows)
    if len(rows) > 7:
        body.box = replace(body.box, height=400.0)
        body.scroll = "dialog_radio_group"
    return dialog(tr("Event type"), (body,), cancel=Choice(tr("Cancel"), hands.close))


def _spot(colour: str) -> View:
    return View(box=Box(width=20.0, height=20.0), surface=Surface(colour, radius=10.0), important=False)


def _grid(chosen: int, on_choose: Callable[[int], None]) -> View:
    """The colours to choose from."""
    named = next((colour for colour in PALETTE if signed(colour) == chosen), "")
    return colour_grid(PALETTE, named, lambda colour: on_choose(signed(colour)))


def colour_dialog(hands: Edit) -> Overlay:
    """The event's own colour, or its type's."""
    tr, draft = hands.tr, hands.state.draft

    def choose(colour: int) -> None:
        hands.set(draft=replace(draft, colour=colour), dialog="")

    return dialog(
        tr("Color"),
        (_grid(draft.colour, choose),),
        neutral=Choice(tr("Default color"), lambda: choose(0)),
        cancel=Choice(tr("Cancel"), hands.close),
    )


def name_type(
    tr: Callable[[str], str],
    typed: str,
    colour: int,
    on_colour: Callable[[int], None],
    on_accept: Handler,
    on_cancel: Handler,
    *,
    title: str,
) -> Overlay:
    """Name and colour of a type."""
    field = text_field(Input(NAME, tr("Title"), on_submit=on_accept), typed, resource_id="type_title")
    return dialog(
        title,
        (field, _grid(colour, on_colour)),
        accept=Choice(tr("OK"), on_accept),
        cancel=Choice(tr("Cancel"), on_cancel),
    )
