"""Tracks as GPX files: into a folder, or to another app."""

from collections.abc import Sequence
from xml.sax.saxutils import escape

from device.phone.apps.tracker.schema import PACKAGE
from device.phone.apps.tracker.state import TrackerActivity, TrackerListState, TrackState
from device.phone.apps.tracker.store import START, TrackerPoint, TrackerTrack, markers, points_of, track
from device.phone.file.filesystem import FileFault
from device.phone.system.context import Context
from device.phone.system.intent import Intent
from device.phone.system.zone import moment_of

EXPORT = "export"
"""The question where to."""
TYPE = "application/gpx+xml"
_CACHE = f"/storage/emulated/0/Android/data/{PACKAGE}/cache"
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<gpx version="1.1" creator="OpenTracks" xmlns="http://www.topografix.com/GPX/1/1">\n'
)
AnyHands = TrackerActivity[TrackerListState] | TrackerActivity[TrackState]


def gpx(context: Context, numbers: Sequence[int]) -> str:
    """The tracks of these ids as one GPX 1.1 document: markers as waypoints, segments as they were cut."""
    found = [one for number in numbers if (one := track(context, number)) is not None]
    parts = [_HEAD]
    for one in found:
        for mark in markers(context, one.id):
            place = f'lat="{mark.latitude:.6f}" lon="{mark.longitude:.6f}"'
            parts.append(
                f"<wpt {place}>{_element('name', mark.name)}{_element('desc', mark.description)}</wpt>\n"
            )
    for one in found:
        parts.append(_track(one, points_of(context, one.id)))
    return "".join((*parts, "</gpx>\n"))


def _track(found: TrackerTrack, points: Sequence[TrackerPoint]) -> str:
    texts = (("name", found.name), ("desc", found.description), ("type", found.category))
    lines = ["<trk>\n", *(f"{_element(name, text)}\n" for name, text in texts)]
    opened = False
    for point in points:
        if point.type == START or not opened:
            lines.append("</trkseg>\n<trkseg>\n" if opened else "<trkseg>\n")
            opened = True
        moment = moment_of(point.time)
        height = "" if point.elevation is None else f"<ele>{point.elevation:.1f}</ele>"
        lines.append(
            f'<trkpt lat="{point.latitude:.6f}" lon="{point.longitude:.6f}">{height}'
            f"<time>{moment.isoformat(timespec='milliseconds')}Z</time></trkpt>\n"
        )
    return "".join((*lines, "</trkseg>\n" if opened else "", "</trk>\n"))


def _element(name: str, text: str) -> str:
    return f"<{name}>{escape(text)}</{name}>"


def file_name(context: Context, numbers: Sequence[int]) -> str:
    """What the file is called: by the track's day and name, or by what it holds."""
    found = track(context, numbers[0]) if len(numbers) == 1 else None
    if found is None:
        return "OpenTracks.gpx"
    bare = "".join("_" if char in '/\\:*?"<>|' or not char.isprintable() else char for char in found.name)
    return f"{found.began:%Y-%m-%d}_{bare[:80]}.gpx"


# -- ways out --------------------------------------------------------------------------------------------
def share_tracks(hands: AnyHands, numbers: Sequence[int]) -> None:
    """The share sheet with one file of them all."""
    path = f"{_CACHE}/{file_name(hands.context, numbers)}"
    try:
        hands.context.files.make_directories(_CACHE)
        hands.context.files.write(path, gpx(hands.context, numbers).encode())
    except FileFault:
        hands.context.toast(hands.tr("The tracks could not be exported."))
        return
    hands.context.share_files([path], TYPE)


def ask_place(hands: AnyHands, numbers: Sequence[int]) -> None:
    """The picker for a file to write them to."""
    if not numbers:
        hands.context.toast(hands.tr("No tracks found."))
        return
    if isinstance(hands.state, TrackerListState):
        hands.set(exported=tuple(numbers))
    wanted = Intent(
        "android.intent.action.CREATE_DOCUMENT",
        type=TYPE,
        extras={"android.intent.extra.TITLE": file_name(hands.context, numbers)},
    )
    if not hands.context.ask(wanted, EXPORT):
        hands.context.toast(hands.tr("No app can perform this action"))


def write_to(hands: AnyHands, path: str, numbers: Sequence[int]) -> None:
    """The file was chosen."""
    try:
        hands.context.files.write(path, gpx(hands.context, numbers).encode())
    except FileFault:
        hands.context.toast(hands.tr("The tracks could not be exported."))
        return
    several = hands.tr("{} tracks exported").format(len(numbers))
    hands.context.toast(hands.tr("Track exported") if len(numbers) == 1 else several)
