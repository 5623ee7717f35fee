"""What a try was asked to change is taken back, where the phone has no snapshot to go back to."""

import fnmatch
from collections import defaultdict
from collections.abc import Iterable, Sequence

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
    """Remove the files that came, and put settings and apps' databases back as they were before.

    Only in places that `touches` has patterns of: whatever else changed meanwhile may be the owner's. A
    database goes back as a whole, and so stays as it is where more in it has changed than that, and what is
    `harmless`. Files that were changed or removed are lost. What cannot be written (databases without root)
    is left to be found.
    """
    rows: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        if change.place.startswith(_ROW):
            rows["/".join(change.place.removeprefix(_ROW).split("/")[:2])].append(change)
        elif not is_among(change, touches):
            continue
        elif change.place.startswith(_FILE) and change.kind == "added":
            device.shell(["rm", "-f", f"{STORAGE}/{change.place.removeprefix(_FILE)}"])
        else:
            put_setting_back(device, change)
    for database, some in rows.items():
        if all(is_among(change, (*touches, *harmless)) for change in some):
            _replaced(device, database, before.databases.get(database, b""))


def is_among(change: Change, touches: Sequence[str]) -> bool:
    """Whether a change is in one of these places."""
    return any(fnmatch.fnmatchcase(change.place, pattern) for pattern in touches)


def _replaced(device: Device, database: str, image: bytes) -> None:
    package, _, name = database.partition("/")
    found = device.shell(["find", f"/data/data/{package}", "-type", "f", "-name", name]).text.split("\n")
    if image and found[0].startswith("/data/data/"):
        put_database(device, package, found[0], image)
