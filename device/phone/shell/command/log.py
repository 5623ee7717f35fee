"""log and logcat."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from device.phone.shell.call import Call, Command, UsageFault, read_options
from device.phone.shell.command.regex import Expression, posix
from device.phone.shell.command.when import local
from device.phone.shell.stream import encode

if TYPE_CHECKING:
    from device.phone.phone import Phone

_ENTRY = re.compile(r"([VDIWEF])/([^:]*): (.*)", re.DOTALL)
_ORDER = "VDIWEFS"


def log(call: Call) -> int:
    """Write into the phone's log."""
    options = call.options("p:t:", {})
    level = options.value("p", "i")[:1].upper()
    call.phone.log.append(
        f"{level if level in _ORDER else 'I'}/{options.value('t', 'log')}: {' '.join(options.rest)}"[:500]
    )
    return 0


@dataclass(frozen=True, slots=True)
class LogOrder:
    """What a call of logcat is to show."""

    format: str
    buffers: frozenset[str]
    pattern: Expression
    filters: Mapping[str, str]
    process: str
    """Its number; "" = all."""
    most: int | None
    """Lines after which it ends."""
    latest: int | None
    """How many of those that are there already; None = all."""
    file: str
    ends: bool
    """Whether it shows what is there and nothing that comes."""
    task: str
    """c to clear the log, g to tell its size, "" to show it."""


def read_log_order(args: list[str]) -> LogOrder:
    """What the arguments ask for. Raises UsageFault."""
    options = read_options(args, _OPTIONS, _LONG)
    formats = [name for value in options.values.get("v", ["threadtime"]) for name in re.split("[, ]", value)]
    for name in formats:
        if name not in (*_FORMATS, *_MODIFIERS):
            raise UsageFault(f'Invalid parameter "{name}" to -v')
    buffers = {name for value in options.values.get("b", ["default"]) for name in value.split(",")}
    for name in sorted(buffers - set(_BUFFERS)):
        raise UsageFault(f"Unknown -b buffer '{name}'")
    limit = options.value("t") or options.value("T")
    task = next((letter for letter in "cg" if letter in options), "")
    return LogOrder(
        next((name for name in reversed(formats) if name in _FORMATS), "threadtime"),
        frozenset(buffers),
        posix(options.value("e"), extended=True),
        _filters([*options.values.get("s", []), *options.rest], silent="s" in options),
        options.value("Q"),
        options.number("m", 0) if "m" in options else None,
        int(limit) if limit.isascii() and limit.isdigit() else None,
        options.value("f"),
        any(letter in options for letter in "dtSL") or bool(task),
        task,
    )


def logcat(call: Call) -> int:
    """Show the phone's log. What comes afterwards is for who follows it by adb, see daemon/following.py."""
    phone = call.phone
    if "--help" in call.args or "-h" in call.args:
        call.out(_HELP)
        return 0
    try:
        order = read_log_order(call.args)
    except UsageFault as fault:
        call.err(str(fault))
        return 1
    if order.task == "c":
        phone.log.clear()
    elif order.task == "g":
        call.line("main: ring buffer is 256 KiB (1 KiB consumed), max entry is 5120 B, max payload is 4068 B")
    else:
        text = log_head(order) + log_text(phone, call.env, order, log_entries(order, phone.log))
        if order.file:
            call.files.write(call.path(order.file), encode(text))
        else:
            call.out(text)
    return 0


def log_entries(order: LogOrder, log: Sequence[str]) -> list["LogEntry"]:
    """Those of the log that are asked for."""
    wanted = frozenset(tag for name in order.buffers for tag in _BUFFERS[name])
    entries = [
        entry for entry in map(_parsed, log)
        if _wanted(entry, order.filters) and order.pattern.search(entry[2])
        and (not wanted or entry[1] in wanted) and order.process in ("", str(_pid(entry)))
    ]  # fmt: skip
    if order.latest is not None:
        entries = entries[len(entries) - order.latest :] if order.latest < len(entries) else entries
    return entries if order.most is None else entries[: order.most]


def log_head(order: LogOrder) -> str:
    """The line before all others."""
    first = "main" if order.buffers & {"default", "all", "main"} else min(order.buffers)
    return f"--------- beginning of {first}\n"


def log_text(phone: "Phone", env: Mapping[str, str], order: LogOrder, entries: list["LogEntry"]) -> str:
    """Entries as they are shown."""
    when = f"{local(phone, env, phone.clock.now)[0]:%m-%d %H:%M:%S}.000"
    shown = _FORMATS[order.format]
    return "".join(
        f"{shown(line, when, _pid(entry))}\n" for entry in entries for line in _lines(order, entry)
    )


def _lines(order: LogOrder, entry: "LogEntry") -> list["LogEntry"]:
    """An entry of several lines has its head before each, but where the head has a line of its own."""
    level, tag, words = entry
    whole = order.format in ("long", "raw")
    return [entry] if whole else [(level, tag, line) for line in words.split("\n")]


_HELP = """Usage: logcat [options] [filterspecs]
  -b, --buffer=<buffer>      Buffers: main, system, radio, events, crash, default, all, kernel, security
  -L, --last                 What was logged before the last restart
  -c, --clear                Forget the log and exit
  -d                         Show the log and exit
  -e, --regex=<expr>         Only lines that match
  -m, --max-count=<count>    Exit after so many lines
  --pid=<pid>                Only lines of a process
  -g                         Size of the buffers
  -S, --statistics           Statistics
  -f, --file=<file>          Into a file instead of stdout
  -t <count>                 The latest lines, and exit
  -T <count>                 The latest lines, and what comes
  -v, --format=<format>      brief, long, process, raw, tag, thread, threadtime, time; epoch, usec, UTC, year
  -s                         Silent but for the filterspecs given
filterspecs are <tag>[:priority], priorities V, D, I, W, E, F, S
"""
_OPTIONS = "b:cdDe:f:gG:Lm:Pp:Q:r:n:s::St:T:v:"
_LONG = {
    "clear": "c", "format": "v", "dump": "d", "pid": "Q", "tail": "t", "buffer": "b", "regex": "e",
    "max-count": "m", "print": "P", "file": "f", "statistics": "S", "dividers": "D", "last": "L",
}  # fmt: skip
_SYSTEM_TAGS = frozenset({"ActivityManager", "ActivityTaskManager", "PackageManager", "WindowManager"})
_BUFFERS: Mapping[str, frozenset[str]] = {
    "default": frozenset(), "all": frozenset(), "main": frozenset(), "system": _SYSTEM_TAGS,
    "crash": frozenset({"AndroidRuntime"}), "events": frozenset({"am_nothing"}),
    "radio": frozenset({"radio"}), "kernel": frozenset({"kernel"}), "security": frozenset({"security"}),
}  # fmt: skip
"""Name -> the tags in it; none = every tag."""
_MODIFIERS = frozenset({
    "color", "colour", "descriptive", "epoch", "monotonic", "printable", "uid", "usec", "UTC", "utc", "year",
    "zone", "nsec",
})  # fmt: skip
"""Taken; the lines stay as they are."""
LogEntry = tuple[str, str, str]
"""Level, tag, words."""
_FORMATS: Mapping[str, Callable[[LogEntry, str, int], str]] = {
    "brief": lambda entry, when, pid: f"{entry[0]}/{entry[1]:<8}({pid:5}): {entry[2]}",
    "process": lambda entry, when, pid: f"{entry[0]}({pid:5}) {entry[2]}  ({entry[1]})",
    "tag": lambda entry, when, pid: f"{entry[0]}/{entry[1]:<8}: {entry[2]}",
    "thread": lambda entry, when, pid: f"{entry[0]}({pid:5}:{pid:5}) {entry[2]}",
    "raw": lambda entry, when, pid: entry[2],
    "time": lambda entry, when, pid: f"{when} {entry[0]}/{entry[1]:<8}({pid:5}): {entry[2]}",
    "threadtime": lambda entry, when, pid: f"{when} {pid:5} {pid:5} {entry[0]} {entry[1]:<8}: {entry[2]}",
    "long": lambda entry, when, pid: f"[ {when} {pid:5}:{pid:5} {entry[0]}/{entry[1]:<8} ]\n{entry[2]}\n",
}
_CRASHED = re.compile(r"^Process: \S+, PID: (\d+)$", re.MULTILINE)


def _pid(entry: LogEntry) -> int:
    """Who wrote it: the app it is about where it crashed, the system, or the shell."""
    found = _CRASHED.search(entry[2])
    if entry[1] == "AndroidRuntime" and found:
        return int(found[1])
    return _SYSTEM_PID if entry[1] in _SYSTEM_TAGS else _SHELL_PID


_SYSTEM_PID, _SHELL_PID = 812, 4201


def _parsed(entry: str) -> LogEntry:
    found = _ENTRY.fullmatch(entry)
    return (found[1], found[2], found[3]) if found else ("I", "phone", entry)


def _filters(words: list[str], *, silent: bool) -> Mapping[str, str]:
    """Tag -> lowest level shown; "*" for all others (a level alone means those)."""
    found = {"*": "S"} if silent else {}
    for word in words:
        tag, _, level = word.partition(":")
        found[tag] = (level or "V")[:1].upper()
    return found


def _wanted(entry: LogEntry, filters: Mapping[str, str]) -> bool:
    least = filters.get(entry[1], filters.get("*", "V"))
    return _ORDER.find(entry[0]) >= _ORDER.find(least)


COMMANDS: dict[str, Command] = {
    "log": log, "logcat": logcat,
}  # fmt: skip
