"""How logcat shows an entry: formats, and what -v says of the time in them."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from device.phone.shell.call import UsageFault
from device.phone.shell.command.when import local
from device.phone.system.log import Line
from device.phone.system.zone import moment_of

if TYPE_CHECKING:
    from device.phone.screen.handset import Handset

SYSTEM_TAGS = frozenset({"ActivityManager", "ActivityTaskManager", "PackageManager", "WindowManager"})
_ENTRY = re.compile(r"([VDIWEF])/([^:]*): (.*)", re.DOTALL)
_CRASHED = re.compile(r"^Process: \S+, PID: (\d+)$", re.MULTILINE)
_SYSTEM_PID, _SHELL_PID = 812, 4201
_MODIFIERS = frozenset({
    "color", "colour", "descriptive", "epoch", "printable", "uid", "UTC", "utc", "year", "zone",
})  # fmt: skip
"""Those that are not about the time are taken, and the lines stay as they are."""


@dataclass(frozen=True, slots=True)
class LogEntry:
    """A line of the log, read."""

    level: str
    tag: str
    words: str
    line: Line

    @property
    def pid(self) -> int:
        """Who wrote it: the app it is about where it crashed, the system, or the shell."""
        found = _CRASHED.search(self.words)
        if self.tag == "AndroidRuntime" and found:
            return int(found[1])
        return _SYSTEM_PID if self.tag in SYSTEM_TAGS else _SHELL_PID


@dataclass(frozen=True, slots=True)
class LogStyle:
    """What -v asks for."""

    format: str
    modifiers: frozenset[str]


def log_entry(line: Line) -> LogEntry:
    """A line of the log; one that has no level and tag is of the phone."""
    found = _ENTRY.fullmatch(line.text)
    return LogEntry(found[1], found[2], found[3], line) if found else LogEntry("I", "phone", line.text, line)


def log_style(names: Sequence[str]) -> LogStyle:
    """By the names of -v: the last format counts, and all modifiers. Raises UsageFault for an unknown one."""
    for name in names:
        if name not in (*_FORMATS, *_MODIFIERS):
            raise UsageFault(f'Invalid parameter "{name}" to -v')
    formats = [name for name in names if name in _FORMATS]
    return LogStyle(formats[-1] if formats else "threadtime", _MODIFIERS.intersection(names))


def log_text(phone: "Handset", env: Mapping[str, str], style: LogStyle, entries: Sequence[LogEntry]) -> str:
    """Entries as they are shown."""
    if style.modifiers & {"UTC", "utc"}:
        env = {"TZ": "UTC"}
    shown = _FORMATS[style.format]
    return "".join(
        f"{shown(entry, words, when)}\n"
        for entry in entries
        for when in (_time(phone, env, style.modifiers, entry.line),)
        for words in _lines(style, entry)
    )


def _lines(style: LogStyle, entry: LogEntry) -> list[str]:
    """An entry of several lines has its head before each, but where the head has a line of its own."""
    return [entry.words] if style.format in ("long", "raw") else entry.words.split("\n")


def _time(phone: "Handset", env: Mapping[str, str], modifiers: frozenset[str], line: Line) -> str:
    """When it was written, in the digits and the zone that are asked for."""
    fraction = f".{line.date_ms % 1000:03d}"
    if "epoch" in modifiers:
        return f"{line.date_ms // 1000:19}{fraction}"
    when, offset, _ = local(phone, env, moment_of(line.date_ms))
    date = f"{when:%Y-%m-%d %H:%M:%S}" if "year" in modifiers else f"{when:%m-%d %H:%M:%S}"
    zone = f" {'-' if offset < 0 else '+'}{abs(offset) // 60:02d}{abs(offset) % 60:02d}"
    return date + fraction + (zone if modifiers & {"zone", "UTC", "utc"} else "")


_FORMATS: Mapping[str, Callable[[LogEntry, str, str], str]] = {
    "brief": lambda entry, words, when: f"{entry.level}/{entry.tag:<8}({entry.pid:5}): {words}",
    "process": lambda entry, words, when: f"{entry.level}({entry.pid:5}) {words}  ({entry.tag})",
    "tag": lambda entry, words, when: f"{entry.level}/{entry.tag:<8}: {words}",
    "thread": lambda entry, words, when: f"{entry.level}({entry.pid:5}:{entry.pid:5}) {words}",
    "raw": lambda entry, words, when: words,
    "time": lambda entry, words, when: f"{when} {entry.level}/{entry.tag:<8}({entry.pid:5}): {words}",
    "threadtime": lambda entry, words, when: (
        f"{when} {entry.pid:5} {entry.pid:5} {entry.level} {entry.tag:<8}: {words}"
    ),
    "long": lambda entry, words, when: (
        f"[ {when} {entry.pid:5}:{entry.pid:5} {entry.level}/{entry.tag:<8} ]\n{words}\n"
    ),
}
