"""Places that somebody likes, wants to go to and went along."""

from device.phone.apps.osmand.flag import add_marker
from device.phone.apps.osmand.gpx import Waypoint
from device.phone.apps.osmand.region import region
from device.phone.apps.osmand.state import PACKAGE
from device.phone.apps.osmand.store import make_folders, save_favorite, save_track
from device.phone.apps.preference import set_preference
from device.phone.system.context import Context

_FAVORITES = {
    "en": (("Bakery by the castle", "Vaduz Castle", "Personal"), ("Trailhead", "Gaflei", "Hikes")),
    "zh": (("城堡旁的面包店", "Vaduz Castle", "Personal"), ("登山口", "Gaflei", "徒步")),
}
_MARKERS = ("Malbun", "Schaan-Vaduz Station")
_TRACKS = {"en": "Over the Fürstensteig", "zh": "侯爵小道"}
_ALONG = ("Gaflei", "Kuegrat", "Three Sisters", "Planken")


def fill(context: Context) -> None:
    """Favorites in two groups, two markers, a track."""
    language = "zh" if context.language == "zh" else "en"
    at = {place.name: place.point for place in region().places}
    make_folders(context)
    for name, place, group in _FAVORITES[language]:
        save_favorite(
            context, Waypoint(at[place], name, group, colour="red" if group == "Personal" else "green")
        )
    for place in _MARKERS:
        add_marker(context, place, at[place])
    save_track(context, _TRACKS[language], tuple(at[place] for place in _ALONG))
    set_preference(context, PACKAGE, "set_up", "1")
