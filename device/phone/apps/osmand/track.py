"""My tracks: the list, one on the map, renamed, deleted, shared, gone on with."""

from device.phone.apps.osmand.gpx import Gpx
from device.phone.apps.osmand.plan import start_plan
from device.phone.apps.osmand.state import NAME, OsmandActivity, distance_text
from device.phone.apps.osmand.store import name_of, path_for, track, tracks
from device.phone.file.filesystem import FileFault
from device.phone.system.intent import Intent
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.toolkit.viewpart import FILL, FULL_WIDTH, GROWING, Box, Flow, Input, Surface, Text
from device.phone.widget import (
    Back,
    Choice,
    TileLook,
    alert,
    button,
    buttons,
    dialog,
    empty,
    fab,
    icon_button,
    long_scroll,
    page,
    sheet,
    sheet_item,
    text_field,
    tile,
    top_bar,
)

_ROW = 72.0
TYPE = "application/gpx+xml"
IMPORT = "import"
"""The question which file to import."""


def show_tracks(hands: OsmandActivity) -> Screen:
    """Every GPX file of the folder."""
    tr, held = hands.tr, tracks(hands.context)
    action = icon_button("download", tr("Import"), lambda: _ask_file(hands), resource_id="import_button")
    bar = top_bar(
        tr("Tracks"), back=Back(lambda: hands.set(page="", dialog=""), tr("Navigate up")), actions=(action,)
    )
    new = fab("add", tr("Plan a route"), lambda: start_plan(hands))
    body = empty("route", tr("No tracks yet"), tr("Plan a route and save it as a track."))
    if held:
        body = long_scroll(
            hands.context,
            "tracks",
            len(held),
            lambda place: _row(hands, *held[place]),
            row_height=_ROW,
            bottom=88.0,
        )
    return Screen(page(bar, body, fab=new), overlay=track_dialog(hands), title=tr("Tracks"))


def _ask_file(hands: OsmandActivity) -> None:
    """The picker; what was chosen comes to OsmAnd.result."""
    if not hands.context.ask(Intent("android.intent.action.OPEN_DOCUMENT", type=TYPE), IMPORT):
        hands.context.toast(hands.tr("No app can perform this action"))


def about(hands: OsmandActivity, held: Gpx) -> str:
    """How long it is, and of how many points."""
    count = held.count
    points = (hands.tr("{} point") if count == 1 else hands.tr("{} points")).format(count)
    return f"{distance_text(hands, held.metres)} • {points}"


def _row(hands: OsmandActivity, path: str, held: Gpx) -> View:
    more = icon_button("more_vert", hands.tr("More options"), lambda: hands.set(dialog="track", chosen=path))
    return tile(
        name_of(path),
        about(hands, held),
        icon="route",
        trailing=(more,),
        on_tap=lambda: show_on_map(hands, path),
        on_long_press=lambda: hands.set(dialog="track", chosen=path),
        look=TileLook(title_id="title", summary_id="description", title_lines=1, summary_lines=1),
    )


def show_on_map(hands: OsmandActivity, path: str) -> None:
    """The map where the track is, with its sheet."""
    held = track(hands.context, path)
    if held is None or not held.line:
        hands.context.toast(hands.tr("This track has no points"))
        return
    line = held.line
    low, high = min(point[0] for point in line), max(point[0] for point in line)
    left, right = min(point[1] for point in line), max(point[1] for point in line)
    span = max(high - low, right - left, 1e-4)
    zoom = max(3, min(16, int(9.5 - _halvings(span))))
    hands.set(
        centre=((low + high) / 2, (left + right) / 2), zoom=zoom, page="", dialog="", track=path, card=None
    )


def _halvings(degrees: float) -> int:
    """How often a degree has to be doubled to be so many."""
    count = 0
    while degrees < 1 and count > -8:
        degrees, count = degrees * 2, count - 1
    while degrees > 1 and count < 6:
        degrees, count = degrees / 2, count + 1
    return count


def show_track_card(hands: OsmandActivity) -> View:
    """The sheet of the track on the map."""
    tr, path = hands.tr, hands.state.track
    held = track(hands.context, path)
    name = fixed("TextView", "title", Text(name_of(path), style="title_large", max_lines=2))
    told = View(
        "TextView",
        "description",
        Text(
            about(hands, held) if held else tr("The track is gone"),
            style="body_medium",
            colour="on_surface_variant",
        ),
    )
    words = View(box=GROWING, flow=Flow(gap=2.0), children=(name, told), important=False)
    close = icon_button("close", tr("Close"), lambda: hands.set(track=""), resource_id="close_button")
    head = View(
        box=Box(width=FILL, padding=(20.0, 12.0, 8.0, 4.0)),
        flow=Flow("row", align="start"),
        important=False,
        children=(words, close),
    )
    foot = buttons(
        (
            button(tr("Share"), lambda: hands.context.share_files((path,)), kind="text", icon="share"),
            button(
                tr("Options"),
                lambda: hands.set(dialog="track", chosen=path),
                kind="tonal",
                resource_id="options",
            ),
        ),
        padding=(16.0, 8.0, 16.0, 16.0),
    )
    return View(
        "LinearLayout",
        "track_menu",
        box=FULL_WIDTH,
        surface=Surface("surface", elevation=6.0),
        children=(head, foot),
    )


def track_dialog(hands: OsmandActivity) -> Overlay | None:
    """The menu of a track, and its questions."""
    dialog, path = hands.state.dialog, hands.state.chosen
    if dialog == "track":
        return _menu(hands, path)
    if dialog == "rename_track":
        return _rename(hands, path)
    return _delete(hands, path) if dialog == "delete_track" else None


def _menu(hands: OsmandActivity, path: str) -> Overlay:
    tr = hands.tr

    def rename() -> None:
        hands.context.set_text(NAME, name_of(path))
        hands.open("rename_track")
        hands.context.focus(NAME)

    def share() -> None:
        hands.close()
        hands.context.share_files((path,))

    def edit() -> None:
        held = track(hands.context, path)
        if held is not None:
            start_plan(hands, held.line)

    items = (
        sheet_item("explore", tr("Show on map"), lambda: show_on_map(hands, path)),
        sheet_item("timeline", tr("Edit track"), edit),
        sheet_item("edit", tr("Rename"), rename),
        sheet_item("share", tr("Share"), share),
        sheet_item("delete", tr("Delete"), lambda: hands.open("delete_track")),
    )
    return sheet(name_of(path), items, hands.close)


def _rename(hands: OsmandActivity, path: str) -> Overlay:
    tr, context = hands.tr, hands.context
    name = context.text(NAME).strip()
    taken = bool(name) and path_for(name) != path and hands.context.files.exists(path_for(name))

    def save() -> None:
        target = path_for(context.text(NAME))
        if not context.text(NAME).strip() or (target != path and hands.context.files.exists(target)):
            return
        try:
            hands.context.files.rename(path, target)
        except FileFault:
            context.toast(tr("Could not rename the track"))
        context.focus("")
        hands.set(dialog="", track=target if hands.state.track == path else hands.state.track)

    error = tr("A file of that name is there already") if taken else ""
    field = text_field(Input(NAME, tr("Name"), on_submit=save), name, resource_id="track_name", error=error)
    return dialog(
        tr("Rename"),
        (field,),
        accept=Choice(tr("OK"), save, enabled=bool(name) and not taken),
        cancel=Choice(tr("CANCEL"), hands.close),
    )


def _delete(hands: OsmandActivity, path: str) -> Overlay:
    tr = hands.tr

    def remove() -> None:
        try:
            hands.context.files.remove(path)
        except FileFault:
            hands.context.toast(tr("Could not delete the track"))
        hands.set(dialog="", track="" if hands.state.track == path else hands.state.track)

    return alert(
        tr("Delete"),
        tr("Delete the track “{}”?").format(name_of(path)),
        accept=Choice(tr("DELETE"), remove),
        cancel=Choice(tr("CANCEL"), hands.close),
    )
