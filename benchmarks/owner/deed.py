"""What the reading brain can do by hand, and whether the phone then holds what a goal wants."""

import re
from collections.abc import Callable

from benchmarks.owner.goal import suite
from device.phone.apps.markor.state import NOTEBOOK
from device.phone.phone import Phone
from device.phone.system.snapshot import Snapshot
from tasks.gold.hand import Hand
from tasks.gold.params import Params
from tasks.gold.registry import solver_for
from tasks.gold.safety_deed import do
from tasks.gold.sms import send_text, write_to_name


def perform(hand: Hand, deed: list[str]) -> None:
    """Do what the first word names, with the others."""
    name, *words = deed
    _DEEDS[name](hand, *words)


def _text(hand: Hand, name: str, text: str) -> None:
    write_to_name(hand, name)
    send_text(hand, text)


def _note(hand: Hand, name: str, text: str) -> None:
    sheet = Params({"file_name": name, "edit_type": "footer", "footer": text})
    solver_for("MarkorEditNote")(hand, sheet)


def _alarm(hand: Hand, time: str) -> None:
    do(hand, ["alarm", *time.split(":")])


def _timer(hand: Hand, minutes: str) -> None:
    sheet = Params({"hours": 0, "minutes": int(minutes), "seconds": 0})
    solver_for("ClockTimerEntry")(hand, sheet)
    hand.tap("Start", "开始", id="fab")


def _call(hand: Hand, number: str) -> None:
    do(hand, ["call", number])


_DEEDS: dict[str, Callable[..., None]] = {
    "text": _text,
    "note": _note,
    "alarm": _alarm,
    "timer": _timer,
    "call": _call,
}


def holds(phone: Phone, before: Snapshot, want: list[str]) -> bool:
    """Whether the phone is as wanted now, and nothing else of the kind came to be since `before`."""
    kind, *words = want
    match kind:
        case "setting":
            return phone.settings.text(words[0], words[1]) == words[2]
        case "dnd":
            return phone.settings.text("global", "zen_mode") not in ("", "0")
        case "alarm":
            return _new(phone, before, "alarm_templates", ("hour", "minutes")) == [tuple(words)]
        case "timer":
            return _new(phone, before, "timers", ("length_ms",)) == [(str(int(words[0]) * 60_000),)]
        case "sent":
            return _sent(phone)[-1:] == [(suite().number(words[0]), words[1])]
        case "noted":
            return phone.files.read(f"{NOTEBOOK}/{words[0]}").decode().split() == [
                "(so",
                "far)",
                *words[1].split(),
            ]
        case "called":
            phone.shell("input keyevent KEYCODE_ENDCALL")
            out = phone.shell("content query --uri content://call_log/calls --projection number").text
            return re.findall(r"number=(\S+)", out) == [words[0]]
    raise ValueError(f"no check is called {kind}")


def _new(phone: Phone, before: Snapshot, table: str, columns: tuple[str, ...]) -> list[tuple[str, ...]]:
    rows = [dict(row.after) for row in phone.diff(before).rows if row.table == table and row.kind == "added"]
    return [tuple(str(row[column]) for column in columns) for row in rows]


def _sent(phone: Phone) -> list[tuple[str, str]]:
    """Numbers and words of what was sent, oldest first."""
    out = phone.shell("content query --uri content://sms/sent --projection address:body").text
    found = re.findall(r"^Row: \d+ address=(.*?), body=(.*)$", out, re.MULTILINE)
    return [("".join(c for c in number if c not in " -()"), body) for number, body in reversed(found)]
