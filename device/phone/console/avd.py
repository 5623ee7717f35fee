"""`avd ...`: the virtual device itself, and snapshots of it."""

from datetime import UTC, datetime

from device.phone.console.answer import ConsoleEntry, ConsolePlace, Refused, Table


def _name(place: ConsolePlace, rest: str) -> list[str]:
    return [place.name]


def _status(place: ConsolePlace, rest: str) -> list[str]:
    return [f"virtual device is {'stopped' if place.paused else 'running'}"]


def _stop(place: ConsolePlace, rest: str) -> list[str]:
    if place.paused:
        raise Refused("virtual device already stopped")
    place.pause(True)
    return []


def _start(place: ConsolePlace, rest: str) -> list[str]:
    if not place.paused:
        raise Refused("virtual device already running")
    place.pause(False)
    return []


def _list(place: ConsolePlace, rest: str) -> list[str]:
    kept = place.snapshots()
    if not kept:
        return ["There is no snapshot available."]
    lines = ["List of snapshots present on all disks:", f"{'ID':<10}{'TAG':<24}{'VM SIZE':>10}  DATE"]
    for name, size, saved_ms in kept:
        saved = datetime.fromtimestamp(saved_ms / 1000, UTC)
        lines.append(f"{'--':<10}{name:<24}{_megabytes(size):>10}  {saved:%Y-%m-%d %H:%M:%S}")
    return lines


def _megabytes(size: int) -> str:
    return f"{size / (1 << 20):.1f}M"


def _save(place: ConsolePlace, rest: str) -> list[str]:
    place.save(_named(rest, "save"))
    return []


def _load(place: ConsolePlace, rest: str) -> list[str]:
    place.load(_named(rest, "load"))
    return []


def _delete(place: ConsolePlace, rest: str) -> list[str]:
    place.delete(_named(rest, "delete"))
    return []


def _named(name: str, verb: str) -> str:
    if not name:
        raise Refused(f"argument missing, try 'avd snapshot {verb} <name>'")
    return name


_REMOVE = ConsoleEntry(_delete, "delete a snapshot")
COMMANDS: Table = {
    "stop": ConsoleEntry(_stop, "stop the virtual device"),
    "start": ConsoleEntry(_start, "start/restart the virtual device"),
    "status": ConsoleEntry(_status, "query virtual device status"),
    "name": ConsoleEntry(_name, "query virtual device name"),
    "snapshot list": ConsoleEntry(_list, "show a list of snapshots"),
    "snapshot save": ConsoleEntry(_save, "save a snapshot"),
    "snapshot load": ConsoleEntry(_load, "put the device back to a snapshot"),
    "snapshot delete": _REMOVE,
    "snapshot del": _REMOVE,
}
