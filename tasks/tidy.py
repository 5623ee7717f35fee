"""What a try was asked to change is taken back, where the phone has no snapshot to go back to."""

import fnmatch
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from device.client import Device
from device.state.census import STORAGE, Census, Change, put_setting_back
from tasks.material.table import put_database

_FILE, _ROW = "file ", "row "


def put_back(
    device: Device,
    before: Census,
    changes: Iterable[Change],
    touches: Sequence[str],
    harmless: Sequence[str] = (),
) -> None:
    """Remove the files and folders that came, and put settings and apps' databases back as they were before.

    Only in places that `touches` has patterns of: whatever else changed meanwhile may be the owner's. A
    database goes back as a whole, and so stays as it is where more in it has changed than that, and what is
    `harmless`. Files that were changed or removed are lost. What cannot be written (databases without root)
    is left to be found.
    """
    rows: dict[str, list[Change]] = defaultdict(list)
    came: set[str] = set()
    for change in changes:
        if change.place.startswith(_ROW):
            rows["/".join(change.place.removeprefix(_ROW).split("/")[:2])].append(change)
        elif not is_among(change, touches):
            continue
        elif change.place.startswith(_FILE) and change.kind == "added":
            came.add(change.place.removeprefix(_FILE))
        else:
            put_setting_back(device, change)
    _remove(device, before, came)
    for database, some in rows.items():
        if all(is_among(change, (*touches, *harmless)) for change in some):
            _replaced(device, database, before.databases.get(database, b""))


def is_among(change: Change, touches: Sequence[str]) -> bool:
    """Whether a change is in one of these places."""
    return any(fnmatch.fnmatchcase(change.place, pattern) for pattern in touches)


def _remove(device: Device, before: Census, came: Iterable[str]) -> None:
    """Remove files and folders, and with them those that came to hold them, where nothing else is in."""
    files = {path for path in came if not path.endswith("/")}
    above = {f"{folder}/" for path in came for folder in PurePosixPath(path).parents}
    folders = {*came, *above} - files - before.folders - {"./"}
    if files:
        device.shell(["rm", "-f", *(f"{STORAGE}/{path}" for path in sorted(files))])
    if folders:
        device.shell(["rmdir", *(f"{STORAGE}/{path}" for path in sorted(folders, reverse=True))])


def _replaced(device: Device, database: str, image: bytes) -> None:
    package, _, name = database.partition("/")
    found = device.shell(["find", f"/data/data/{package}", "-type", "f", "-name", name]).text.split("\n")
    if image and found[0].startswith("/data/data/"):
        put_database(device, package, found[0], image)
