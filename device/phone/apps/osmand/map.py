"""The map: its ground, what is written and stuck on it, and what a finger on it does."""

from collections.abc import Sequence
from functools import lru_cache

from device.phone.apps.osmand.finding import OsmandFound, found_of, spot
from device.phone.apps.osmand.flag import markers
from device.phone.apps.osmand.picture import OsmandGround, OsmandStroke
from device.phone.apps.osmand.project import LEAST_ZOOM, MOST_ZOOM, OsmandWindow
from device.phone.apps.osmand.region import Point, region
from device.phone.apps.osmand.state import OsmandActivity
from device.phone.apps.osmand.store import favorites, track
from device.phone.toolkit.font import text_width
from device.phone.toolkit.theme import type_style
from device.phone.toolkit.view import View
from device.phone.toolkit.viewpart import CENTRED, FULL_SIZE, STACKED, Box, Gestures, Icon, Shape

_FROM = {
    "city": 3,
    "capital": 8,
    "town": 9,
    "village": 12,
    "hamlet": 13,
    "peak": 13,
    "castle": 14,
    "station": 14,
}
"""Zoom from which on a kind of place is written; others from _OTHERS on."""
_OTHERS = 15
_TOWNS = frozenset({"city", "capital", "town", "village", "hamlet"})
_NEAR_DP = 24.0
"""How near to something on the map a finger has to come."""
COLOURS = {"red": "#D00D0D", "orange": "#FF5020", "yellow": "#EECC22", "green": "#10C010", "blue": "#1010A0"}
"""Of favorites."""
_MOST_PINS = 60
_TRACK, _ROUTE, _PLAN = "#FF5252", "#2A84F0", "#1E6BE6"


def map_view(hands: OsmandActivity) -> View:
    """All of it."""
    window, state = hands.window, hands.state
    view = View(
        "android.view.View",
        "map_view_with_layers",
        content_description=hands.tr("Map"),
        box=FULL_SIZE,
        flow=STACKED,
        gestures=Gestures(
            on_tap_at=lambda x, y: _tap(hands, window, x, y),
            on_hold_at=lambda x, y: _hold(hands, window, x, y),
            on_drag=lambda x1, y1, x2, y2: _pan(hands, window, x2 - x1, y2 - y1),
        ),
        picture=OsmandGround(window, hands.context.dark, tuple(_strokes(hands))),
        shapes=(*labels(window, hands.context.dark, hands.layer("places")), *_dots(hands, window)),
        children=_inside(window, _pins(hands)),
    )
    if state.planning:
        view.shapes = (*view.shapes, *_crosshair(hands.context.dark))
    return view


# -- what is drawn -----------------------------------------------------------------------------------------
@lru_cache(maxsize=16)
def labels(window: OsmandWindow, dark: bool, all_places: bool) -> tuple[Shape, ...]:
    """Names of places, those that would lie over a more important one left out."""
    wide, high = window.size
    ink, dot = ("#E2E2E9", "#C4C6D0") if dark else ("#3A3A3A", "#5A5A5A")
    shapes: list[Shape] = []
    taken: list[tuple[float, float, float, float]] = []
    for place in region().places:
        if window.zoom < _FROM.get(place.kind, _OTHERS) or not (all_places or place.kind in _TOWNS):
            continue
        x, y = window.place(place.point)
        if not (0 <= x <= wide and 0 <= y <= high):
            continue
        style = "title_medium" if place.kind in ("city", "capital", "town") else "label_medium"
        size, weight, line = type_style(style)
        half = text_width(place.name, size * window.density, weight) / 2
        middle, tall = y - line * window.density * 0.7, line * window.density / 2
        box = (x - half, middle - tall, x + half, middle + tall)
        if box[0] < 0 or box[2] > wide or box[1] < 0 or any(_meet(box, other) for other in taken):
            continue
        taken.append(box)
        shapes.append(
            Shape("circle", dot, 0.0, points=((x / wide, y / high), (3.0 * window.density / wide, 0.0)))
        )
        at = (x / wide, middle / high)
        shapes.append(Shape("text", ink, text=place.name, style=style, points=(at, at)))
    return tuple(shapes)


def _meet(one: Sequence[float], other: Sequence[float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _strokes(hands: OsmandActivity) -> list[OsmandStroke]:
    state, found = hands.state, []
    shown = track(hands.context, state.track) if state.track else None
    if shown is not None and hands.layer("tracks"):
        found += [OsmandStroke(segment, _TRACK) for segment in shown.segments]
    if state.route:
        found.append(OsmandStroke(state.route, _ROUTE, 7.0))
    if state.planning and len(state.points) > 1:
        found.append(OsmandStroke(state.points, _PLAN))
    return found


def _dots(hands: OsmandActivity, window: OsmandWindow) -> list[Shape]:
    """The points of the planned route, and where the phone is."""
    wide, high = window.size
    dots = [(point, _PLAN, 5.0) for point in hands.state.points if hands.state.planning]
    if hands.state.located:
        dots.append((here(hands), "#2A84F0", 8.0))
    shapes = []
    for point, colour, radius in dots:
        x, y = window.place(point)
        if 0 <= x < wide and 0 <= y < high:
            for ink, size in (("#FFFFFF", radius + 2.0), (colour, radius)):
                at = ((x / wide, y / high), (size * window.density / wide, 0.0))
                shapes.append(Shape("circle", ink, 0.0, points=at))
    return shapes


def _crosshair(dark: bool) -> tuple[Shape, ...]:
    ink = "#F0F0F0" if dark else "#202020"
    return (
        Shape("line", ink, 2.0, points=((0.46, 0.5), (0.54, 0.5))),
        Shape("line", ink, 2.0, points=((0.5, 0.482), (0.5, 0.518))),
    )


def _pins(hands: OsmandActivity) -> list[tuple[Point, str, str]]:
    """Where, symbol and colour of what is stuck on the map."""
    context, state = hands.context, hands.state
    pins: list[tuple[Point, str, str]] = []
    if hands.layer("favorites"):
        pins += [(one.point, "star", COLOURS.get(one.colour, "#EEAA22")) for one in favorites(context)]
    if hands.layer("markers"):
        pins += [(one.point, "flag", "#1E8E3E") for one in markers(context) if one.active]
    if state.card is not None:
        pins.append((state.card.point, "location_on", "#D93025"))
    return pins


def _inside(window: OsmandWindow, pins: list[tuple[Point, str, str]]) -> list[View]:
    """Those of them that lie in the window; the last ones where they are too many to be told apart."""
    wide, high = window.size
    found = []
    for point, icon, colour in pins:
        x, y = window.place(point)
        if 0 <= x < wide and 0 <= y < high:
            lift = 14.0 * window.density if icon == "location_on" else 0.0
            found.append((x / wide, max(0.0, y - lift) / high, icon, colour))
    return [
        View(
            icon=Icon(icon, colour, size=36.0 if icon == "location_on" else 26.0, filled=True),
            box=Box(width=36.0, height=36.0, place=(x, y)),
            flow=CENTRED,
            important=False,
        )
        for x, y, icon, colour in found[-_MOST_PINS:]
    ]


# -- fingers -----------------------------------------------------------------------------------------------
def here(hands: OsmandActivity) -> Point:
    """Where the phone is."""
    place = hands.context.hardware.place
    return place.latitude, place.longitude


def _pan(hands: OsmandActivity, window: OsmandWindow, across: float, down: float) -> None:
    wide, high = window.size
    hands.set(centre=window.point(wide * (0.5 - across), high * (0.5 - down)))


def zoom(hands: OsmandActivity, by: int) -> None:
    """Closer or farther."""
    hands.set(zoom=max(LEAST_ZOOM, min(MOST_ZOOM, hands.state.zoom + by)))


def _tap(hands: OsmandActivity, window: OsmandWindow, x: float, y: float) -> None:
    """A point of the planned route; else what is under the finger, or nothing any more."""
    point = window.point(x * window.size[0], y * window.size[1])
    if hands.state.planning:
        add_point(hands, point)
        return
    found = _at(hands, window, x * window.size[0], y * window.size[1])
    hands.set(card=found, track="" if found is not None else hands.state.track)


def _hold(hands: OsmandActivity, window: OsmandWindow, x: float, y: float) -> None:
    """The sheet of any spot."""
    point = window.point(x * window.size[0], y * window.size[1])
    if hands.state.planning:
        add_point(hands, point)
    else:
        hands.set(card=spot(point), track="")


def add_point(hands: OsmandActivity, point: Point) -> None:
    """One more for the planned route."""
    hands.set(points=(*hands.state.points, point), undone=())


def _at(hands: OsmandActivity, window: OsmandWindow, x: float, y: float) -> OsmandFound | None:
    """What lies nearest to a pixel, of all that shows there."""
    context = hands.context
    things = [OsmandFound(one.name, "favorite", one.point, one.group) for one in favorites(context)]
    things += [OsmandFound(one.name, "marker", one.point) for one in markers(context) if one.active]
    things += [
        found_of(place)
        for place in region().places
        if window.zoom >= _FROM.get(place.kind, _OTHERS) and (hands.layer("places") or place.kind in _TOWNS)
    ]
    reach = _NEAR_DP * window.density
    best, least = None, reach * reach
    for thing in things:
        across, down = window.place(thing.point)
        away = (across - x) ** 2 + (down - y) ** 2
        if away < least:
            best, least = thing, away
    return best
