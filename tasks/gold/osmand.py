"""OsmAnd: favorites and markers at places, tracks through places."""

from tasks.gold.hand import Hand
from tasks.gold.params import Params
from tasks.gold.registry import solves

_PACKAGE = "net.osmand"
_MENU, _SEARCH, _FIELD = "map_menu_button", "map_search_button", "searchEditText"
_OK = "android:id/button1"


# -- tasks ---------------------------------------------------------------------------------------------
@solves("OsmAndFavorite")
def add_favorite(hand: Hand, params: Params) -> None:
    """A favorite at a place."""
    open_map(hand)
    find_place(hand, params.text("location"))
    hand.tap(id="context_menu_fav_view")
    hand.tap(id="save_button")
    hand.wait_for(id="context_menu_fav_view")


@solves("OsmAndMarker")
def add_marker(hand: Hand, params: Params) -> None:
    """A marker at a place."""
    open_map(hand)
    find_place(hand, params.text("location"))
    hand.tap(id="context_menu_route_view")
    hand.wait_for("Delete marker", "删除标记")


@solves("OsmAndTrack")
def save_track(hand: Hand, params: Params) -> None:
    """A track through places, in their order."""
    open_map(hand)
    hand.tap(id=_MENU)
    hand.tap(id="menu_plan_route")
    for place in params.texts("waypoints"):
        find_place(hand, place)
    hand.tap(id="save_button")
    hand.type(params.text("track_name"), id="track_name")
    hand.tap(id=_OK)
    hand.wait_until_gone(id="track_name")


# -- steps ---------------------------------------------------------------------------------------------
def open_map(hand: Hand) -> None:
    """The bare map, the first start passed by."""
    hand.open_app(_PACKAGE)
    if hand.sees(id="skip_button"):
        hand.tap(id="skip_button")
    hand.back_until(id=_MENU)


def find_place(hand: Hand, place: str) -> None:
    """Search for a place, given by name and country or by coordinates, and choose it."""
    hand.tap(id=_SEARCH)
    hand.type(place, id=_FIELD)
    hand.wait_for(id="search_list_item")
    name = place.partition(",")[0].strip()
    if hand.sees(text=name, id="title"):
        hand.tap(text=name, id="title")
    else:
        hand.tap(id="search_list_item")
