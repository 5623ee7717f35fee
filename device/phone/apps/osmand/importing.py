"""GPX files from elsewhere: opened, shared or picked, they are kept among the tracks."""

from device.phone.apps.osmand.gpx import read
from device.phone.apps.osmand.state import OsmandActivity
from device.phone.apps.osmand.store import name_of, path_for
from device.phone.apps.osmand.track import show_on_map
from device.phone.file.document import path_of
from device.phone.file.entry import FileFault
from device.phone.system.intent import STREAM, Intent


def take(hands: OsmandActivity, intent: Intent) -> None:
    """Keep the files that an intent brings, and show the last."""
    streams = str(intent.extras.get(STREAM, "")) or intent.data
    for stream in streams.split("\n"):
        _take(hands, path_of(stream))


def _take(hands: OsmandActivity, path: str) -> None:
    files, tr = hands.context.files, hands.tr
    try:
        data = files.read(path) if path else b""
        held = read(data)
        if held is None or not (held.line or held.waypoints):
            hands.context.toast(tr("This is no GPX file with a track or points"))
            return
        target = _free(hands, name_of(path) or "track", data)
        if not files.exists(target):
            files.write(target, data)
    except FileFault:
        hands.context.toast(tr("The file cannot be read"))
        return
    if held.line:
        show_on_map(hands, target)
    else:
        hands.set(page="tracks", dialog="")
    hands.context.toast(tr("{} was imported").format(name_of(target)))


def _free(hands: OsmandActivity, name: str, data: bytes) -> str:
    """Where it can be kept: under its name unless another file has that."""
    files, number = hands.context.files, 1
    target = path_for(name)
    while files.exists(target) and files.read(target) != data:
        number += 1
        target = path_for(f"{name} ({number})")
    return target
