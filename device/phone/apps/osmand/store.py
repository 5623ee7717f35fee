"""What OsmAnd keeps: favorites and tracks as GPX files, and what was looked for last."""

from collections.abc import Sequence

from device.phone.apps.osmand.finding import OsmandFound
from device.phone.apps.osmand.gpx import Gpx, Waypoint, read, written
from device.phone.apps.osmand.region import Point
from device.phone.apps.osmand.state import PACKAGE
from device.phone.apps.preference import preference, set_preference
from device.phone.apps.provider.finding import found_once
from device.phone.file.filesystem import FileFault
from device.phone.system.context import Context

FILES = "/storage/emulated/0/Android/data/net.osmand/files"
FAVORITES = f"{FILES}/favorites/favorites.gpx"
TRACKS = f"{FILES}/tracks"
_SEEN = "history"
_MOST_SEEN = 15


# -- favorites -------------------------------------------------------------------------------------------
def favorites(context: Context) -> tuple[Waypoint, ...]:
    """All, in the order of the file."""
    try:
        held = read(context.files.read(FAVORITES))
    except FileFault:
        return ()
    return held.waypoints if held is not None else ()


def key_of(one: Waypoint) -> str:
    """What tells a favorite from the others."""
    return f"{one.group}\n{one.name}\n{one.point[0]:.7f}\n{one.point[1]:.7f}"


def favorite(context: Context, key: str) -> Waypoint | None:
    """One by its key; None when it is gone."""
    return next((one for one in favorites(context) if key_of(one) == key), None)


def save_favorite(context: Context, new: Waypoint, old_key: str = "") -> bool:
    """Add it, or put it in another's place; False when there is no room."""
    held = list(favorites(context))
    places = [place for place, one in enumerate(held) if key_of(one) == old_key]
    if places:
        held[places[0]] = new
    else:
        held.append(new)
    return _keep(context, FAVORITES, written(Gpx(tuple(held)), "favorites"))


def delete_favorites(context: Context, keys: Sequence[str]) -> None:
    """Remove some."""
    kept = tuple(one for one in favorites(context) if key_of(one) not in keys)
    _keep(context, FAVORITES, written(Gpx(kept), "favorites"))


# -- tracks ----------------------------------------------------------------------------------------------
def tracks(context: Context) -> tuple[tuple[str, Gpx], ...]:
    """Path and content of every track that can be read, by name."""
    return found_once(context.files, "osmand tracks", lambda: _tracks(context))


def _tracks(context: Context) -> tuple[tuple[str, Gpx], ...]:
    files = context.files
    if not files.is_dir(TRACKS):
        return ()
    paths = [path for path, folder in files.walk(TRACKS) if not folder and path.lower().endswith(".gpx")]
    found = ((path, track(context, path)) for path in sorted(paths, key=str.casefold))
    return tuple((path, held) for path, held in found if held is not None)


def track(context: Context, path: str) -> Gpx | None:
    """One; None when it is gone or no GPX."""
    try:
        return read(context.files.read(path))
    except FileFault:
        return None


def name_of(path: str) -> str:
    """A track's name: its file's, without the ending."""
    return path.rpartition("/")[2].rpartition(".")[0]


def path_for(name: str) -> str:
    """Where a track of that name is kept."""
    return f"{TRACKS}/{name.strip().replace('/', '_').lstrip('.')}.gpx"


def save_track(context: Context, name: str, points: tuple[Point, ...]) -> bool:
    """Keep a line under a name; False when there is no room."""
    return _keep(context, path_for(name), written(Gpx(segments=(points,)), name))


def _keep(context: Context, path: str, data: bytes) -> bool:
    try:
        context.files.make_directories(path.rpartition("/")[0])
        context.files.write(path, data)
    except FileFault:
        return False
    return True


def make_folders(context: Context) -> None:
    """The folders that other programs look into."""
    for folder in (TRACKS, FAVORITES.rpartition("/")[0]):
        if not context.files.exists(folder):
            context.files.make_directories(folder)


# -- history of the search -------------------------------------------------------------------------------
def seen(context: Context) -> tuple[OsmandFound, ...]:
    """What was chosen from searches, the latest first."""
    found = []
    for line in preference(context, PACKAGE, _SEEN).split("\n"):
        name, _, rest = line.partition("\t")
        kind, where, lat, lon = (*rest.split("\t"), "", "", "")[:4]
        try:
            found.append(OsmandFound(name, kind, (float(lat), float(lon)), where))
        except ValueError:
            continue
    return tuple(found)


def remember(context: Context, one: OsmandFound) -> None:
    """Put it on top of the history."""
    kept = (one, *(other for other in seen(context) if other != one))[:_MOST_SEEN]
    lines = (f"{each.name}\t{each.kind}\t{each.where}\t{each.point[0]}\t{each.point[1]}" for each in kept)
    set_preference(context, PACKAGE, _SEEN, "\n".join(lines))


def forget(context: Context) -> None:
    """Nothing was looked for."""
    set_preference(context, PACKAGE, _SEEN, "")
