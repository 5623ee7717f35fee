"""Reading files: cat, head, tail, wc, tee."""

import re
from collections.abc import Callable, Iterator

from device.phone.file.filesystem import FileFault
from device.phone.shell.call import Call, Command, UsageFault
from device.phone.shell.stream import Input, decode


def opened(call: Call, paths: list[str]) -> Iterator[tuple[str, Input]]:
    """Each file, stdin when there is none; complaints about what can't be read."""
    for shown in paths or ["-"]:
        try:
            yield shown, call.open(shown)
        except FileFault as fault:
            call.complain(f"{shown}: {fault.text}")


def inputs(call: Call, paths: list[str]) -> Iterator[tuple[str, bytes]]:
    """The same, each with its content."""
    for shown, source in opened(call, paths):
        yield shown, source.rest()


def all_read(call: Call, paths: list[str]) -> int:
    """The exit code: 1 when some file can't be read."""
    return int(any(path != "-" and not call.files.is_file(call.path(path)) for path in paths))


def lines_of(call: Call, paths: list[str]) -> list[str]:
    """All lines of some files, without their ends."""
    return [line for _, data in inputs(call, paths) for line in decode(data).splitlines()]


def cat(call: Call) -> int:
    """Write files to stdout."""
    options = call.options("uvetn")
    number = 0
    for _, source in opened(call, options.rest):
        if "n" not in options:
            if source.endless is not None:
                call.pour(source.endless)
            else:
                call.out(source.rest())
            continue
        for line in source.rest().splitlines(keepends=True):
            number += 1
            call.out(f"{number:6d}\t".encode() + line)
    return all_read(call, options.rest)


def tac(call: Call) -> int:
    """Lines backwards."""
    for _, data in inputs(call, call.args):
        call.out(b"".join(data.splitlines(keepends=True)[::-1]))
    return all_read(call, call.args)


def rev(call: Call) -> int:
    """Each line backwards."""
    for _, data in inputs(call, call.args):
        call.out("".join(line[::-1] + "\n" for line in decode(data).splitlines()))
    return all_read(call, call.args)


def count_of(text: str) -> tuple[str, int]:
    """Sign and number of -n and -c, with k, M, G."""
    found = re.fullmatch(r"([-+]?)(\d{1,12})([kKmMgGbc]?)", text)
    if found is None:
        raise UsageFault(f"bad number '{text}'")
    unit = {"k": 1024, "m": 1024**2, "g": 1024**3}.get(found[3].lower(), 1)
    return found[1], int(found[2]) * unit


def _obsolete(args: list[str]) -> list[str]:
    """-5 means -n 5."""
    found: list[str] = []
    for arg in args:
        short = re.fullmatch(r"-\d+", arg) and found[-1:] not in (["-n"], ["-c"])
        found.append(f"-n{arg[1:]}" if short else arg)
    return found


def head(call: Call) -> int:
    """The first lines or bytes; with -5 all but the last five."""
    call.args = _obsolete(call.args)
    options = call.options("c:n:qv", {"lines": "n", "bytes": "c"})
    size = options.value("c")
    sign, count = count_of(size or options.value("n", "10"))
    for source in _titled(call, options.rest, quiet="q" in options):
        if sign == "-":
            call.out(_part(source.rest(), size, lambda length: slice(0, max(0, length - count))))
        elif size:
            call.copy(source, count)
        else:
            for _ in range(count):
                line = source.line()
                if not line:
                    break
                call.out(line)
    return all_read(call, options.rest)


def tail(call: Call) -> int:
    """The last lines or bytes; -f has nothing to wait for."""
    call.args = _obsolete(call.args)
    options = call.options("c:n:fFqs:v", {"lines": "n", "bytes": "c"})
    size = options.value("c")
    sign, count = count_of(size or options.value("n", "10"))

    def last(length: int) -> slice:
        return slice(max(0, count - 1 if sign == "+" else length - count), None)

    for source in _titled(call, options.rest, quiet="q" in options):
        call.out(_part(source.rest(), size, last))
    return all_read(call, options.rest)


def _titled(call: Call, paths: list[str], *, quiet: bool) -> Iterator[Input]:
    """Each file, its name printed before it where there are several."""
    for place, (shown, source) in enumerate(opened(call, paths)):
        if len(paths) > 1 and not quiet:
            call.out(f"\n==> {shown} <==\n" if place else f"==> {shown} <==\n")
        yield source


def _part(data: bytes, size: str, part: Callable[[int], slice]) -> bytes:
    """Some of the lines, or where a size is asked for of the bytes."""
    if size:
        return data[part(len(data))]
    lines = data.splitlines(keepends=True)
    return b"".join(lines[part(len(lines))])


def wc(call: Call) -> int:
    """Count lines, words, bytes, characters."""
    options = call.options("lwcmL")
    wanted = [flag for flag in "lwcmL" if flag in options] or ["l", "w", "c"]
    totals = dict.fromkeys(wanted, 0)
    for shown, data in inputs(call, options.rest):
        counts = {
            "l": data.count(b"\n"), "w": len(data.split()), "c": len(data), "m": len(decode(data)),
            "L": max((len(line) for line in decode(data).splitlines()), default=0),
        }  # fmt: skip
        for flag in wanted:
            totals[flag] += counts[flag]
        call.line(_counts([counts[flag] for flag in wanted], shown if options.rest else ""))
    if len(options.rest) > 1:
        call.line(_counts(list(totals.values()), "total"))
    return all_read(call, options.rest)


def _counts(values: list[int], name: str) -> str:
    text = str(values[0]) if len(values) == 1 else " ".join(f"{value:7d}" for value in values)
    return f"{text} {name}" if name else text


def tee(call: Call) -> int:
    """Stdin to stdout and files."""
    options = call.options("ai")
    data = call.stdin()
    call.out(data)
    for shown in options.rest:
        path = call.path(shown)
        before = call.files.read(path) if "a" in options and call.files.exists(path) else b""
        call.files.write_fitting(path, before + data)
    return 0


COMMANDS: dict[str, Command] = {
    "cat": cat, "tac": tac, "rev": rev, "head": head, "tail": tail, "wc": wc, "tee": tee,
}  # fmt: skip
