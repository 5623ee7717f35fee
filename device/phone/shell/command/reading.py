"""Reading files: cat, head, tail, wc, sort, tee."""

import re
from collections.abc import Callable, Iterator

from device.phone.file.filesystem import FileFault
from device.phone.shell.call import Call, Command, UsageFault
from device.phone.shell.stream import MAX_BYTES, PREFIX, ShellInput, decode


def _opened(call: Call, paths: list[str], size: int = PREFIX) -> Iterator[tuple[str, ShellInput]]:
    """Each file, stdin when there is none; complaints about what can't be read."""
    for shown in paths or ["-"]:
        try:
            yield shown, call.open(shown, size)
        except FileFault as fault:
            call.complain(f"{shown}: {fault.text}")


def inputs(call: Call, paths: list[str]) -> Iterator[tuple[str, bytes]]:
    """The same, each with its content."""
    for shown, source in _opened(call, paths):
        yield shown, source.rest()


def all_read(call: Call, paths: list[str]) -> int:
    """The exit code: 1 when some file can't be read."""
    return int(any(path != "-" and not call.files.is_file(call.path(path)) for path in paths))


def cat(call: Call) -> int:
    """Write files to stdout."""
    options = call.options("uvetn")
    number = 0
    for _, source in _opened(call, options.rest):
        if "n" not in options:
            call.out(source.rest())
            continue
        for line in source.rest().splitlines(keepends=True):
            number += 1
            call.out(f"{number:6d}\t".encode() + line)
    return all_read(call, options.rest)


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
    for source in _titled(
        call, options.rest, quiet="q" in options, size=min(count, MAX_BYTES) if size else PREFIX
    ):
        if sign == "-":
            call.out(_part(source.rest(), size, lambda length: slice(0, max(0, length - count))))
        elif size:
            call.out(source.take(count))
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


def _titled(call: Call, paths: list[str], *, quiet: bool, size: int = PREFIX) -> Iterator[ShellInput]:
    """Each file, its name printed before it where there are several."""
    for place, (shown, source) in enumerate(_opened(call, paths, size)):
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
    options = call.options("lwcm")
    wanted = [flag for flag in "lwcm" if flag in options] or ["l", "w", "c"]
    totals = dict.fromkeys(wanted, 0)
    for shown, data in inputs(call, options.rest):
        counts = {
            "l": data.count(b"\n"), "w": len(data.split()), "c": len(data), "m": len(decode(data)),
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


def sort(call: Call) -> int:
    """Lines in order: -n by the number they begin with, -r backwards, -u each once."""
    options = call.options("nru")
    lines = [line for _, data in inputs(call, options.rest) for line in decode(data).splitlines()]
    if "u" in options:
        lines = list(dict.fromkeys(lines))
    lines.sort(key=_number if "n" in options else str, reverse="r" in options)
    call.out("".join(f"{line}\n" for line in lines))
    return all_read(call, options.rest)


def _number(line: str) -> tuple[float, str]:
    found = re.match(r"\s*(-?\d{1,30}\.?\d{0,30})", line, re.ASCII)
    return float(found[1]) if found else 0, line


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
    "cat": cat, "head": head, "tail": tail, "wc": wc, "sort": sort, "tee": tee,
}  # fmt: skip
