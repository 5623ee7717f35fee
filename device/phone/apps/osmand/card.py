"""The sheet of a place: what it is, and what can be done with it."""

from dataclasses import replace

from device.phone.apps.osmand.favoriteform import edit_favorite, group_name
from device.phone.apps.osmand.finding import OWN, OsmandFound
from device.phone.apps.osmand.flag import add_marker, delete_markers, markers
from device.phone.apps.osmand.map import here
from device.phone.apps.osmand.region import length, metres
from device.phone.apps.osmand.route import route
from device.phone.apps.osmand.state import LOCATION, OsmandActivity, distance_text, point_text
from device.phone.apps.osmand.store import favorites, key_of
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import View
from device.phone.toolkit.viewpart import FILL, FULL_WIDTH, GROWING, Box, Flow, Handler, Icon, Surface, Text
from device.phone.widget import button, icon_button

KINDS = {
    "city": "City",
    "capital": "Capital",
    "town": "Town",
    "village": "Village",
    "hamlet": "Hamlet",
    "peak": "Peak",
    "castle": "Castle",
    "station": "Railway station",
    "museum": "Museum",
    "stadium": "Stadium",
    "hospital": "Hospital",
    "lift": "Chairlift",
    "lake": "Lake",
    "house": "Address",
    "street": "Street",
    "location": "Location",
    "favorite": "Favorite",
    "marker": "Map marker",
}


def name_of(hands: OsmandActivity, found: OsmandFound) -> str:
    """Its name; of a spot without one its coordinates."""
    return found.name or hands.tr("Location {}").format(point_text(found.point))


def about(hands: OsmandActivity, found: OsmandFound) -> str:
    """What it is and where."""
    tr = hands.tr
    kind = tr(KINDS.get(found.kind, "Location"))
    if found.kind == "location":
        return tr("Near {}").format(found.where) if found.where else kind
    if not found.where:
        return kind
    where = found.where if found.kind in OWN else tr(found.where)
    return tr("{}, {}").format(kind, group_name(hands, where) if found.kind == "favorite" else where)


def show_card(hands: OsmandActivity, found: OsmandFound) -> View:
    """Name, kind, coordinates, and the buttons."""
    parts = [_head(hands, found), _acts(hands, found)]
    if hands.state.route:
        far = View(
            "TextView",
            "route_length",
            Text(distance_text(hands, length(hands.state.route)), style="title_medium"),
            box=Box(padding=(20.0, 4.0, 20.0, 4.0)),
        )
        parts.append(far)
    go = button(
        hands.tr("Directions"),
        lambda: ask_direct(hands),
        icon="directions",
        resource_id="context_menu_directions_button",
    )
    foot = View(
        "LinearLayout",
        "context_menu_bottom_buttons",
        box=Box(width=FILL, padding=(16.0, 8.0, 16.0, 16.0)),
        flow=Flow("row", justify="end"),
        children=(go,),
    )
    return sheet_of("context_menu_layout", [*parts, foot])


def _head(hands: OsmandActivity, found: OsmandFound) -> View:
    """What it is and where, and the cross that closes the sheet."""
    title = fixed(
        "TextView", "context_menu_line1", Text(name_of(hands, found), style="title_large", max_lines=2)
    )
    kind = View("TextView", "context_menu_line2", Text(about(hands, found), style="body_medium"))
    line = View("TextView", "context_menu_coordinates", Text(point_text(found.point), style="body_small"))
    kind.text = replace(kind.text, colour="on_surface_variant")
    line.text = replace(line.text, colour="on_surface_variant")
    words = View(box=GROWING, flow=Flow(gap=2.0), children=(title, kind, line), important=False)
    close = icon_button(
        "close", hands.tr("Close"), lambda: hands.set(card=None, route=()), resource_id="close_button"
    )
    return View(
        box=Box(width=FILL, padding=(20.0, 12.0, 8.0, 4.0)),
        flow=Flow("row", align="start"),
        important=False,
        children=(words, close),
    )


def _acts(hands: OsmandActivity, found: OsmandFound) -> View:
    """Favorite, marker and sharing."""
    tr, context = hands.tr, hands.context
    starred = next((one for one in favorites(context) if one.point == found.point), None)
    flagged = next((one for one in markers(context) if one.active and one.point == found.point), None)

    def star() -> None:
        edit_favorite(hands, found, key_of(starred) if starred else "")

    def mark() -> None:
        if flagged is None:
            add_marker(context, name_of(hands, found), found.point)
            hands.context.toast(tr("Map marker added"))
        else:
            delete_markers(context, (flagged.id,))
        hands.set(card=hands.state.card)

    like = tr("Edit favorite") if starred else tr("Add to favorites")
    flag = tr("Delete marker") if flagged else tr("Marker")
    return View(
        "LinearLayout",
        "context_menu_top_buttons",
        box=Box(width=FILL, padding=(8.0, 4.0, 8.0, 4.0)),
        flow=Flow("row", justify="between"),
        children=(
            _act("star", like, star, "context_menu_fav_view", on=starred is not None),
            _act("flag", flag, mark, "context_menu_route_view", on=flagged is not None),
            _act("share", tr("Share"), lambda: _share(hands, found), "context_menu_share_view"),
        ),
    )


def sheet_of(name: str, parts: list[View]) -> View:
    """What lies over the bottom of the map."""
    return View(
        "LinearLayout", name, box=FULL_WIDTH, surface=Surface("surface", elevation=6.0), children=parts
    )


def _act(icon: str, label: str, act: Handler, name: str, *, on: bool = False) -> View:
    sign = fixed(icon=Icon(icon, "app_orange" if on else "primary", filled=on), important=False)
    words = fixed("TextView", text=Text(label, style="label_medium", align="center", max_lines=2))
    return View(
        "LinearLayout",
        name,
        box=Box(weight=1.0, min_height=60.0, padding=(4.0, 6.0, 4.0, 6.0)),
        flow=Flow(gap=4.0, align="center", justify="center"),
        on_tap=act,
        children=(sign, words),
    )


def _share(hands: OsmandActivity, found: OsmandFound) -> None:
    lat, lon = found.point
    hands.context.share(f"{name_of(hands, found)}\n{point_text(found.point)}\ngeo:{lat:.5f},{lon:.5f}?z=15")


def ask_direct(hands: OsmandActivity) -> None:
    """The way from where the phone is, which it has to be allowed to know."""
    if hands.context.granted(LOCATION):
        direct(hands)
    else:
        hands.context.request(LOCATION, "ACCESS_COARSE_LOCATION", request="direct")


def direct(hands: OsmandActivity) -> None:
    """The way from the phone to the place of the sheet."""
    card = hands.state.card
    if card is None:
        return
    if not hands.context.granted(LOCATION):
        hands.context.toast(hands.tr("OsmAnd may not use the location"))
    elif metres(here(hands), card.point) < 1:
        hands.context.toast(hands.tr("You are there already"))
    else:
        way = route(here(hands), card.point)
        hands.set(route=way, located=True, dialog="" if way else "no_route")
