"""A phone as probes ask it: over adb alone, with nothing touched."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from device.client import Device
from device.state.query import read_rows

Rows = tuple[str, ...]
Reader = Callable[["PhoneState"], Rows | None]
_SHORTEST = 3
"""Digits of the shortest telephone number."""
_LOCAL = 7
"""Digits of the shortest one that may be another's without its country, area or trunk code."""


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

    def locales(self) -> tuple[str, ...]:
        """The locales that the phone is set to, the one that its apps speak first: ("zh-Hans-CN",)."""
        told = self.device.shell(["settings", "get", "system", "system_locales"]).text.strip()
        return tuple(locale for locale in told.split(",") if locale not in ("", "null"))

    def zone(self) -> tzinfo:
        """The time zone that the phone is set to; as it is now, where it has a name that is unknown here."""
        name = self.device.shell(["getprop", "persist.sys.timezone"]).text.strip()
        try:
            return ZoneInfo(name or "UTC")
        except (ZoneInfoNotFoundError, ValueError):
            return datetime.strptime(self.device.shell(["date", "+%z"]).text.strip(), "%z").tzinfo or UTC

    def named(self, place: str) -> tuple[str, ...]:
        """Packages of the installed apps that go by a name."""
        wanted = place.strip().casefold()
        apps = self.device.apps() if wanted else ()
        return tuple(app.package for app in apps if wanted in {name.casefold() for name in app.names})

    def numbers(self, who: str) -> frozenset[str]:
        """The telephone numbers of somebody, or the one that is written; none where nobody is called so."""
        if len(_digits(who)) >= _SHORTEST and not any(letter.isalpha() for letter in who):
            return frozenset({who})
        people = self.query("content://com.android.contacts/data/phones", "display_name", "data1") or ()
        exact = {number for name, number in people if name.casefold() == who.strip().casefold()}
        words = set(who.casefold().split())
        return frozenset(exact or {number for name, number in people if words <= _words(name)})


def is_sms(place: str, phone: PhoneState) -> bool:
    """Whether what is sent there is an SMS: the place is the phone's app for these, or left open."""
    if not place:
        return True
    default = phone.device.shell(["settings", "get", "secure", "sms_default_application"]).text.strip()
    return default in phone.named(place)


def same_number(one: str, other: str) -> bool:
    """Whether two texts are the same telephone number, with its country's code and without.

    Two that both have that code (`+` or `00`) are the same only digit by digit.
    """
    short, long = sorted((_digits(one).lstrip("0"), _digits(other).lstrip("0")), key=len)
    if short == long:
        return len(_digits(one)) >= _SHORTEST
    both_whole = all(text.strip().startswith(("+", "00")) for text in (one, other))
    return not both_whole and len(short) >= _LOCAL and long.endswith(short)


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())


def _words(name: str) -> set[str]:
    return set(name.casefold().split())
