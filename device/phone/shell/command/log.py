"""log and logcat."""

import re
from collections.abc import Mapping

from device.phone.shell.call import Call, Command
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
        "b:cdDef:gG:LPr:n:s::St:T:v:", {"clear": "c", "format": "v", "dump": "d", "pid": "P", "tail": "t"}
    )
    phone = call.phone
    if "c" in options:
        phone.log.clear()
        return 0
    if "g" in options:
        call.line("main: ring buffer is 256 KiB (1 KiB consumed), max entry is 5120 B, max payload is 4068 B")
        return 0
    filters = _filters([*options.values.get("s", []), *options.rest], silent="s" in options)
    entries = [_parsed(entry) for entry in phone.log]
    entries = [entry for entry in entries if _wanted(entry, filters)]
    limit = options.value("t") or options.value("T")
    if limit.isascii() and limit.isdigit():
        entries = entries[-int(limit) :] if int(limit) else []
    call.line("--------- beginning of main")
    when = f"{local(phone, call.env, phone.clock.now)[0]:%m-%d %H:%M:%S}.000"
    for level, tag, message in entries:
        if options.value("v", "threadtime") == "brief":
            call.line(f"{level}/{tag:<8}( 4201): {message}")
        elif options.value("v") == "raw":
            call.line(message)
        elif options.value("v") == "tag":
            call.line(f"{level}/{tag:<8}: {message}")
        else:
            call.line(f"{when}  4201  4201 {level} {tag:<8}: {message}")
    return 0


def _parsed(entry: str) -> tuple[str, str, str]:
    found = _ENTRY.fullmatch(entry)
    return (found[1], found[2], found[3]) if found else ("I", "phone", entry)


def _filters(words: list[str], *, silent: bool) -> Mapping[str, str]:
    """Tag -> lowest level shown; "*" for all others."""
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
