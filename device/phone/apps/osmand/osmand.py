"""OsmAnd: its pages, the intents that open them, and how Back leads through them."""

import re
from urllib.parse import unquote

from device.phone.apps.osmand import sample
from device.phone.apps.osmand.card import direct
from device.phone.apps.osmand.control import located, show_map
from device.phone.apps.osmand.favorite import favorite_dialog, show_favorites
from device.phone.apps.osmand.favoriteform import leave_editor, show_editor
from device.phone.apps.osmand.finding import coordinates, search, spot
from device.phone.apps.osmand.first import show_first
from device.phone.apps.osmand.flag import MARKERS, MARKERS_SCHEMA
from device.phone.apps.osmand.importing import take
from device.phone.apps.osmand.layer import VERSION, notice, show_layers
from device.phone.apps.osmand.marker import show_markers
from device.phone.apps.osmand.plan import leave_plan, plan_dialog
from device.phone.apps.osmand.project import LEAST_ZOOM, MOST_ZOOM
from device.phone.apps.osmand.searching import leave_search, show_search
from device.phone.apps.osmand.state import HOME, HOME_ZOOM, MAP, PACKAGE, MapState, OsmandActivity
from device.phone.apps.osmand.store import make_folders
from device.phone.apps.osmand.track import IMPORT, TYPE, show_tracks, track_dialog
from device.phone.apps.preference import (
    PREFERENCE,
    PREFERENCE_SCHEMA,
    is_on,
    number,
    preference,
    set_preference,
)
from device.phone.system.app import App, IntentFilter, Manifest
from device.phone.system.context import Context
from device.phone.system.intent import APP, SEND, VIEW, Intent
from device.phone.system.permission import full_name
from device.phone.toolkit.view import Screen

_PAGES = {
    "first": show_first,
    "search": show_search,
    "favorites": show_favorites,
    "favorite": show_editor,
    "markers": show_markers,
    "tracks": show_tracks,
    "layers": show_layers,
}


class OsmAnd(App):
    """OsmAnd with the map of Liechtenstein."""

    manifest = Manifest(
        package=PACKAGE,
        label="OsmAnd",
        icon="explore",
        icon_colours=("#FF8800", "#FFFFFF"),
        main=MAP,
        databases={MARKERS: MARKERS_SCHEMA, PREFERENCE: PREFERENCE_SCHEMA},
        filters=(
            IntentFilter(VIEW, MAP, scheme="geo"),
            *(IntentFilter(VIEW, MAP, scheme=scheme, type=TYPE) for scheme in ("file", "content")),
            *(IntentFilter(action, MAP, type=TYPE) for action in SEND),
            IntentFilter(f"{APP}MAPS", MAP),
        ),
        version=VERSION,
        system=False,
        permissions=tuple(
            map(full_name, ("ACCESS_FINE_LOCATION", "ACCESS_COARSE_LOCATION", "POST_NOTIFICATIONS"))
        ),
    )

    def fill(self, context: Context) -> None:
        """What a phone in use holds, see sample.py."""
        sample.fill(context)

    def initial(self, context: Context, name: str, intent: Intent) -> object:
        """The map where it was left, or what an address means."""
        make_folders(context)
        lat, _, lon = preference(context, PACKAGE, "centre").partition(" ")
        centre = coordinates(f"{lat}, {lon}") or HOME
        zoom = max(LEAST_ZOOM, min(MOST_ZOOM, number(context, PACKAGE, "zoom", HOME_ZOOM)))
        page = "" if is_on(context, PACKAGE, "set_up") else "first"
        context.set(MapState(centre=centre, zoom=zoom, page=page))
        _open(OsmandActivity(context, MapState), intent)
        hands = OsmandActivity(context, MapState)
        if page:
            hands.set(page=page)
        return context.now().state

    def screen(self, context: Context) -> Screen:
        """The page that is open, or the map."""
        hands = OsmandActivity(context, MapState)
        build = _PAGES.get(hands.state.page)
        if build is not None:
            return build(hands)
        dialog = plan_dialog(hands) or track_dialog(hands) or favorite_dialog(hands) or notice(hands)
        return show_map(hands, dialog)

    def back(self, context: Context) -> bool:
        """Closes drawer, page, sheet and plan; False from the bare map."""
        hands = OsmandActivity(context, MapState)
        state = hands.state
        if state.page == "first":
            return False
        if state.drawer:
            hands.set(drawer=False)
        elif state.selected:
            hands.set(selected=())
        elif state.page == "search" and state.tab and state.group:
            hands.set(group="")
        elif state.page == "search":
            leave_search(hands)
        elif state.page == "favorite":
            leave_editor(hands)
        elif state.page:
            hands.set(page="", dialog="")
        elif state.planning:
            leave_plan(hands)
        elif state.card is not None or state.track or state.route:
            hands.set(card=None, track="", route=())
        else:
            return False
        return True

    def result(self, context: Context, request: str, data: Intent | None) -> None:
        """The location was allowed, or not; a file was picked."""
        if request == "locate":
            located(OsmandActivity(context, MapState))
        elif request == "direct":
            direct(OsmandActivity(context, MapState))
        elif request == IMPORT and data is not None:
            take(OsmandActivity(context, MapState), data)

    def receive(self, context: Context, intent: Intent) -> tuple[int, str] | None:
        """The open map is to show another place."""
        if context.activity.name == MAP:
            _open(OsmandActivity(context, MapState), intent)
        return None

    def left(self, context: Context) -> None:
        """Where the map is, is kept."""
        state = context.activity.state
        if isinstance(state, MapState):
            set_preference(context, PACKAGE, "centre", f"{state.centre[0]:.6f} {state.centre[1]:.6f}")
            set_preference(context, PACKAGE, "zoom", str(state.zoom))


def _open(hands: OsmandActivity, intent: Intent) -> None:
    """What an intent brings: a place, or files."""
    if intent.data.startswith("geo:"):
        _show(hands, intent.data)
    elif intent.action in (VIEW, *SEND):
        take(hands, intent)


def _show(hands: OsmandActivity, address: str) -> None:
    """geo:47.1,9.5?z=15, geo:0,0?q=47.1,9.5 or geo:0,0?q=Vaduz."""
    place, _, told = address.removeprefix("geo:").partition("?")
    wanted = re.search(r"(?:^|&)q=([^&]*)", told)
    near = re.search(r"(?:^|&)z=(\d{1,2})", told)
    zoom = max(LEAST_ZOOM, min(MOST_ZOOM, int(near.group(1)))) if near else 15
    text = re.sub(r"\s*\([^()]*\)\s*$", "", unquote(wanted.group(1)).replace("+", " ")) if wanted else place
    point = coordinates(text)
    if point is not None:
        hands.go(point, spot(point), zoom=zoom)
        return
    found = search(text, hands.state.centre)
    if found:
        hands.go(found[0].point, found[0], zoom=zoom)
    else:
        hands.context.toast(hands.tr("Nothing found"))
