"""What probes read: settings, and rows of the content providers that adb's shell may ask."""

import shlex
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from device.client import Device
from device.state.census import STORAGE
from device.state.query import read_rows

Rows = tuple[str, ...]
Reader = Callable[["PhoneState"], Rows | None]
_FOLDERS = (f"{STORAGE}/Documents", f"{STORAGE}/Download")
_DIGITS = 9
"""Last digits by which two ways to write a telephone number are the same."""
_SENT = frozenset({"2", "4", "6"})
"""Types of a text that goes out: sent, on its way, queued. Received, drafts and failed are the others."""
_OUTGOING = "2"


@dataclass(frozen=True, slots=True)
class PhoneState:
    """A phone that is asked by adb alone."""

    device: Device

    def query(self, uri: str, *columns: str) -> Sequence[Sequence[str]] | None:
        """Rows of a content provider; None where it may not be asked."""
        command = ["content", "query", "--uri", uri, "--projection", ":".join(columns)]
        text = self.device.shell(command).text
        if not text.startswith(("Row: ", "No result found")):
            return None
        return [[row[name] for name in columns] for row in read_rows(text, columns)]

    def named(self, place: str) -> tuple[str, ...]:
        """Packages of the installed apps that go by a name."""
        wanted = place.strip().casefold()
        apps = self.device.apps() if wanted else ()
        return tuple(app.package for app in apps if wanted in {name.casefold() for name in app.names})

    def numbers(self, who: str) -> frozenset[str]:
        """The telephone numbers of somebody, or the one that is written; none where nobody is called so."""
        if len(_digits(who)) > 2 and not any(letter.isalpha() for letter in who):
            return frozenset({_digits(who)})
        people = self.query("content://com.android.contacts/data/phones", "display_name", "data1") or ()
        exact = {_digits(number) for name, number in people if name.casefold() == who.strip().casefold()}
        words = set(who.casefold().split())
        return frozenset(exact or {_digits(number) for name, number in people if words <= _words(name)})


def is_sms(place: str, phone: PhoneState) -> bool:
    """Whether what is sent there is an SMS: the place is the phone's app for these, or left open."""
    if not place:
        return True
    default = phone.device.shell(["settings", "get", "secure", "sms_default_application"]).text.strip()
    return default in phone.named(place)


def setting(name: str) -> Reader:
    """The value of a setting, as "global/wifi_on"."""
    space, _, key = name.partition("/")

    def read(phone: PhoneState) -> Rows | None:
        value = phone.device.shell(["settings", "get", space, key]).text.strip()
        return (value,) if value not in ("", "null") else None

    return read


def messages(who: str) -> Reader:
    """Texts that went out to somebody."""

    def read(phone: PhoneState) -> Rows | None:
        rows, numbers = phone.query("content://sms", "_id", "address", "type", "body"), phone.numbers(who)
        if rows is None or not numbers:
            return None
        return tuple(
            f"{number} to {address}: {body}"
            for number, address, kind, body in rows
            if kind in _SENT and _digits(address) in numbers
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
            if kind == _OUTGOING and _digits(number) in numbers
        )

    return read


def contacts(name: str) -> Reader:
    """Contacts of that name."""
    return _called(name, "content://com.android.contacts/contacts", "display_name")


def events(title: str) -> Reader:
    """Events of that title."""
    return _called(title, "content://com.android.calendar/events", "title")


def files(name: str) -> Reader:
    """Documents and downloads of that name, with or without its ending."""

    def read(phone: PhoneState) -> Rows | None:
        folders = " ".join(map(shlex.quote, _FOLDERS))
        paths = phone.device.shell(f"find {folders} -type f 2>/dev/null").text.splitlines()
        wanted = name.casefold()
        return tuple(
            path
            for path in paths
            if wanted in (PurePosixPath(path).name.casefold(), PurePosixPath(path).stem.casefold())
        )

    return read


def _called(name: str, uri: str, column: str) -> Reader:
    wanted = " ".join(name.casefold().split())

    def read(phone: PhoneState) -> Rows | None:
        rows = phone.query(uri, "_id", column)
        if rows is None:
            return None
        return tuple(f"{row} {held}" for row, held in rows if " ".join(held.casefold().split()) == wanted)

    return read


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())[-_DIGITS:]


def _words(name: str) -> set[str]:
    return set(name.casefold().split())
