"""What probes read: settings, levels, files, apps, and rows of the providers that adb's shell may ask."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, tzinfo
from pathlib import PurePosixPath

from agent.effect.source import PhoneState, Reader, Rows, same_number
from device.state.census import STORAGE

_SENT = frozenset({"2", "4", "6"})
"""Types of a text that goes out: sent, on its way, queued. Received, drafts and failed are the others."""
_OUTGOING = "2"
_NOTHING = "NULL"
"""How `content query` prints a value that is not there."""
_LONGEST = 4000
"""Bytes of a file that are read."""
_WORD = re.compile(r"[^\W_]+")
_VOLUME = re.compile(r"volume is (\d+) in range \[(\d+)\.\.(\d+)\]")


def setting(name: str) -> Reader:
    """The value of a setting, as "global/wifi_on"."""
    space, _, key = name.partition("/")

    def read(phone: PhoneState) -> Rows | None:
        value = phone.device.shell(["settings", "get", space, key]).text.strip()
        return (value,) if value not in ("", "null") else None

    return read


def next_alarm(phone: PhoneState) -> Rows | None:
    """When the next alarm rings, of whichever app."""
    value = phone.device.shell(["settings", "get", "system", "next_alarm_formatted"]).text.strip()
    return None if value == "null" else (value,) if value else ()


def messages(who: str) -> Reader:
    """Texts that went out to somebody."""

    def read(phone: PhoneState) -> Rows | None:
        rows, numbers = phone.query("content://sms", "_id", "address", "type", "body"), phone.numbers(who)
        if rows is None or not numbers:
            return None
        return tuple(
            f"{number} to {address}: {body}"
            for number, address, kind, body in rows
            if kind in _SENT and _is_any(address, numbers)
        )

    return read


def calls(who: str) -> Reader:
    """Calls that went out to somebody."""

    def read(phone: PhoneState) -> Rows | None:
        rows, numbers = phone.query("content://call_log/calls", "_id", "number", "type"), phone.numbers(who)
        if rows is None or not numbers:
            return None
        return tuple(
            f"{row} to {number}"
            for row, number, kind in rows
            if kind == _OUTGOING and _is_any(number, numbers)
        )

    return read


def _is_any(number: str, numbers: Iterable[str]) -> bool:
    return any(same_number(number, one) for one in numbers)


def contacts(name: str) -> Reader:
    """Contacts of that name, with their numbers."""
    read_contacts = _called(name, "content://com.android.contacts/contacts", "display_name")

    def read(phone: PhoneState) -> Rows | None:
        found = read_contacts(phone)
        numbers = phone.query("content://com.android.contacts/data/phones", "display_name", "data1") or ()
        told = [number for who, number in numbers if who.strip().casefold() == name.strip().casefold()]
        return found and tuple(f"{row}: {', '.join(told) or 'no number'}" for row in found)

    return read


def events(title: str, day: str = "") -> Reader:
    """Events of that title, with when and where they are; with a day (`2026-03-05`) only those then."""
    wanted = " ".join(title.casefold().split())
    columns = ("_id", "title", "dtstart", "dtend", "allDay", "eventLocation", "description")

    def read(phone: PhoneState) -> Rows | None:
        rows = phone.query("content://com.android.calendar/events", *columns)
        if rows is None:
            return None
        zone = phone.zone()
        found = (
            f"{row} {name}: {_span(start, end, whole == '1', zone)}{_said(' at ', place)}{_said('; ', words)}"
            for row, name, start, end, whole, place, words in rows
            if " ".join(name.casefold().split()) == wanted
        )
        return tuple(row for row in found if day in row)

    return read


def _span(start: str, end: str, is_whole_day: bool, zone: tzinfo) -> str:
    """From when to when an event is: `2026-03-05 17:30 to 2026-03-05 18:30`, or its day."""
    times = [
        datetime.fromtimestamp(int(at) / 1000, UTC if is_whole_day else zone)
        for at in (start, end)
        if at.isdigit()
    ]
    form = "%Y-%m-%d" if is_whole_day else "%Y-%m-%d %H:%M"
    return " to ".join(time.strftime(form) for time in times)


def _said(before: str, value: str) -> str:
    return f"{before}{value}" if value not in ("", _NOTHING) else ""


def notes(name: str) -> Reader:
    """Text files, with what they hold, and folders of that name in the storage, with or without ending."""
    words = _WORD.findall(name)
    pattern = "*".join(words) + "*"

    def read(phone: PhoneState) -> Rows | None:
        if not words:
            return None
        command = ["find", STORAGE, "-iname", pattern, "!", "-path", f"{STORAGE}/Android/*"]
        paths = phone.device.shell(command).text.splitlines()
        return tuple(f"{path}: {_text(phone, path)}" for path in paths if _is_called(path, words))

    return read


def _is_called(path: str, words: list[str]) -> bool:
    """Whether a file has this name, whatever stands between its words."""
    file, wanted = PurePosixPath(path), [word.casefold() for word in words]
    return wanted in [_WORD.findall(each.casefold()) for each in (file.name, file.stem)]


def _text(phone: PhoneState, path: str) -> str:
    """How a file begins; "" where it is no text."""
    text = phone.device.shell(["head", "-c", str(_LONGEST), path]).text.strip()
    return "" if "\0" in text or "\ufffd" in text else text


def pictures(phone: PhoneState) -> Rows | None:
    """Photos and videos that there are."""
    found = [
        phone.query(f"content://media/external/{kind}/media", "_id", "_data") for kind in ("images", "video")
    ]
    return tuple(path for rows in found if rows is not None for _, path in rows)


def apps(name: str) -> Reader:
    """Installed apps that go by a name."""
    return lambda phone: phone.named(name)


def in_front(phone: PhoneState) -> Rows | None:
    """The app that is in front."""
    package = phone.device.front().package
    return (package,) if package else None


def volume(stream: int) -> Reader:
    """How loud a sound stream is, as "5 of 0..25"."""

    def read(phone: PhoneState) -> Rows | None:
        command = ["media", "volume", "--stream", str(stream), "--get"]
        found = _VOLUME.search(phone.device.shell(command).text)
        return (f"{found[1]} of {found[2]}..{found[3]}",) if found else None

    return read


def _called(name: str, uri: str, column: str) -> Reader:
    wanted = " ".join(name.casefold().split())

    def read(phone: PhoneState) -> Rows | None:
        rows = phone.query(uri, "_id", column)
        if rows is None:
            return None
        return tuple(f"{row} {held}" for row, held in rows if " ".join(held.casefold().split()) == wanted)

    return read
