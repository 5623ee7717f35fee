"""log and logcat."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from device.phone.shell.call import Call, Command, UsageFault, read_options
from device.phone.shell.command.log_format import (
    SYSTEM_TAGS,
    LogEntry,
    LogStyle,
    log_entry,
    log_style,
    log_text,
)
from device.phone.shell.command.regex import Expression, posix
from device.phone.shell.stream import encode
from device.phone.system.log import Line

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

    style: LogStyle
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
    clears: bool
    """Whether it forgets the log and shows nothing."""


def read_log_order(args: list[str]) -> LogOrder:
    """What the arguments ask for. Raises UsageFault."""
    options = read_options(args, _OPTIONS, _LONG)
    names = [name for value in options.values.get("v", ["threadtime"]) for name in re.split("[, ]", value)]
    buffers = {name for value in options.values.get("b", ["default"]) for name in value.split(",")}
    for name in sorted(buffers - set(_BUFFERS)):
        raise UsageFault(f"Unknown -b buffer '{name}'")
    latest = None
    for letter in "tT":
        if letter in options:
            latest = max(1, options.number(letter, 1))
    return LogOrder(
        log_style(names),
        frozenset(buffers),
        posix(options.value("e"), extended=True),
        _filters([*options.values.get("s", []), *options.rest], silent="s" in options),
        options.value("Q"),
        options.number("m", 0) if "m" in options else None,
        latest,
        options.value("f"),
        any(letter in options for letter in "cdtLW"),
        "c" in options,
    )


def logcat(call: Call) -> int:
    """Show the phone's log. What comes afterwards is for who follows it by adb, see daemon/following.py."""
    phone = call.phone
    if "--help" in call.args or "-h" in call.args:
        call.out(_HELP)
        return 0
    try:
        order = read_log_order(call.args)
        if order.clears:
            phone.log.forget(lambda line: _in_buffers(log_entry(line), order))
            return 0
    except UsageFault as fault:
        call.err(str(fault))
        return 1
    text = log_head(order) + log_text(phone, call.env, order.style, log_entries(order, phone.log.lines))
    if order.file:
        call.files.write(call.path(order.file), encode(text))
    else:
        call.out(text)
    return 0


# -- what is shown -----------------------------------------------------------------------------------------
def log_entries(order: LogOrder, log: Sequence[Line]) -> list[LogEntry]:
    """Those of the log that are asked for."""
    entries = [
        entry for entry in map(log_entry, log)
        if _wanted(entry, order.filters) and order.pattern.search(entry.words)
        and _in_buffers(entry, order) and order.process in ("", str(entry.pid))
    ]  # fmt: skip
    if order.latest is not None:
        entries = entries[-order.latest :]
    return entries if order.most is None else entries[: order.most]


def log_head(order: LogOrder) -> str:
    """The line before all others."""
    first = "main" if order.buffers & {"default", "all", "main"} else min(order.buffers)
    return f"--------- beginning of {first}\n"


_HELP = """Usage: logcat [options] [filterspecs]
  -b, --buffer=<buffer>      Buffers: main, system, radio, events, crash, default, all, kernel, security
  -c, --clear                Forget the log and exit
  -d                         Show the log and exit
  -e, --regex=<expr>         Only lines that match
  -m, --max-count=<count>    Exit after so many lines
  --pid=<pid>                Only lines of a process
  -f, --file=<file>          Into a file instead of stdout
  -t <count>                 The latest lines, and exit
  -T <count>                 The same, and what comes
  -v, --format=<format>      brief, long, process, raw, tag, thread, threadtime, time; epoch, UTC, year, zone
  -s                         Silent but for the filterspecs given: <tag>[:priority], V, D, I, W, E, F, S
"""
_OPTIONS = "b:cdDe:f:Lm:NQ:s::t:T:v:W"
_LONG = {
    "clear": "c", "format": "v", "dump": "d", "pid": "Q", "tail": "t", "buffer": "b", "regex": "e",
    "max-count": "m", "print": "N", "file": "f", "dividers": "D", "last": "L", "wrap": "W",
}  # fmt: skip
_BUFFERS: Mapping[str, frozenset[str]] = {
    "default": frozenset(), "all": frozenset(), "main": frozenset(), "system": SYSTEM_TAGS,
    "crash": frozenset({"AndroidRuntime"}), "events": frozenset({"am_nothing"}),
    "radio": frozenset({"radio"}), "kernel": frozenset({"kernel"}), "security": frozenset({"security"}),
}  # fmt: skip
"""Name -> the tags in it; what no other has is in main."""


def _buffer_of(entry: LogEntry) -> str:
    return next((name for name, tags in _BUFFERS.items() if entry.tag in tags), "main")


def _in_buffers(entry: LogEntry, order: LogOrder) -> bool:
    """Whether it is in one of those named by -b; who names none means all that is written here."""
    return bool(order.buffers & {"default", "all", _buffer_of(entry)})


def _filters(words: list[str], *, silent: bool) -> Mapping[str, str]:
    """Tag -> lowest level shown; "*" for all others (a level alone means those)."""
    found = {"*": "S"} if silent else {}
    for word in words:
        tag, _, level = word.partition(":")
        found[tag] = (level or "V")[:1].upper()
    return found


def _wanted(entry: LogEntry, filters: Mapping[str, str]) -> bool:
    least = filters.get(entry.tag, filters.get("*", "V"))
    return _ORDER.find(entry.level) >= _ORDER.find(least)


COMMANDS: dict[str, Command] = {
    "log": log, "logcat": logcat,
}  # fmt: skip
