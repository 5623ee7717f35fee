"""Lines in order: sort, uniq, seq, yes."""

import re
from collections.abc import Callable, Iterator
from itertools import islice

from device.phone.shell.call import Call, Command, Options, UsageFault
from device.phone.shell.command.reading import all_read, lines_of
from device.phone.shell.stream import Exhausted, FileSink, Pipe, encode

_LINES_PIPED = 1_000_000
"""Numbers that are made before anybody reads them; a reader of a longer row takes them as it wants them."""
_MOST_LINES = 10_000_000
_LINES_AT_ONCE = 50_000


def _leading_number(text: str) -> float:
    found = re.match(r"\s*[-+]?\d{0,30}(\.\d{0,30})?", text)
    try:
        return float(found[0]) if found else 0.0
    except ValueError:
        return 0.0


_UNITS = {"K": 1, "M": 2, "G": 3, "T": 4}


def _human_number(text: str) -> float:
    found = re.match(r"\s*[-\d.]+([KMGT]?)", text)
    return _leading_number(text) * 1024.0 ** _UNITS.get(found[1] if found else "", 0)


def _sort_key(options: Options) -> Callable[[str], tuple[object, ...]]:
    separator = options.value("t") or None
    keys = options.values.get("k", [])

    def value(text: str, letters: str) -> object:
        if "b" in letters:
            text = text.lstrip()
        if "n" in letters or "g" in letters:
            return _leading_number(text)
        if "h" in letters:
            return _human_number(text)
        if "V" in letters:
            return [
                (int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d{1,18})", text)
            ]
        return text.lower() if "f" in letters else text

    general = "".join(flag for flag in "nghVfb" if flag in options)

    def key(line: str) -> tuple[object, ...]:
        if not keys:
            return (value(line, general),)
        pieces = line.split(separator) if separator else re.findall(r"\s*\S+", line)
        found = []
        for spec in keys:
            matched = re.match(r"(\d{1,6})(?:\.\d+)?([a-zA-Z]*)(?:,(\d{1,6})(?:\.\d+)?([a-zA-Z]*))?", spec)
            if matched is None:
                raise UsageFault(f"bad key '{spec}'")
            end = int(matched[3]) if matched[3] else len(pieces)
            text = (separator or "").join(pieces[int(matched[1]) - 1 : end])
            found.append(value(text, (matched[2] + (matched[4] or "")) or general))
        return tuple(found)

    return key


def sort(call: Call) -> int:
    """Sort lines."""
    options = call.options("bcdfghik:MnrsS:t:uVzo:T:m", {"reverse": "r", "unique": "u", "numeric-sort": "n"})
    key = _sort_key(options)
    lines = lines_of(call, options.rest)
    if "s" not in options and "u" not in options:
        lines.sort()
    keyed_reverse = any("r" in spec for spec in options.values.get("k", []))
    lines.sort(key=key, reverse="r" in options or keyed_reverse)
    if "u" in options:
        kept: list[str] = []
        for line in lines:
            if not kept or key(kept[-1]) != key(line):
                kept.append(line)
        lines = kept
    text = "".join(line + "\n" for line in lines)
    if "o" in options:
        call.files.write(call.path(options.value("o")), text.encode("utf-8", "surrogateescape"))
    else:
        call.out(text)
    return all_read(call, options.rest)


def uniq(call: Call) -> int:
    """Runs of equal lines."""
    options = call.options("cdiuf:s:w:", {"count": "c", "repeated": "d", "unique": "u"})
    runs: list[tuple[str, int]] = []
    for line in lines_of(call, options.rest[:1]):
        if runs and (runs[-1][0] == line or ("i" in options and runs[-1][0].lower() == line.lower())):
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((line, 1))
    for line, count in runs:
        if ("d" in options and count == 1) or ("u" in options and count > 1):
            continue
        call.line(f"{count:7d} {line}" if "c" in options else line)
    return all_read(call, options.rest[:1])


def seq(call: Call) -> int:
    """Numbers."""
    args = list(call.args)
    separator = "\n"
    wide = False
    while args and re.fullmatch(r"-[swf].*", args[0]):
        option = args.pop(0)
        if option.startswith("-w"):
            wide = True
        elif option.startswith("-s"):
            separator = option[2:] or (args.pop(0) if args else "\n")
        elif args:
            args.pop(0)
    for arg in args:
        if not re.fullmatch(r"[-+]?\d{1,15}(\.\d{1,9})?", arg):
            raise UsageFault(f"bad number '{arg}'")
    if not 1 <= len(args) <= 3:
        raise UsageFault("Needs 1 argument")
    first, step, last = (args[0] if len(args) > 1 else "1", args[1] if len(args) > 2 else "1", args[-1])
    places = max(len(text.partition(".")[2]) for text in (first, step))
    scale: int = 10**places
    start, by, end = (round(float(text) * scale) for text in (first, step, last))
    if by == 0:
        raise UsageFault("increment is 0")
    numbers = range(start, end + (1 if by > 0 else -1), by)

    def shown(number: int) -> str:
        return f"{number / scale:.{places}f}" if places else str(number)

    width = max(len(shown(number)) for number in (numbers[0], numbers[-1])) if wide and numbers else 0
    _write_row(call, (shown(number).zfill(width) for number in numbers), len(numbers), separator)
    return 0


def _write_row(call: Call, texts: Iterator[str], count: int, separator: str) -> None:
    """Write that many texts with a separator between them and a line's end after the last."""
    blocks = _blocks(texts, count, separator)
    if count > _LINES_PIPED and isinstance(call.io.out, Pipe):
        rest = b""

        def draw(size: int) -> bytes:
            nonlocal rest
            while len(rest) < size and (block := next(blocks, b"")):
                rest += block
            data, rest = rest[:size], rest[size:]
            return data

        call.pour(call.devices.endless(draw))
        return
    for place, block in enumerate(blocks):
        if place * _LINES_AT_ONCE > _MOST_LINES:
            raise Exhausted("too much output")
        call.io.out.write(block)
        if isinstance(call.io.out, FileSink) and call.io.out.full:
            return


def _blocks(texts: Iterator[str], count: int, separator: str) -> Iterator[bytes]:
    while count > 0:
        count -= _LINES_AT_ONCE
        yield encode(separator.join(islice(texts, _LINES_AT_ONCE)) + (separator if count > 0 else "\n"))


def yes(call: Call) -> int:
    """The same line for ever."""
    line = encode((" ".join(call.args) or "y") + "\n")
    at = 0

    def draw(size: int) -> bytes:
        nonlocal at
        data = (line * (size // len(line) + 2))[at : at + size]
        at = (at + size) % len(line)
        return data

    call.pour(call.devices.endless(draw))
    return 0


COMMANDS: dict[str, Command] = {
    "sort": sort, "uniq": uniq, "seq": seq, "yes": yes,
}  # fmt: skip
