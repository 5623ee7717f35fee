"""log and logcat."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

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
from device.phone.shell.command.when import local, parsed_date
from device.phone.shell.stream import encode
from device.phone.system.log import PRUNE_LIST, Line

if TYPE_CHECKING:
    from device.phone.screen.handset import Handset

_TIME = re.compile(r"(?:(\d{4}-)?(\d\d-\d\d \d\d:\d\d:\d\d)|(\d{1,11}(?=\.)))(?:\.(\d{1,9}))?", re.ASCII)
_SIZE = re.compile(r"(\d{1,9})([KMG]?)B?", re.ASCII | re.IGNORECASE)
_SMALLEST, _LARGEST = 64 * 1024, 256 * 1024 * 1024
"""Bytes of a buffer."""
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
    since_ms: int
    """Only what was written then or later: milliseconds since 1970, UTC."""
    file: str
    ends: bool
    """Whether it shows what is there and nothing that comes."""
    task: str
    """Letter of the option that does something else than show the log; "" to show it."""
    value: str
    """Of that option."""


def read_log_order(args: list[str], phone: "Handset", env: Mapping[str, str]) -> LogOrder:
    """What the arguments ask for. Raises UsageFault."""
    options = read_options(args, _OPTIONS, _LONG)
    names = [name for value in options.values.get("v", ["threadtime"]) for name in re.split("[, ]", value)]
    buffers = {name for value in options.values.get("b", ["default"]) for name in value.split(",")}
    for name in sorted(buffers - set(_BUFFERS)):
        raise UsageFault(f"Unknown -b buffer '{name}'")
    if "Z" in options:  # --buffer-size is -G with a value and -g without one
        options.values["G" if options.value("Z") else "g"] = options.values["Z"]
    task = next((letter for letter in "cgGpPS" if letter in options), "")
    since_ms, latest = 0, None
    for letter in "tT":
        limit = options.value(letter)
        if limit.isascii() and limit.isdigit():
            latest = max(1, int(limit))
        elif letter in options:
            since_ms = _moment(letter, limit, phone, env)
    return LogOrder(
        log_style(names),
        frozenset(buffers),
        posix(options.value("e"), extended=True),
        _filters([*options.values.get("s", []), *options.rest], silent="s" in options),
        options.value("Q"),
        options.number("m", 0) if "m" in options else None,
        latest,
        since_ms,
        options.value("f"),
        any(letter in options for letter in "dtLW") or bool(task),
        task,
        options.value(task),
    )


def _moment(letter: str, text: str, phone: "Handset", env: Mapping[str, str]) -> int:
    """When `-t` or `-T` begins. Raises UsageFault for what is no time."""
    found = _TIME.fullmatch(text)
    if found is not None:
        year, date, seconds, fraction = found.groups()
        this = local(phone, env, phone.clock.now)[0].year
        moment = parsed_date(f"@{seconds}" if seconds else f"{year or f'{this}-'}{date}", phone, env)
        if moment is not None:
            return round(moment.timestamp()) * 1000 + int((fraction or "0").ljust(3, "0")[:3])
    raise UsageFault(f'-{letter} "{text}" not in time format')


def logcat(call: Call) -> int:
    """Show the phone's log. What comes afterwards is for who follows it by adb, see daemon/following.py."""
    phone = call.phone
    if "--help" in call.args or "-h" in call.args:
        call.out(_HELP)
        return 0
    try:
        order = read_log_order(call.args, phone, call.env)
        if order.task:
            _TASKS[order.task](call, order)
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


# -- what is no showing ------------------------------------------------------------------------------------
def _clear(call: Call, order: LogOrder) -> None:
    call.phone.log.forget(lambda line: _in_buffers(log_entry(line), order))


def _tell_size(call: Call, order: LogOrder) -> None:
    size = _size_text(call.phone.log.buffer_bytes)
    for name, (_, written) in _written(call, order).items():
        consumed = _size_text(max(1024, written))
        call.line(
            f"{name}: ring buffer is {size} ({consumed} consumed), max entry is 5120 B, max payload is 4068 B"
        )


def _set_size(call: Call, order: LogOrder) -> None:
    found = _SIZE.fullmatch(order.value)
    if found is None or not int(found[1]):
        raise UsageFault(f"Invalid parameter '{order.value}' to -G")
    size = int(found[1]) << {"": 0, "K": 10, "M": 20, "G": 30}[found[2].upper()]
    call.phone.log.buffer_bytes = min(_LARGEST, max(_SMALLEST, size))


def _tell_prune_list(call: Call, order: LogOrder) -> None:
    call.line(call.phone.log.prune_list)


def _set_prune_list(call: Call, order: LogOrder) -> None:
    call.phone.log.prune_list = PRUNE_LIST if order.value == "default" else order.value


def _tell_statistics(call: Call, order: LogOrder) -> None:
    found = _written(call, order)
    totals = *found.values(), tuple(map(sum, zip(*found.values(), strict=True)))
    cells = [f"{size}/{count}" for count, size in totals]
    for head, row in (("size/num", [*found, "Total"]), ("Total", cells), ("Now", cells)):
        call.line((head.ljust(9) + "".join(cell.ljust(19) for cell in row)).rstrip())


def _written(call: Call, order: LogOrder) -> dict[str, tuple[int, int]]:
    """Buffer -> how many entries are in it, and their size in bytes."""
    names = [name for name in _BUFFERS if name in order.buffers - {"default", "all"}]
    if not names:
        names = ["main", "system", "crash"]
    found = dict.fromkeys(names, (0, 0))
    for line in call.phone.log.lines:
        home = _buffer_of(log_entry(line))
        if home in found:
            found[home] = (found[home][0] + 1, found[home][1] + len(encode(line.text)))
    return found


def _size_text(size: int) -> str:
    for name, unit in (("MiB", 1 << 20), ("KiB", 1 << 10)):
        if size >= unit:
            return f"{size // unit} {name}"
    return f"{size} B"


_TASKS: Mapping[str, Callable[[Call, LogOrder], None]] = {
    "c": _clear, "g": _tell_size, "G": _set_size, "p": _tell_prune_list, "P": _set_prune_list,
    "S": _tell_statistics,
}  # fmt: skip


# -- what is shown -----------------------------------------------------------------------------------------
def log_entries(order: LogOrder, log: Sequence[Line]) -> list[LogEntry]:
    """Those of the log that are asked for."""
    entries = [
        entry for entry in map(log_entry, log)
        if _wanted(entry, order.filters) and order.pattern.search(entry.words)
        and _in_buffers(entry, order) and order.process in ("", str(entry.pid))
        and entry.line.date_ms >= order.since_ms
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
  -L, --last                 What was logged before the last restart
  -c, --clear                Forget the log and exit
  -d                         Show the log and exit
  -e, --regex=<expr>         Only lines that match
  -m, --max-count=<count>    Exit after so many lines
  --pid=<pid>                Only lines of a process
  -g, --buffer-size          Size of the buffers
  -G, --buffer-size=<size>   Set it: bytes, or with K or M behind
  -p, -P, --prune=<list>     What is forgotten first, or set it
  -S, --statistics           Statistics
  -f, --file=<file>          Into a file instead of stdout
  -t <count> | <time>        The latest lines, or those since then, and exit
  -T <count> | <time>        The same, and what comes; a time is 'MM-DD hh:mm:ss.mmm', with a year before it
                             if it is another one, or the seconds since 1970 as sssss.mmm
  --wrap                     Show the log and exit, when it is about to be full
  -v, --format=<format>      brief, long, process, raw, tag, thread, threadtime, time; epoch, monotonic,
                             nsec, usec, UTC, year, zone
  -s                         Silent but for the filterspecs given
filterspecs are <tag>[:priority], priorities V, D, I, W, E, F, S
"""
_OPTIONS = "b:cdDe:f:gG:Lm:NP:pQ:r:n:s::St:T:v:WZ:;"
_LONG = {
    "clear": "c", "format": "v", "dump": "d", "pid": "Q", "tail": "t", "buffer": "b", "regex": "e",
    "max-count": "m", "print": "N", "file": "f", "statistics": "S", "dividers": "D", "last": "L", "wrap": "W",
    "prune": "P", "buffer-size": "Z",
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
