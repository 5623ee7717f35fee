"""Tracks from GPX files: opened, shared or picked."""

from dataclasses import replace
from datetime import UTC, datetime
from math import isfinite
from xml.etree.ElementTree import Element

from device.phone.apps.osmand.gpx import bare, point_of, root_of
from device.phone.apps.tracker.category import UNKNOWN, activity_of
from device.phone.apps.tracker.export import TYPE
from device.phone.apps.tracker.measure import measured
from device.phone.apps.tracker.state import TrackerActivity, TrackerListState
from device.phone.apps.tracker.store import (
    PLAIN,
    START,
    TrackerMarker,
    TrackerPoint,
    TrackerTrack,
    add_points,
    add_track,
    measure_track,
    save_marker,
)
from device.phone.file.document import path_of
from device.phone.file.filesystem import FileFault
from device.phone.system.context import Context
from device.phone.system.intent import STREAM, Intent

IMPORT = "import"
"""The question which file."""


def ask_file(hands: TrackerActivity[TrackerListState]) -> None:
    """The picker; what was chosen comes to OpenTracks.result."""
    if not hands.context.ask(Intent("android.intent.action.OPEN_DOCUMENT", type=TYPE), IMPORT):
        hands.context.toast(hands.tr("No app can perform this action"))


def take(hands: TrackerActivity[TrackerListState], intent: Intent) -> None:
    """Keep the tracks of the files that an intent brings, and say how many they were."""
    streams = str(intent.extras.get(STREAM, "")) or intent.data
    count = sum(_kept(hands.context, path_of(stream)) for stream in streams.split("\n"))
    told = hands.tr("{} tracks imported").format(count) if count > 1 else hands.tr("Track imported")
    hands.context.toast(told if count else hands.tr("There is no track in this file."))


def _kept(context: Context, path: str) -> int:
    """How many tracks of a file there are now on the phone."""
    try:
        root = root_of(context.files.read(path)) if path else None
    except FileFault:
        root = None
    if root is None:
        return 0
    named = path.rpartition("/")[2].rpartition(".")[0]
    tracks = [one for one in root if bare(one.tag) == "trk"]
    kept = [number for one in tracks if (number := _keep(context, one, named))]
    for one in root if kept else ():
        place = point_of(one) if bare(one.tag) == "wpt" else None
        if place is not None:
            words = _texts(one)
            mark = TrackerMarker(0, kept[0], words.get("name", ""), words.get("desc", ""))
            save_marker(context, replace(mark, latitude=place[0], longitude=place[1]))
    return len(kept)


def _keep(context: Context, element: Element, named: str) -> int:
    """The id of a track that was put on the phone; 0 for one without points."""
    points = [
        point
        for segment in element
        if bare(segment.tag) == "trkseg"
        for point in _points(segment, context.clock.date_ms)
    ]
    if not points:
        return 0
    words = _texts(element)
    start, stop = points[0].time, max(points[0].time, points[-1].time)
    new = TrackerTrack(
        0, words.get("name", "") or named, words.get("desc", ""), words.get("type", ""), start=start
    )
    known = activity_of(new.category)
    new = replace(new, activity=known.id if known is not UNKNOWN else "")
    new = replace(new, stop=stop, total=stop - start)
    number = add_track(context, new)
    add_points(context, number, points)
    measure_track(context, measured(replace(new, id=number), points))
    return number


def _points(segment: Element, now_ms: int) -> list[TrackerPoint]:
    """The points of a segment; what has no time was there when the one before was, the first one now."""
    found: list[TrackerPoint] = []
    for element in segment:
        place = point_of(element) if bare(element.tag) == "trkpt" else None
        if place is None:
            continue
        words = _texts(element)
        time = _moment(words.get("time", "")) or (found[-1].time if found else now_ms)
        found.append(
            TrackerPoint(*place, time, _height(words.get("ele", "")), type=PLAIN if found else START)
        )
    return found


def _texts(element: Element) -> dict[str, str]:
    """What is written in the parts of an element, by their names."""
    return {bare(one.tag): (one.text or "").strip() for one in element}


def _moment(text: str) -> int:
    """Milliseconds since 1970; 0 for what is no time."""
    try:
        told = datetime.fromisoformat(text)
        return round((told if told.tzinfo else told.replace(tzinfo=UTC)).timestamp() * 1000)
    except (ValueError, OverflowError):
        return 0


def _height(text: str) -> float | None:
    try:
        height = float(text)
    except ValueError:
        return None
    return height if isfinite(height) else None
