"""What is different between two moments of a phone, or between two phones.

`phone.diff(before)` makes a Difference; difftext.py puts it into words and into JSON.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from device.phone.file.filedifference import FileChange, file_changes
from device.phone.system.clock import ClockState
from device.phone.system.hardware import Hardware
from device.phone.system.notification import Notification
from device.phone.system.package import Installed
from device.state.rowchange import RowChange, row_changes

if TYPE_CHECKING:
    from device.phone.system.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class ValueChange:
    """A named value; None = it is not there."""

    name: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that differs. Empty where nothing does."""

    settings: tuple[ValueChange, ...] = ()
    """Named "global wifi_on"."""
    properties: tuple[ValueChange, ...] = ()
    """As `getprop` names them."""
    files: tuple[FileChange, ...] = ()
    rows: tuple[RowChange, ...] = ()
    """Of the apps' databases."""
    packages: tuple[ValueChange, ...] = ()
    """Named "com.example.app granted": what an app is and may."""
    front: ValueChange | None = None
    """The activity on the screen."""
    opened: tuple[str, ...] = ()
    """Components of activities that are there now."""
    closed: tuple[str, ...] = ()
    posted: tuple[Notification, ...] = ()
    """Notifications that are there now, or are there anew."""
    withdrawn: tuple[Notification, ...] = ()
    clipboard: ValueChange | None = None
    sound: ValueChange | None = None
    """The packages that have the audio focus, the one that is heard first."""
    hardware: tuple[ValueChange, ...] = ()
    """Battery, radio, place, how it is held."""
    date: ValueChange | None = None
    """Milliseconds since 1970."""
    timezone: ValueChange | None = None
    uptime_ms: int = 0
    """How much longer the phone is up."""

    def __bool__(self) -> bool:
        """Whether anything differs, the uptime not counted: it moves with every touch."""
        return any(getattr(self, field.name) for field in fields(self) if field.name != "uptime_ms")


def compare(before: "Snapshot", after: "Snapshot") -> Difference:
    """From one state of a phone to another."""
    return Difference(
        settings=tuple(_settings(before.settings, after.settings)),
        properties=tuple(_values(before.properties, after.properties)),
        files=tuple(file_changes(before.files.root, after.files.root)),
        rows=tuple(_rows(before.databases, after.databases)),
        packages=tuple(_packages(before.packages, after.packages)),
        front=_value("front", _components(before)[0], _components(after)[0]),
        opened=tuple(_missing(_components(after), _components(before))),
        closed=tuple(_missing(_components(before), _components(after))),
        posted=tuple(each for each in after.notifications if each not in before.notifications),
        withdrawn=tuple(_withdrawn(before.notifications, after.notifications)),
        clipboard=_value("clipboard", before.window.clipboard, after.window.clipboard),
        sound=_value("focus", _focus(before), _focus(after)),
        hardware=tuple(_hardware(before.hardware, after.hardware)),
        **_clock(before.clock, after.clock),  # type: ignore[arg-type]
    )


def _value(name: str, before: str | None, after: str | None) -> ValueChange | None:
    return ValueChange(name, before, after) if before != after else None


def _values(before: Mapping[str, str], after: Mapping[str, str], prefix: str = "") -> Iterator[ValueChange]:
    for name in sorted({*before, *after}):
        if before.get(name) != after.get(name):
            yield ValueChange(prefix + name, before.get(name), after.get(name))


def _settings(
    before: Mapping[str, Mapping[str, str]], after: Mapping[str, Mapping[str, str]]
) -> Iterator[ValueChange]:
    for space in sorted({*before, *after}):
        yield from _values(before.get(space, {}), after.get(space, {}), f"{space} ")


def _rows(
    before: Mapping[tuple[str, str], bytes], after: Mapping[tuple[str, str], bytes]
) -> Iterator[RowChange]:
    for package, name in sorted({*before, *after}):
        old, new = before.get((package, name), b""), after.get((package, name), b"")
        if old is not new:
            yield from row_changes(f"{package}/{name}", old, new)


def _packages(before: Mapping[str, Installed], after: Mapping[str, Installed]) -> Iterator[ValueChange]:
    for package in sorted({*before, *after}):
        old, new = before.get(package), after.get(package)
        if old == new:
            continue
        if old is None or new is None:
            yield ValueChange(package, "installed" if old else None, "installed" if new else None)
            continue
        for field in fields(Installed):
            if field.name in ("manifest", "ended"):  # the version and the activities tell of them
                continue
            yield from _field(f"{package} {field.name}", getattr(old, field.name), getattr(new, field.name))


def _field(name: str, old: object, new: object) -> Iterator[ValueChange]:
    """A plain field as one change, a set as one for each member that came or went."""
    if isinstance(old, frozenset) and isinstance(new, frozenset):
        yield from (ValueChange(name, _shown(each), None) for each in sorted(old - new))
        yield from (ValueChange(name, None, _shown(each)) for each in sorted(new - old))
    elif old != new:
        yield ValueChange(name, _shown(old), _shown(new))


def _hardware(before: Hardware, after: Hardware) -> Iterator[ValueChange]:
    for field in fields(Hardware):
        yield from _field(field.name, getattr(before, field.name), getattr(after, field.name))


def _shown(value: object) -> str:
    return " -> ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _focus(saved: "Snapshot") -> str | None:
    return ", ".join(hold.package for hold in reversed(saved.sound.stack)) or None


def _components(saved: "Snapshot") -> list[str]:
    """Of the activities that are open, the one on the screen first."""
    tasks = saved.stack[0]
    return [activity.component for task in tasks for activity in reversed(task.activities)]


def _missing(these: list[str], others: list[str]) -> Iterator[str]:
    """Those of the first that the second has fewer of."""
    left = list(others)
    for one in these:
        if one in left:
            left.remove(one)
        else:
            yield one


def _withdrawn(before: tuple[Notification, ...], after: tuple[Notification, ...]) -> Iterator[Notification]:
    kept = {each.key for each in after}
    yield from (each for each in before if each.key not in kept)


def _clock(before: ClockState, after: ClockState) -> dict[str, ValueChange | int | None]:
    return {
        "date": _value("date", str(before.date_ms), str(after.date_ms)),
        "timezone": _value("timezone", before.timezone, after.timezone),
        "uptime_ms": after.uptime_ms - before.uptime_ms,
    }
