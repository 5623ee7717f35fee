"""Map markers: those to come, in an order of one's own, and those that were passed."""

from dataclasses import replace

from device.phone.apps.osmand.finding import OsmandFound
from device.phone.apps.osmand.flag import OsmandMarker, delete_markers, markers, move_marker, pass_marker
from device.phone.apps.osmand.region import metres
from device.phone.apps.osmand.state import OsmandActivity, distance_text, point_text
from device.phone.apps.provider.moment import short_moment
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.toolkit.viewpart import Icon
from device.phone.widget import (
    Back,
    Choice,
    Tab,
    TileLook,
    alert,
    empty,
    icon_button,
    long_scroll,
    page,
    sheet,
    sheet_item,
    tab_row,
    tile,
    top_bar,
)

_ROW = 72.0


def show_markers(hands: OsmandActivity) -> Screen:
    """Two tabs: to come, and passed."""
    tr, past = hands.tr, hands.state.tab == 1
    actions: tuple[View, ...] = ()
    shown = [one for one in markers(hands.context) if one.active is not past]
    if shown:
        actions = (icon_button("delete_sweep", tr("Delete all"), lambda: hands.open("delete_all")),)
    bar = top_bar(
        tr("Map markers"),
        back=Back(lambda: hands.set(page="", dialog=""), tr("Navigate up")),
        actions=actions,
    )
    tabs = tab_row(
        [Tab(tr("Active")), Tab(tr("History"))], hands.state.tab, lambda place: hands.set(tab=place)
    )
    if past:
        shown.sort(key=lambda one: -one.visited_ms)
    body = long_scroll(
        hands.context, "markers", len(shown), lambda place: _row(hands, shown, place), row_height=_ROW
    )
    if not shown:
        body = empty("flag", tr("No markers were passed yet") if past else tr("No map markers yet"))
    return Screen(page(bar, tabs, body), overlay=_overlay(hands, shown), title=tr("Map markers"))


def _row(hands: OsmandActivity, shown: list[OsmandMarker], place: int) -> View:
    tr, one = hands.tr, shown[place]
    far = distance_text(hands, metres(one.point, hands.state.centre))

    def drag(_x1: float, y1: float, _x2: float, y2: float) -> None:
        move_marker(hands.context, one.id, round(y2 - y1))
        hands.set(dialog="")

    more = icon_button("more_vert", tr("More options"), lambda: hands.set(dialog="marker", chosen=one.id))
    trailing = [more]
    if one.active:
        handle = icon_button("drag_handle", tr("Move"), None, resource_id="move_button", size=_ROW - 12.0)
        handle.box = replace(handle.box, width=36.0)
        handle.gestures = replace(handle.gestures, on_drag=drag)
        done = icon_button(
            "check",
            tr("Passed"),
            lambda: pass_marker(hands.context, one.id, True),
            resource_id="marker_passed",
        )
        trailing = [handle, done, more]
    about = far if one.active else f"{far} • {short_moment(hands.context, one.visited_ms)}"
    return tile(
        one.name or point_text(one.point),
        about,
        leading=fixed(
            icon=Icon("flag", "app_green" if one.active else "outline", filled=True), important=False
        ),
        trailing=trailing,
        on_tap=lambda: hands.go(one.point, OsmandFound(one.name, "marker", one.point)),
        look=TileLook(
            title_id="marker_title",
            summary_id="marker_distance",
            title_lines=1,
            summary_lines=1,
            gap=12.0,
            padding=(20.0, 4.0, 8.0, 4.0),
        ),
    )


def _overlay(hands: OsmandActivity, shown: list[OsmandMarker]) -> Overlay | None:
    tr, dialog = hands.tr, hands.state.dialog
    one = next((held for held in shown if held.id == hands.state.chosen), None)
    if dialog == "marker" and one is not None:
        return _menu(hands, one)

    def remove(numbers: tuple[str, ...]) -> None:
        delete_markers(hands.context, numbers)
        hands.close()

    if dialog == "delete_marker" and one is not None:
        return alert(
            tr("Delete"),
            tr("Delete the marker “{}”?").format(one.name),
            accept=Choice(tr("DELETE"), lambda: remove((one.id,))),
            cancel=Choice(tr("CANCEL"), hands.close),
        )
    if dialog == "delete_all" and shown:
        return alert(
            tr("Delete all"),
            tr("Delete all {} markers of this list?").format(len(shown)),
            accept=Choice(tr("DELETE"), lambda: remove(tuple(held.id for held in shown))),
            cancel=Choice(tr("CANCEL"), hands.close),
        )
    return None


def _menu(hands: OsmandActivity, one: OsmandMarker) -> Overlay:
    tr = hands.tr

    def turn() -> None:
        pass_marker(hands.context, one.id, one.active)
        hands.close()

    def move(by: int) -> None:
        move_marker(hands.context, one.id, by)
        hands.close()

    items = []
    if one.active:
        items = [
            sheet_item("check", tr("Mark as passed"), turn),
            sheet_item("arrow_upward", tr("Move up"), lambda: move(-1)),
            sheet_item("arrow_downward", tr("Move down"), lambda: move(1)),
        ]
    else:
        items = [sheet_item("undo", tr("Make active again"), turn)]
    items.append(sheet_item("delete", tr("Delete"), lambda: hands.open("delete_marker")))
    return sheet(one.name or point_text(one.point), items, hands.close)
