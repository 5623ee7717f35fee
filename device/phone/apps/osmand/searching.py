"""The search page: what was looked for before, kinds of places, and what a text finds."""

from collections.abc import Sequence
from functools import lru_cache, partial

from device.phone.apps.osmand.card import KINDS, about, name_of
from device.phone.apps.osmand.finding import OsmandFound, found_of, search
from device.phone.apps.osmand.map import add_point
from device.phone.apps.osmand.region import Point, metres, region
from device.phone.apps.osmand.state import QUERY, OsmandActivity, distance_text
from device.phone.apps.osmand.store import forget, remember, seen
from device.phone.toolkit.view import Screen, View
from device.phone.widget import (
    Tab,
    TileLook,
    button,
    buttons,
    empty,
    long_scroll,
    page,
    scroll,
    search_field,
    tab_row,
    tile,
)

_ROW = 72.0
_ICONS = {
    "city": "apartment",
    "capital": "public",
    "town": "location_on",
    "village": "location_on",
    "hamlet": "location_on",
    "peak": "landscape",
    "castle": "castle",
    "station": "train",
    "museum": "museum",
    "hospital": "local_hospital",
    "favorite": "star",
    "location": "my_location",
}
_GROUPS = ("town", "village", "peak", "castle", "station", "museum", "hospital")


def show_search(hands: OsmandActivity) -> Screen:
    """The field, and below it what fits."""
    tr, context = hands.tr, hands.context
    text = context.text(QUERY)
    field = search_field(
        context,
        QUERY,
        tr("Type to search"),
        above="search",
        on_back=lambda: leave_search(hands),
        labels=(tr("Navigate up"), tr("Clear")),
        resource_id=QUERY,
    )
    if text.strip():
        found = search(text, hands.state.centre)
        body = (
            _results(hands, found)
            if found
            else empty("search", tr("Nothing found"), tr("Check the spelling."))
        )
        return Screen(page(field, body), title=tr("Search"))
    tabs = [Tab(tr("History")), Tab(tr("Categories"))]
    row = tab_row(tabs, hands.state.tab, lambda place: hands.set(tab=place, group=""))
    body = _categories(hands) if hands.state.tab else _history(hands)
    return Screen(page(field, row, body), title=tr("Search"))


def leave_search(hands: OsmandActivity) -> None:
    """Back to the map."""
    hands.context.focus("")
    hands.set(page="", group="")


def _results(hands: OsmandActivity, found: Sequence[OsmandFound]) -> View:
    return long_scroll(
        hands.context, "search", len(found), lambda place: _row(hands, found[place]), row_height=_ROW
    )


def _row(hands: OsmandActivity, one: OsmandFound) -> View:
    far = distance_text(hands, metres(one.point, hands.state.centre))
    return tile(
        name_of(hands, one),
        f"{about(hands, one)} • {far}",
        icon=_ICONS.get(one.kind, "location_on"),
        on_tap=lambda: choose(hands, one),
        resource_id="search_list_item",
        look=TileLook(title_id="title", summary_id="subtitle", title_lines=1, summary_lines=1),
    )


def choose(hands: OsmandActivity, one: OsmandFound) -> None:
    """To the map with it; while a route is planned it becomes the next point."""
    remember(hands.context, one)
    if hands.state.planning:
        hands.context.focus("")
        hands.set(page="", centre=one.point, zoom=max(hands.state.zoom, 14))
        add_point(hands, one.point)
    else:
        hands.go(one.point, one)


def _history(hands: OsmandActivity) -> View:
    latest = seen(hands.context)
    if not latest:
        return empty("history", hands.tr("Nothing was looked for yet"))
    clear = buttons((button(hands.tr("Clear history"), lambda: forget(hands.context), kind="text"),))
    return scroll("search", (*(_row(hands, one) for one in latest), clear))


def _categories(hands: OsmandActivity) -> View:
    """Kinds of places, or the places of one kind, the nearest first."""
    tr, kind = hands.tr, hands.state.group
    if kind in _GROUPS:
        return _results(hands, _of_kind(kind, hands.state.centre))
    rows = [
        tile(
            tr(KINDS[one]),
            icon=_ICONS.get(one, "location_on"),
            on_tap=partial(hands.set, group=one),
            look=TileLook(title_id="title"),
        )
        for one in _GROUPS
    ]
    return scroll("search", rows)


@lru_cache(maxsize=8)
def _of_kind(kind: str, centre: Point) -> tuple[OsmandFound, ...]:
    """Places of a kind, the nearest first."""
    alike = {"town": ("capital", "city", "town"), "village": ("village", "hamlet")}.get(kind, (kind,))
    places = [place for place in region().places if place.kind in alike]
    places.sort(key=lambda place: metres(place.point, centre))
    return tuple(map(found_of, places))
