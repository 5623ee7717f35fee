"""cmp and diff: how files differ, and folders file by file."""

import difflib
import posixpath
from collections.abc import Iterator

from device.phone.file.filesystem import FileFault
from device.phone.shell.call import Call, Command, Options, UsageFault
from device.phone.shell.stream import decode

_TROUBLE = 2
"""Status of a diff that could not be made."""
_NO_END = "\\ No newline at end of file"


def cmp(call: Call) -> int:
    """Whether two files are equal."""
    options = call.options("lsn:")
    if len(options.rest) != 2:
        raise UsageFault("Needs 2 arguments")
    one, two = (call.read(path) for path in options.rest)
    if one == two:
        return 0
    if "s" in options:
        return 1
    at = next((at for at, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), None)
    if at is None:
        call.err(f"cmp: EOF on {options.rest[len(one) > len(two)]}")
    else:
        line = one.count(b"\n", 0, at) + 1
        call.line(f"{options.rest[0]} {options.rest[1]} differ: char {at + 1}, line {line}")
    return 1


def diff(call: Call) -> int:
    """How two text files differ, unified; with -r all that lie in two folders."""
    options = call.options("abBdiL:NqrsS:tTuU:w", _LONG)
    if len(options.rest) != 2:
        raise UsageFault("Needs 2 arguments")
    one, two = options.rest
    missing = [name for name in (one, two) if name != "-" and not call.files.exists(call.path(name))]
    if missing and "N" not in options:
        return call.complain(f"{missing[0]}: No such file or directory", _TROUBLE)
    try:
        folders = [name != "-" and call.files.is_dir(call.path(name)) for name in (one, two)]
        if all(folders):
            return _folders(call, options, one, two)
        if folders[0]:
            one = posixpath.join(one, posixpath.basename(two))
        elif folders[1]:
            two = posixpath.join(two, posixpath.basename(one))
        return _files(call, options, one, two)
    except FileFault as fault:
        return call.complain(str(fault), _TROUBLE)


def _folders(call: Call, options: Options, one: str, two: str) -> int:
    """What is in one folder only, and what differs in both."""
    files, status = call.files, 0
    here, there = (set(files.list(call.path(name))) for name in (one, two))
    for name in sorted(here | there):
        left, right = posixpath.join(one, name), posixpath.join(two, name)
        inner = [call.files.is_dir(call.path(path)) for path in (left, right)]
        if not (name in here and name in there) and not ("N" in options and not any(inner)):
            call.line(f"Only in {one if name in here else two}: {name}")
            status = 1
        elif all(inner):
            if "r" in options:
                status = max(status, _folders(call, options, left, right))
            else:
                call.line(f"Common subdirectories: {left} and {right}")
        elif any(inner):
            kinds = ["directory" if folder else "regular file" for folder in inner]
            call.line(f"File {left} is a {kinds[0]} while file {right} is a {kinds[1]}")
            status = 1
        else:
            status = max(status, _files(call, options, left, right))
    return status


def _files(call: Call, options: Options, one: str, two: str) -> int:
    datas = [_data(call, options, name) for name in (one, two)]
    if datas[0] == datas[1]:
        return _same(call, options, one, two)
    if "a" not in options and any(b"\0" in data for data in datas):
        call.line(f"{'Files' if 'q' in options else 'Binary files'} {one} and {two} differ")
        return 1
    lines = [decode(data).splitlines(keepends=True) for data in datas]
    hunks = list(_hunks(options, *lines))
    if not hunks:
        return _same(call, options, one, two)
    if "q" in options:
        call.line(f"Files {one} and {two} differ")
        return 1
    labels = [*options.values.get("L", []), *([one, two][len(options.values.get("L", [])) :])]
    call.line(f"--- {labels[0]}\n+++ {labels[1]}")
    for hunk in hunks:
        call.line(hunk)
    return 1


def _same(call: Call, options: Options, one: str, two: str) -> int:
    if "s" in options:
        call.line(f"Files {one} and {two} are identical")
    return 0


def _data(call: Call, options: Options, name: str) -> bytes:
    """A file's content; with -N one that is not there is empty."""
    if "N" in options and name != "-" and not call.files.exists(call.path(name)):
        return b""
    return call.read(name)


def _hunks(options: Options, one: list[str], two: list[str]) -> Iterator[str]:
    """The places that differ, with lines around them."""
    before, after = ([_key(options, line) for line in lines] for lines in (one, two))
    matcher = difflib.SequenceMatcher(None, before, after)
    for group in matcher.get_grouped_opcodes(options.number("U", 3)):
        first, last = group[0], group[-1]
        ranges = _range(first[1], last[2]), _range(first[3], last[4])
        shown = [f"@@ -{ranges[0]} +{ranges[1]} @@"]
        changed = False
        for tag, a, b, c, d in group:
            if tag == "equal":
                shown += (_line(" ", line) for line in one[a:b])
                continue
            shown += (_line("-", line) for line in one[a:b])
            shown += (_line("+", line) for line in two[c:d])
            blank = "B" in options and not "".join(one[a:b] + two[c:d]).strip()
            changed = changed or not blank
        if changed:
            yield "\n".join(shown)


def _key(options: Options, line: str) -> str:
    """What of a line is to be the same."""
    if "w" in options:
        line = "".join(line.split())
    elif "b" in options:
        line = " ".join(line.rstrip().split())
    return line.lower() if "i" in options else line


def _range(start: int, end: int) -> str:
    count = end - start
    if count == 1:
        return str(start + 1)
    return f"{start + 1 if count else start},{count}"


def _line(sign: str, line: str) -> str:
    return sign + (line[:-1] if line.endswith("\n") else f"{line}\n{_NO_END}")


_LONG = {
    "recursive": "r", "brief": "q", "unified": "U", "ignore-case": "i", "new-file": "N", "text": "a",
    "report-identical-files": "s", "ignore-space-change": "b", "ignore-all-space": "w", "label": "L",
    "ignore-blank-lines": "B",
}  # fmt: skip

COMMANDS: dict[str, Command] = {"cmp": cmp, "diff": diff}
