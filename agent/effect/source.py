"""A phone as probes ask it: over adb alone, with nothing touched."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from device.client import Device
from device.state.query import read_rows

Rows = tuple[str, ...]
Reader = Callable[["PhoneState"], Rows | None]
_DIGITS = 9
"""Last digits by which two ways to write a telephone number are the same."""


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
        if len(digits(who)) > 2 and not any(letter.isalpha() for letter in who):
            return frozenset({digits(who)})
        people = self.query("content://com.android.contacts/data/phones", "display_name", "data1") or ()
        exact = {digits(number) for name, number in people if name.casefold() == who.strip().casefold()}
        words = set(who.casefold().split())
        return frozenset(exact or {digits(number) for name, number in people if words <= _words(name)})


def is_sms(place: str, phone: PhoneState) -> bool:
    """Whether what is sent there is an SMS: the place is the phone's app for these, or left open."""
    if not place:
        return True
    default = phone.device.shell(["settings", "get", "secure", "sms_default_application"]).text.strip()
    return default in phone.named(place)


def digits(text: str) -> str:
    """The last digits of a telephone number, which are the same however it is written."""
    return "".join(letter for letter in text if letter.isdigit())[-_DIGITS:]


def _words(name: str) -> set[str]:
    return set(name.casefold().split())
