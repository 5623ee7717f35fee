"""How long a file is: truncate and fallocate."""

import re

from device.phone.file.filesystem import NoSpace
from device.phone.shell.call import Call, Command, UsageFault
from device.phone.shell.command.reading import count_of

_SIZE = re.compile(r"([-+<>/%]?)(\d{1,15}[kKmMgG]?)")


def truncate(call: Call) -> int:
    """Cut files, or lengthen them with zeros: -s SIZE, or with a sign +, -, < (at most), > (at least)."""
    options = call.options("cs:", {"size": "s", "no-create": "c"})
    found = _SIZE.fullmatch(options.value("s"))
    if found is None:
        raise UsageFault("bad size" if "s" in options else "Needs -s")
    if not options.rest:
        raise UsageFault("Needs 1 argument")
    size = count_of(found[2])[1]
    for shown in options.rest:
        path = call.path(shown)
        if call.files.exists(path) or "c" not in options:
            before = call.files.stat(path).size if call.files.exists(path) else 0
            _resize(call, path, _wanted(found[1], size, before))
    return 0


def _wanted(sign: str, size: int, before: int) -> int:
    if sign in ("/", "%"):
        blocks = before // max(1, size) + (sign == "%" and before % max(1, size) > 0)
        return blocks * max(1, size)
    relative = {"+": before + size, "-": before - size, "<": min(before, size), ">": max(before, size)}
    return max(0, relative.get(sign, size))


def _resize(call: Call, path: str, size: int) -> None:
    """Raises NoSpace where a file of that size would not fit: holes take room here."""
    if size > call.files.room(path):
        raise NoSpace(path)
    data = call.files.read(path) if call.files.exists(path) else b""
    call.files.write(path, data[:size].ljust(size, b"\0"))


def fallocate(call: Call) -> int:
    """Give a file room: -l BYTES, from -o OFFSET on."""
    options = call.options("l:o:", {"length": "l", "offset": "o"})
    if "l" not in options or len(options.rest) != 1:
        raise UsageFault("Needs -l" if "l" not in options else "Needs 1 argument")
    path = call.path(options.rest[0])
    end = count_of(options.value("o", "0"))[1] + count_of(options.value("l"))[1]
    before = call.files.stat(path).size if call.files.exists(path) else 0
    if end > before or not call.files.exists(path):
        _resize(call, path, end)
    return 0


COMMANDS: dict[str, Command] = {
    "truncate": truncate, "fallocate": fallocate,
}  # fmt: skip
