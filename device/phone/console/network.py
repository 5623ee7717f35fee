"""`network ...` and `redir ...`: how the phone's connection is shaped, and what leads to it."""

import re
from dataclasses import replace

from device.phone.console.answer import ConsoleEntry, ConsolePlace, Refused, Table

_SPEEDS = {
    "gsm": (14_400, 14_400), "hscsd": (14_400, 43_200), "gprs": (28_800, 57_600),
    "edge": (473_600, 473_600), "umts": (384_000, 384_000), "hsdpa": (5_760_000, 13_980_000),
    "lte": (58_000_000, 173_000_000), "evdo": (75_000_000, 280_000_000), "full": (0, 0),
}  # fmt: skip
"""Name -> bits per second up and down."""
_DELAYS = {"gprs": (35, 200), "edge": (80, 400), "umts": (35, 200), "none": (0, 0)}
"""Name -> milliseconds at least and at most."""


def _status(place: ConsolePlace, rest: str) -> list[str]:
    now = place.phone.hardware
    return [
        "Current network status:",
        f"  download speed: {now.download:>10} bits/s ({now.download / 8000:.1f} KB/s)",
        f"  upload speed:   {now.upload:>10} bits/s ({now.upload / 8000:.1f} KB/s)",
        f"  minimum latency:  {now.shortest_delay} ms",
        f"  maximum latency:  {now.longest_delay} ms",
    ]


def _speed(place: ConsolePlace, rest: str) -> list[str]:
    up, down = _pair(rest, _SPEEDS, 1000)
    place.phone.hardware = replace(place.phone.hardware, upload=up, download=down)
    return []


def _delay(place: ConsolePlace, rest: str) -> list[str]:
    low, high = _pair(rest, _DELAYS, 1)
    if low > high:
        raise Refused("bad network delay: the minimum is above the maximum")
    place.phone.hardware = replace(place.phone.hardware, shortest_delay=low, longest_delay=high)
    return []


def _pair(text: str, names: dict[str, tuple[int, int]], unit: int) -> tuple[int, int]:
    """A name, one number for both, or two with a colon."""
    if text in names:
        return names[text]
    found = re.fullmatch(r"(\d{1,9})(?::(\d{1,9}))?", text)
    if found is None:
        what = f"use a number, a pair or one of {', '.join(names)}"
        raise Refused(f"missing argument: {what}" if not text else f"bad value '{text}': {what}")
    first = int(found[1]) * unit
    return first, int(found[2]) * unit if found[2] else first


COMMANDS: Table = {
    "status": ConsoleEntry(_status, "dump network status"),
    "speed": ConsoleEntry(_speed, "change network speed"),
    "delay": ConsoleEntry(_delay, "change network latency"),
}


def _redirections(place: ConsolePlace, rest: str) -> list[str]:
    return ["no active redirections"]


def _refuse(place: ConsolePlace, rest: str) -> list[str]:
    raise Refused("no port of this computer can lead to the phone, use 'adb forward'")


REDIRECTIONS: Table = {
    "list": ConsoleEntry(_redirections, "list current redirections"),
    "add": ConsoleEntry(_refuse, "add new redirection"),
    "del": ConsoleEntry(_refuse, "remove existing redirection"),
}
