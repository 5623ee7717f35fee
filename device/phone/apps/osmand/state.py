"""Where OsmAnd is, and what its screens all need."""

from dataclasses import dataclass

from device.phone.apps.activity import AppActivity
from device.phone.apps.osmand.finding import OsmandFound
from device.phone.apps.osmand.project import OsmandWindow
from device.phone.apps.osmand.region import Point
from device.phone.apps.preference import preference, set_preference

PACKAGE = "net.osmand"
MAP = "net.osmand.plus.activities.MapActivity"
QUERY, NAME, ADDRESS, DESCRIPTION, GROUP = "searchEditText", "name", "address", "description", "group"
"""Keys of text fields."""
HOME: Point = (47.1410, 9.5209)
"""Where the map is when it is opened for the first time."""
HOME_ZOOM = 13
LAYERS = ("favorites", "markers", "places", "tracks")
LOCATION = "ACCESS_FINE_LOCATION"


@dataclass(frozen=True, slots=True)
class MapState:
    """The map, and the page that is open over it."""

    centre: Point = HOME
    zoom: int = HOME_ZOOM
    page: str = ""
    """"" = the map itself; else "first", "search", "favorites", "favorite", "markers", "tracks", "layers"."""
    drawer: bool = False
    dialog: str = ""
    chosen: str = ""
    """What the dialog is about: a key of a favorite or marker, or a track's path."""
    card: OsmandFound | None = None
    """The place whose sheet is open."""
    planning: bool = False
    points: tuple[Point, ...] = ()
    """Of the route that is planned."""
    undone: tuple[Point, ...] = ()
    """Points that were taken back, the latest last."""
    track: str = ""
    """Path of the track that shows on the map and has its sheet open."""
    route: tuple[Point, ...] = ()
    """Directions that show."""
    tab: int = 0
    selected: tuple[str, ...] = ()
    editing: str = ""
    """Key of the favorite in the editor; "" = a new one, of the card's place."""
    origin: str = ""
    """The page that the editor was opened from."""
    group: str = ""
    colour: str = ""
    located: bool = False
    """The phone's own place shows."""
    informed: bool = False
    """Whoever looks knows that not all maps are there."""


class OsmandActivity(AppActivity[MapState]):
    """The activity, with its state at hand."""

    __slots__ = ()

    @property
    def window(self) -> OsmandWindow:
        """What of the world shows."""
        return OsmandWindow(
            self.state.centre, self.state.zoom, self.context.display.room_size, self.context.density
        )

    def layer(self, name: str) -> bool:
        """Whether a layer shows."""
        return preference(self.context, PACKAGE, f"layer_{name}", "1") == "1"

    def show_layer(self, name: str, on: bool) -> None:
        """Show a layer, or no longer."""
        set_preference(self.context, PACKAGE, f"layer_{name}", "1" if on else "0")

    def go(self, point: Point, card: OsmandFound | None = None, *, zoom: int = 0) -> None:
        """The map at a place, with its sheet."""
        self.context.focus("")
        closer = zoom or max(self.state.zoom, 14)
        self.set(
            centre=point, zoom=closer, card=card, page="", dialog="", drawer=False, track="", selected=()
        )


_FOOT, _MILE = 0.3048, 1609.344
"""Metres."""


def distance_text(hands: OsmandActivity, metres: float) -> str:
    """As "350 m", "12.4 km"; in the United States as "820 ft", "7.7 mi"."""
    american = hands.context.locale.endswith("-US")
    small, large, least = (_FOOT, _MILE, 0.25) if american else (1.0, 1000.0, 1.0)
    if metres < least * large:
        count = metres / small
        told = hands.tr("{} ft") if american else hands.tr("{} m")
        return told.format(round(count / 10) * 10 if metres > 50 else round(count))
    count = metres / large
    told = hands.tr("{} mi") if american else hands.tr("{} km")
    return told.format(f"{count:.2f}" if count < 1 else f"{count:.1f}" if count < 100 else f"{count:.0f}")


def point_text(point: Point) -> str:
    """As "47.13038, 9.59301"."""
    return f"{point[0]:.5f}, {point[1]:.5f}"
