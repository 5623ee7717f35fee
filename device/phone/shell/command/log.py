"""log and logcat."""

import re
from collections.abc import Callable, Mapping

from device.phone.shell.call import Call, Command
from device.phone.shell.command.dump_window import process_of
from device.phone.shell.command.regex import posix
from device.phone.shell.command.when import local

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


def logcat(call: Call) -> int:
    """Show the phone's log; it never waits for more."""
    options = call.options(
        "b:cdDe:f:gG:Lm:Pp:Q:r:n:s::St:T:v:",
        {
            "clear": "c", "format": "v", "dump": "d", "pid": "Q", "tail": "t", "buffer": "b", "regex": "e",
            "max-count": "m", "print": "P", "file": "f", "statistics": "S", "dividers": "D",
        },
    )  # fmt: skip
    phone = call.phone
    formats = [name for value in options.values.get("v", ["threadtime"]) for name in re.split("[, ]", value)]
    for name in formats:
        if name not in (*_FORMATS, *_MODIFIERS):
            call.err(f'Invalid parameter "{name}" to -v')
            return 1
    buffers = {name for value in options.values.get("b", ["default"]) for name in value.split(",")}
    for name in sorted(buffers - set(_BUFFERS)):
        call.err(f"Unknown -b buffer '{name}'")
        return 1
    if "c" in options:
        phone.log.clear()
        return 0
    if "g" in options:
        call.line("main: ring buffer is 256 KiB (1 KiB consumed), max entry is 5120 B, max payload is 4068 B")
        return 0
    pattern = posix(options.value("e"), extended=True)
    filters = _filters([*options.values.get("s", []), *options.rest], silent="s" in options)
    wanted = frozenset(tag for name in buffers for tag in _BUFFERS[name])
    entries = [_parsed(entry) for entry in phone.log]
    entries = [
        entry for entry in entries
        if _wanted(entry, filters) and pattern.search(entry[2]) and (not wanted or entry[1] in wanted)
        and options.value("Q", str(_pid(entry))) == str(_pid(entry))
    ]  # fmt: skip
    if "m" in options:
        entries = entries[: options.number("m", 0)]
    limit = options.value("t") or options.value("T")
    if limit.isascii() and limit.isdigit():
        entries = entries[-int(limit) :] if int(limit) else []
    when = f"{local(phone, call.env, phone.clock.now)[0]:%m-%d %H:%M:%S}.000"
    shown = next((name for name in reversed(formats) if name in _FORMATS), "threadtime")
    text = "".join(f"{_FORMATS[shown](entry, when, _pid(entry))}\n" for entry in entries)
    text = f"--------- beginning of {_first(buffers)}\n{text}"
    if "f" in options:
        call.files.write(call.path(options.value("f")), text.encode())
    else:
        call.out(text)
    return 0


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
_Entry = tuple[str, str, str]
_FORMATS: Mapping[str, Callable[[_Entry, str, int], str]] = {
    "brief": lambda entry, when, pid: f"{entry[0]}/{entry[1]:<8}({pid:5}): {entry[2]}",
    "process": lambda entry, when, pid: f"{entry[0]}({pid:5}) {entry[2]}  ({entry[1]})",
    "tag": lambda entry, when, pid: f"{entry[0]}/{entry[1]:<8}: {entry[2]}",
    "thread": lambda entry, when, pid: f"{entry[0]}({pid:5}:{pid:5}) {entry[2]}",
    "raw": lambda entry, when, pid: entry[2],
    "time": lambda entry, when, pid: f"{when} {entry[0]}/{entry[1]:<8}({pid:5}): {entry[2]}",
    "threadtime": lambda entry, when, pid: f"{when} {pid:5} {pid:5} {entry[0]} {entry[1]:<8}: {entry[2]}",
    "long": lambda entry, when, pid: f"[ {when} {pid:5}:{pid:5} {entry[0]}/{entry[1]:<8} ]\n{entry[2]}\n",
}
_PROCESS = re.compile(r"Process: (\S+)")


def _first(buffers: set[str]) -> str:
    return "main" if buffers & {"default", "all", "main"} else min(buffers)


def _pid(entry: _Entry) -> int:
    """Who wrote it: the app it is about where it crashed, the system, or the shell."""
    found = _PROCESS.search(entry[2])
    if entry[1] == "AndroidRuntime" and found:
        return process_of(found[1])
    return _SYSTEM_PID if entry[1] in _SYSTEM_TAGS else _SHELL_PID


_SYSTEM_PID, _SHELL_PID = 812, 4201


def _parsed(entry: str) -> tuple[str, str, str]:
    found = _ENTRY.fullmatch(entry)
    return (found[1], found[2], found[3]) if found else ("I", "phone", entry)


def _filters(words: list[str], *, silent: bool) -> Mapping[str, str]:
    """Tag -> lowest level shown; "*" for all others (a level alone means those)."""
    found = {"*": "S"} if silent else {}
    for word in words:
        tag, _, level = word.partition(":")
        found[tag] = (level or "V")[:1].upper()
    return found


def _wanted(entry: tuple[str, str, str], filters: Mapping[str, str]) -> bool:
    least = filters.get(entry[1], filters.get("*", "V"))
    return _ORDER.find(entry[0]) >= _ORDER.find(least)


COMMANDS: dict[str, Command] = {
    "log": log, "logcat": logcat,
}  # fmt: skip
