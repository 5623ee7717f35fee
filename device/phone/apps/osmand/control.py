"""The buttons that lie over the map, and the drawer."""

from dataclasses import replace

from device.phone.apps.osmand.card import show_card
from device.phone.apps.osmand.first import no_server
from device.phone.apps.osmand.map import here, map_view, zoom
from device.phone.apps.osmand.plan import show_plan, start_plan
from device.phone.apps.osmand.region import region
from device.phone.apps.osmand.state import LOCATION, OsmandActivity
from device.phone.apps.osmand.track import show_track_card
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.toolkit.viewpart import (
    FILL,
    FULL_SIZE,
    FULL_WIDTH,
    GROWING,
    STACKED,
    Box,
    Flow,
    Handler,
    Icon,
    Surface,
    Text,
)
from device.phone.widget import button, buttons, icon_button
from device.phone.widget.drawer import Entry, with_drawer

_SIDE = 360.0
"""dp that a card takes beside the map."""
_CLOSE = 9
"""Zoom from which on the overview of the world is not enough."""


def show_map(hands: OsmandActivity, overlay: Overlay | None) -> Screen:
    """The map with what lies over it."""
    state = hands.state
    floor = View("FrameLayout", "MapHudButtonsOverlay", box=FULL_SIZE, flow=STACKED)
    if state.planning:
        floor.children = (map_view(hands), show_plan(hands))
    elif state.card is not None:
        floor.children = (map_view(hands), _beside(hands, show_card(hands, state.card)))
    elif state.track:
        floor.children = (map_view(hands), _beside(hands, show_track_card(hands)))
    else:
        floor.children = (map_view(hands), _beside(hands, None))
    screen = Screen(floor, overlay=overlay, title=hands.tr("OsmAnd"))
    return _drawn(hands, screen) if state.drawer else screen


def _round(icon: str, label: str, act: Handler, name: str) -> View:
    made = icon_button(Icon(icon, "on_surface"), label, act, resource_id=name, background="surface")
    made.surface = replace(made.surface, elevation=2.0)
    return made


def _beside(hands: OsmandActivity, sheet: View | None) -> View:
    """Buttons along the sides, the sheet below them; on a phone on its side to their left."""
    tr = hands.tr
    left = View(
        flow=Flow("row", gap=12.0),
        important=False,
        children=(
            _round("layers", tr("Configure map"), lambda: hands.set(page="layers"), "map_layers_button"),
            _round("search", tr("Search"), lambda: open_search(hands), "map_search_button"),
        ),
    )
    zooms = View(
        flow=Flow(gap=12.0),
        important=False,
        children=(
            _round("add", tr("Zoom in"), lambda: zoom(hands, 1), "map_zoom_in_button"),
            _round("remove", tr("Zoom out"), lambda: zoom(hands, -1), "map_zoom_out_button"),
        ),
    )
    place = _round("my_location", tr("My location"), lambda: locate(hands), "map_my_location_button")
    menu = _round("menu", tr("Menu"), lambda: hands.set(drawer=True), "map_menu_button")
    ways = _round("directions", tr("Directions"), lambda: hands.open("directions"), "map_route_info_button")
    foot = View(box=FULL_WIDTH, flow=Flow("row", align="end"), important=False)
    corner = View(flow=Flow("row", gap=12.0, align="end"), children=(place, zooms), important=False)
    gap = fixed(box=GROWING, important=False)
    both = View(flow=Flow("row", gap=12.0, align="end"), children=(menu, ways), important=False)
    foot.children = (both, gap, corner) if sheet is None else (gap, corner)  # the sheet has directions too
    foot.box = replace(foot.box, padding=(12.0, 0.0, 12.0, 12.0))
    head = View(
        box=Box(width=FILL, padding=(12.0, 12.0, 12.0, 0.0)),
        flow=Flow(gap=12.0),
        important=False,
        children=(left, *_hint(hands)),
    )
    between = fixed(box=GROWING, important=False)
    wide, high = hands.context.display.room_size
    if sheet is not None and wide > high:
        side = View(
            "ScrollView",
            box=Box(width=_SIDE, height=FILL),
            surface=Surface("surface", elevation=6.0),
            scroll="card",
            children=(sheet,),
        )
        rest = View(box=Box(height=FILL, weight=1.0), children=(head, between, foot), important=False)
        return View(box=FULL_SIZE, flow=Flow("row"), children=(side, rest), important=False)
    parts = (head, between, foot) if sheet is None else (head, between, foot, sheet)
    return View(box=FULL_SIZE, children=parts, important=False)


def _hint(hands: OsmandActivity) -> tuple[View, ...]:
    """That there is no map here but the overview, where that shows too little."""
    tr, state = hands.tr, hands.state
    if state.informed or state.zoom < _CLOSE or region().covers(state.centre):
        return ()
    title = View(
        "TextView",
        "download_map_title",
        Text(tr("The map of this area is not downloaded"), style="title_medium"),
    )
    told = View(
        "TextView",
        "download_map_description",
        Text(
            tr("Only the overview map of the world shows."), style="body_medium", colour="on_surface_variant"
        ),
    )
    acts = buttons(
        (
            button(tr("Close"), lambda: hands.set(informed=True), kind="text", resource_id="close_hint"),
            button(tr("Download"), lambda: no_server(hands), kind="tonal", resource_id="download_map"),
        ),
        padding=(0.0, 8.0, 0.0, 0.0),
    )
    card = View(
        "LinearLayout",
        "download_map_card",
        box=Box(width=FILL, padding=(16.0, 12.0, 16.0, 12.0)),
        flow=Flow(gap=2.0),
        surface=Surface("surface", radius=12.0, elevation=2.0),
        children=(title, told, acts),
    )
    return (card,)


def open_search(hands: OsmandActivity) -> None:
    """The page with the field, empty."""
    hands.context.set_text("searchEditText", "")
    hands.set(page="search", tab=0, drawer=False, dialog="")
    hands.context.focus("searchEditText")


def locate(hands: OsmandActivity) -> None:
    """To where the phone is, if it may be known."""
    if not hands.context.granted(LOCATION):
        hands.context.request(LOCATION, "ACCESS_COARSE_LOCATION", request="locate")
        return
    located(hands)


def located(hands: OsmandActivity) -> None:
    """The permission is there, or is not."""
    if hands.context.granted(LOCATION):
        hands.set(centre=here(hands), zoom=max(hands.state.zoom, 15), located=True)
    else:
        hands.context.toast(hands.tr("OsmAnd may not use the location"))


def _drawn(hands: OsmandActivity, screen: Screen) -> Screen:
    """The main menu."""
    tr = hands.tr

    def page(name: str) -> Handler:
        return lambda: hands.set(page=name, drawer=False, tab=0, selected=())

    entries = (
        Entry("menu_search", "search", tr("Search"), lambda: open_search(hands)),
        Entry("menu_markers", "flag", tr("Map markers"), page("markers")),
        Entry("menu_favorites", "star", tr("My favorites"), page("favorites")),
        Entry("menu_my_places", "route", tr("Tracks"), page("tracks")),
        Entry("menu_plan_route", "timeline", tr("Plan a route"), lambda: start_plan(hands)),
        Entry("menu_directions", "directions", tr("Directions"), lambda: _directions(hands)),
        Entry("menu_configure_map", "layers", tr("Configure map"), page("layers")),
        Entry("menu_about", "info", tr("About"), lambda: hands.set(dialog="about", drawer=False)),
    )
    logo = fixed(icon=Icon("explore", "app_orange", size=44.0, filled=True), important=False)
    name = fixed("TextView", "drawer_title", Text("OsmAnd", style="title_large"))
    head = View(
        "LinearLayout",
        box=Box(width=FILL, padding=(24.0, 32.0, 24.0, 12.0)),
        flow=Flow(gap=8.0),
        children=(logo, name),
    )
    return with_drawer(screen, (head,), entries, lambda: hands.set(drawer=False))


def _directions(hands: OsmandActivity) -> None:
    hands.set(dialog="directions", drawer=False)
