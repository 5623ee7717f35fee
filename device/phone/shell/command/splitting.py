"""split, comm and strings."""

import itertools
import re
import string
from collections.abc import Iterator

from device.phone.shell.call import Call, Command, UsageFault
from device.phone.shell.command.reading import all_read, count_of, inputs, lines_of

_MOST_PIECES = 5_000


def split(call: Call) -> int:
    """`split [-l LINES | -b BYTES] [-a LETTERS] [FILE [PREFIX]]`"""
    options = call.options("a:b:l:n:")
    data = call.read(options.rest[0] if options.rest else "-")
    prefix = options.rest[1] if len(options.rest) > 1 else "x"
    if "b" in options:
        size = max(1, count_of(options.value("b"))[1])
        pieces: Iterator[bytes] = (data[at : at + size] for at in range(0, len(data), size))
    else:
        pieces = _by_lines(data, max(1, count_of(options.value("l", "1000"))[1]))
    width = min(8, max(1, options.number("a", 2)))
    names = itertools.product(string.ascii_lowercase, repeat=width)
    for place, piece in enumerate(pieces):
        name = next(names, None)
        if name is None or place >= _MOST_PIECES:
            return call.complain("bad suffix")
        call.files.write(call.path(prefix + "".join(name)), piece)
    return 0


def _by_lines(data: bytes, count: int) -> Iterator[bytes]:
    lines = data.splitlines(keepends=True)
    return (b"".join(lines[at : at + count]) for at in range(0, len(lines), count))


def comm(call: Call) -> int:
    """Lines of two sorted files: in the first only, in the second only, in both."""
    options = call.options("123")
    if len(options.rest) != 2:
        raise UsageFault("Needs 2 arguments")
    if status := all_read(call, options.rest):
        lines_of(call, options.rest)  # it complains
        return status
    left, right = (lines_of(call, [path])[::-1] for path in options.rest)
    while left or right:
        if not right or (left and left[-1] < right[-1]):
            column, line = 1, left.pop()
        elif not left or right[-1] < left[-1]:
            column, line = 2, right.pop()
        else:
            column, line = 3, left.pop()
            right.pop()
        if str(column) not in options:
            indent = sum(str(before) not in options for before in range(1, column))
            call.line("\t" * indent + line)
    return 0


def strings(call: Call) -> int:
    """Runs of printable characters."""
    options = call.options("fon:t:a")
    least = max(1, options.number("n", 4))
    radix = options.value("t", "o" if "o" in options else "")
    for shown, data in inputs(call, options.rest):
        for found in re.finditer(rb"[\t -~]{%d,}" % min(least, 1000), data):
            place = f"{found.start():7{radix}} " if radix in ("d", "o", "x") else ""
            call.line(f"{shown}: " * ("f" in options) + place + found[0].decode())
    return all_read(call, options.rest)


COMMANDS: dict[str, Command] = {"split": split, "comm": comm, "strings": strings}
