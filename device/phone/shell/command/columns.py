"""Columns of lines: cut, tr, paste, nl."""

import re

from device.phone.shell.call import Call, Command, UsageFault
from device.phone.shell.command.reading import all_read, inputs, lines_of
from device.phone.shell.output import ESCAPES
from device.phone.shell.stream import decode


def _ranges(text: str) -> list[tuple[int, int]]:
    """1,3-5,7- as pairs from 1."""
    found = []
    for part in text.split(","):
        matched = re.fullmatch(r"(\d{1,9})?(-)?(\d{1,9})?", part)
        if matched is None or not part.strip("-"):
            raise UsageFault(f"bad list '{text}'")
        first = int(matched[1] or 1)
        found.append((first, int(matched[3] or 10**9) if matched[2] else first))
    return found


def _chosen(count: int, ranges: list[tuple[int, int]]) -> list[int]:
    """Places from 0 that the ranges cover."""
    return [place for place in range(count) if any(low <= place + 1 <= high for low, high in ranges)]


def cut(call: Call) -> int:
    """Columns of each line."""
    options = call.options("b:c:d:f:nsDF:O:", {"output-delimiter": "O", "delimiter": "d", "fields": "f"})
    spec = next((options.value(flag) for flag in "bcfF" if flag in options), "")
    if not spec:
        raise UsageFault("Needs -fFcb")
    ranges = _ranges(spec)
    delimiter = options.value("d", "\t")
    for line in lines_of(call, options.rest):
        if "f" in options or "F" in options:
            pieces = line.split(delimiter) if "f" in options else line.split()
            if len(pieces) == 1 and "f" in options:
                if "s" not in options:
                    call.line(line)
                continue
            joint = options.value("O", delimiter if "f" in options else " ")
            call.line(joint.join(pieces[place] for place in _chosen(len(pieces), ranges)))
        else:
            call.line("".join(line[place] for place in _chosen(len(line), ranges)))
    return all_read(call, options.rest)


_TR_CLASSES = {
    "alpha": (65, 90, 97, 122), "upper": (65, 90), "lower": (97, 122), "digit": (48, 57),
    "alnum": (48, 57, 65, 90, 97, 122), "space": (9, 13, 32, 32), "blank": (9, 9, 32, 32),
    "punct": (33, 47, 58, 64, 91, 96, 123, 126), "cntrl": (0, 31, 127, 127), "print": (32, 126),
    "xdigit": (48, 57, 65, 70, 97, 102), "graph": (33, 126),
}  # fmt: skip


def _tr_set(text: str) -> str:
    """The characters of a tr set, ranges and classes written out."""
    text = ESCAPES.decoded(text)[0]

    def members(found: re.Match[str]) -> str:
        ends = _TR_CLASSES.get(found[1], ())
        return "".join(
            chr(code)
            for low, high in zip(ends[::2], ends[1::2], strict=True)
            for code in range(low, high + 1)
        )

    text = re.sub(r"\[:(\w+):\]", members, text)
    return re.sub(
        r"(.)-(.)",
        lambda found: "".join(map(chr, range(ord(found[1]), min(ord(found[2]), ord(found[1]) + 65_536) + 1))),
        text,
        flags=re.DOTALL,
    )


def tr(call: Call) -> int:
    """Translate, delete or squeeze characters."""
    options = call.options("cCdst", {"delete": "d", "squeeze-repeats": "s", "complement": "c"})
    sets = [_tr_set(text) for text in options.rest]
    if not sets or (len(sets) < 2 and not ("d" in options or "s" in options)):
        raise UsageFault(f"Needs {2 - len(sets)} argument")
    text = call.stdin_text()
    first = set(sets[0])
    complement = "c" in options or "C" in options

    def chosen(char: str) -> bool:
        return (char in first) != complement

    if "d" in options:
        text = "".join(char for char in text if not chosen(char))
    elif len(sets) > 1 and sets[1]:
        last = sets[1][-1]
        table = dict(zip(sets[0], sets[1] + last * max(0, len(sets[0]) - len(sets[1])), strict=False))
        text = "".join(
            (last if complement else table.get(char, char)) if chosen(char) else char for char in text
        )
    if "s" in options:
        squeezed = set(sets[-1]) if not (complement and len(sets) == 1) else None
        text = "".join(
            char
            for place, char in enumerate(text)
            if not (
                place and char == text[place - 1] and (chosen(char) if squeezed is None else char in squeezed)
            )
        )
    call.out(text)
    return 0


def paste(call: Call) -> int:
    """Lines side by side."""
    options = call.options("d:s")
    delimiter = ESCAPES.decoded(options.value("d", "\t"))[0][:1]
    columns = [decode(data).splitlines() for _, data in inputs(call, options.rest)]
    if "s" in options:
        for column in columns:
            call.line(delimiter.join(column))
        return 0
    for place in range(max(map(len, columns), default=0)):
        call.line(delimiter.join(column[place] if place < len(column) else "" for column in columns))
    return all_read(call, options.rest)


def nl(call: Call) -> int:
    """Numbered lines."""
    options = call.options("b:n:s:w:v:E")
    number = options.number("v", 1)
    for line in lines_of(call, options.rest):
        if line or options.value("b") == "a":
            call.line(f"{number:{options.number('w', 6)}d}{options.value('s', chr(9))}{line}")
            number += 1
        else:
            call.line(" " * 7)
    return all_read(call, options.rest)


COMMANDS: dict[str, Command] = {
    "cut": cut, "tr": tr, "paste": paste, "nl": nl,
}  # fmt: skip
