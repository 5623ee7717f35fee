"""The tests of `find` that hold an entry against a value."""

import re
from collections.abc import Callable

from device.phone.shell.call import Call, UsageFault
from device.phone.shell.command.find_format import Entry
from device.phone.shell.command.listing import kind_letter, uid_of
from device.phone.shell.command.tree import changed_mode
from device.phone.shell.pattern import matches

Test = Callable[[Entry], bool]


def _type(call: Call, kind: str) -> Test:
    if not kind or set(kind) - set("fdlbcps,"):
        raise UsageFault(f"bad -type '{kind}'")
    return lambda entry: kind_letter(entry.stat) in kind


def _name(call: Call, pattern: str) -> Test:
    return lambda entry: matches(pattern, entry.name)


def _iname(call: Call, pattern: str) -> Test:
    return lambda entry: matches(pattern.lower(), entry.name.lower())


def _path(call: Call, pattern: str) -> Test:
    return lambda entry: matches(pattern, entry.path)


def _ipath(call: Call, pattern: str) -> Test:
    return lambda entry: matches(pattern.lower(), entry.path.lower())


def _compared(text: str) -> Callable[[int], bool]:
    """+N more than, -N less than, N exactly."""
    found = re.fullmatch(r"([-+]?)(\d{1,15})", text)
    if found is None:
        raise UsageFault(f"bad number '{text}'")
    limit = int(found[2])
    if found[1] == "+":
        return lambda value: value > limit
    return (lambda value: value < limit) if found[1] == "-" else (lambda value: value == limit)


def _size(call: Call, text: str) -> Test:
    unit = {"c": 1, "k": 1024, "M": 1024**2, "G": 1024**3, "b": 512}.get(text[-1:])
    test = _compared(text[:-1] if unit else text)
    block = unit or 512
    return lambda entry: test((entry.stat.size + block - 1) // block)


def _minutes(call: Call, text: str) -> Test:
    test = _compared(text)
    now = call.phone.clock.date_ms
    return lambda entry: test((now - entry.stat.mtime_ns // 1_000_000) // 60_000)


def _days(call: Call, text: str) -> Test:
    test = _compared(text)
    now = call.phone.clock.date_ms
    return lambda entry: test((now - entry.stat.mtime_ns // 1_000_000) // 86_400_000)


def _permitted(call: Call, text: str) -> Test:
    """The mode itself; with - before it all these rights, with / one of them."""
    how, mode = (text[0], text[1:]) if text[:1] in ("-", "/") else ("", text)
    wanted = changed_mode(0, mode, False)
    if wanted is None:
        raise UsageFault(f"bad mode '{mode}'")
    if how == "/":
        return lambda entry: not wanted or bool(entry.stat.mode & wanted)
    mask = wanted if how else 0o7777
    return lambda entry: entry.stat.mode & mask == wanted


def _user(call: Call, name: str) -> Test:
    return lambda entry: name in (entry.stat.owner, str(uid_of(entry.stat.owner)))


def _group(call: Call, name: str) -> Test:
    return lambda entry: name in (entry.stat.group, str(uid_of(entry.stat.group)))


def _inode(call: Call, text: str) -> Test:
    test = _compared(text)
    return lambda entry: test(entry.stat.inode)


def _links(call: Call, text: str) -> Test:
    test = _compared(text)
    return lambda entry: test(entry.stat.links)


def _newer(call: Call, path: str) -> Test:
    limit = call.files.stat(call.path(path)).mtime_ns
    return lambda entry: entry.stat.mtime_ns > limit


TESTS: dict[str, Callable[[Call, str], Test]] = {
    "-type": _type, "-name": _name, "-iname": _iname, "-path": _path, "-wholename": _path, "-ipath": _ipath,
    "-size": _size, "-mmin": _minutes, "-mtime": _days, "-newer": _newer, "-perm": _permitted, "-user": _user,
    "-group": _group, "-inum": _inode, "-links": _links,
}  # fmt: skip
