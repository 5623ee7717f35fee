"""The page on which a favorite is written."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from device.phone.apps.osmand.finding import OWN, OsmandFound
from device.phone.apps.osmand.gpx import Waypoint, as_written
from device.phone.apps.osmand.map import COLOURS
from device.phone.apps.osmand.region import near
from device.phone.apps.osmand.state import ADDRESS, DESCRIPTION, GROUP, NAME, OsmandActivity, point_text
from device.phone.apps.osmand.store import favorite, favorites, save_favorite
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.toolkit.viewpart import CENTRED, Box, Flow, Icon, Input, Surface
from device.phone.widget import (
    Back,
    Choice,
    button,
    buttons,
    chip,
    dialog,
    page,
    scroll,
    section,
    text_field,
    tile,
    top_bar,
)

_FIXED = ("", "Personal", "Home", "Work")
"""Groups that are always offered; "" is called Favorites."""


def group_name(hands: OsmandActivity, group: str) -> str:
    """The nameless group is called Favorites."""
    return hands.tr(group) if group in _FIXED[1:] else group or hands.tr("Favorites")


def edit_favorite(hands: OsmandActivity, found: OsmandFound, key: str) -> None:
    """Open the page for a new favorite, or with a key for one that is there."""
    held = favorite(hands.context, key) if key else None
    context = hands.context
    context.set_text(NAME, held.name if held else found.name or point_text(found.point))
    context.set_text(ADDRESS, held.address if held else _address(hands, found))
    context.set_text(DESCRIPTION, held.description if held else "")
    group, colour = (held.group, held.colour) if held else ("", "")
    hands.set(
        page="favorite",
        card=found,
        editing=key,
        group=group,
        colour=colour,
        dialog="",
        origin=hands.state.page,
    )


def _address(hands: OsmandActivity, found: OsmandFound) -> str:
    """The town or country it is in, else those of the nearest town; "" far from all. A group is no place."""
    tr = hands.tr
    if found.kind not in ("location", "favorite") and found.where:
        return found.where if found.kind in OWN else tr(found.where)
    place = near(found.point)
    return tr("{}, {}").format(place.name, tr(place.country)) if place is not None else ""


def show_editor(hands: OsmandActivity) -> Screen:
    """Name, address, description, group and colour."""
    tr, state = hands.tr, hands.state
    title = tr("Edit favorite") if state.editing else tr("Add favorite")
    bar = top_bar(title, back=Back(lambda: leave_editor(hands), tr("Close"), "close"))
    point = state.card.point if state.card is not None else state.centre
    body = scroll(
        "favorite",
        (
            *_fields(hands),
            section(tr("Group")),
            *_rows(_groups(hands)),
            section(tr("Color")),
            _colours(hands),
            tile(tr("Coordinates"), point_text(point)),
        ),
        gap=10.0,
    )
    named = bool(hands.context.text(NAME).strip())
    foot = buttons(
        (
            button(tr("Cancel"), lambda: leave_editor(hands), kind="text", resource_id="cancel_button"),
            button(tr("Save"), lambda: _save(hands), resource_id="save_button", enabled=named),
        ),
        padding=(16.0, 8.0, 16.0, 12.0),
    )
    return Screen(page(bar, body, foot), overlay=_group_dialog(hands), title=title)


def _fields(hands: OsmandActivity) -> tuple[View, ...]:
    tr, context = hands.tr, hands.context
    return (
        text_field(Input(NAME, tr("Name")), context.text(NAME), resource_id="name_edit"),
        text_field(Input(ADDRESS, tr("Address")), context.text(ADDRESS), resource_id="address_edit"),
        text_field(
            Input(DESCRIPTION, tr("Description"), kind="multiline"),
            context.text(DESCRIPTION),
            resource_id="description_edit",
        ),
    )


def _groups(hands: OsmandActivity) -> list[View]:
    """A chip for each group there is, and one for a new group."""
    chosen = hands.state.group
    known = dict.fromkeys((*_FIXED, *(one.group for one in favorites(hands.context)), chosen))
    chips = [
        chip(
            group_name(hands, group),
            partial(hands.set, group=group),
            selected=group == chosen,
            resource_id="group_chip",
        )
        for group in known
    ]
    new = chip(hands.tr("Add group"), lambda: _ask_group(hands), icon="add", checkable=False)
    return [*chips, new]


def _colours(hands: OsmandActivity) -> View:
    """A round button for each colour."""
    chosen = hands.state.colour
    colours = [
        View(
            "ImageView",
            "color_button",
            content_description=hands.tr(name.capitalize()),
            icon=Icon("check" if chosen == name else "", "#FFFFFF"),
            box=Box(width=40.0, height=40.0),
            flow=CENTRED,
            surface=Surface(colour, radius=20.0),
            selected=chosen == name,
            on_tap=partial(hands.set, colour=name),
        )
        for name, colour in COLOURS.items()
    ]
    return View(
        box=Box(padding=(24.0, 4.0, 24.0, 4.0)), flow=Flow("row", gap=12.0), children=colours, important=False
    )


def _rows(chips: list[View]) -> list[View]:
    """Three beside each other."""
    return [
        View(
            box=Box(padding=(24.0, 0.0, 24.0, 0.0)),
            flow=Flow("row", gap=8.0),
            children=chips[at : at + 3],
            important=False,
        )
        for at in range(0, len(chips), 3)
    ]


def leave_editor(hands: OsmandActivity) -> None:
    """Nothing is kept."""
    hands.context.focus("")
    _return(hands, hands.state.card)


def _return(hands: OsmandActivity, card: OsmandFound | None) -> None:
    """To the list it was opened from, else to the map with the place's sheet."""
    origin = hands.state.origin
    hands.set(page=origin, dialog="", card=None if origin else card)


def _save(hands: OsmandActivity) -> None:
    state, context = hands.state, hands.context
    name = context.text(NAME).strip()
    if state.card is None or not name:
        return
    held = favorite(hands.context, state.editing) if state.editing else None
    moment = datetime.fromtimestamp(hands.context.clock.date_ms // 1000, UTC)
    new = Waypoint(
        held.point if held else as_written(state.card.point),
        name,
        state.group,
        context.text(DESCRIPTION).strip(),
        context.text(ADDRESS).strip(),
        state.colour,
        held.time if held else f"{moment:%Y-%m-%dT%H:%M:%SZ}",
    )
    context.focus("")
    if save_favorite(hands.context, new, state.editing):
        context.toast(hands.tr("Favorite saved"))
        card = replace(state.card, name=name, kind="favorite", point=new.point, where=new.group)
        _return(hands, card)
    else:
        context.toast(hands.tr("Could not save the favorite"))


def _ask_group(hands: OsmandActivity) -> None:
    hands.context.set_text(GROUP, "")
    hands.open("group")
    hands.context.focus(GROUP)


def _group_dialog(hands: OsmandActivity) -> Overlay | None:
    if hands.state.dialog != "group":
        return None
    tr, name = hands.tr, hands.context.text(GROUP).strip()

    def add() -> None:
        if hands.context.text(GROUP).strip():
            hands.context.focus("")
            hands.set(group=hands.context.text(GROUP).strip(), dialog="")

    field = text_field(Input(GROUP, tr("Group name"), on_submit=add), name, resource_id="group_name")
    return dialog(
        tr("Add group"),
        (field,),
        accept=Choice(tr("OK"), add, enabled=bool(name)),
        cancel=Choice(tr("CANCEL"), hands.close),
    )
