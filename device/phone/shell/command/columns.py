"""Lines and columns: cut, tr, sort, uniq, seq, yes, paste, nl, awk '{print $N}', xargs, and path names."""

import re
from collections.abc import Callable

from device.phone.filesystem import FileFault
from device.phone.shell.call import Call, Command, Options, UsageFault
from device.phone.shell.command.reading import all_read, inputs
from device.phone.shell.output import ESCAPES
from device.phone.shell.stream import MAX_BYTES, Input, Io, decode

_MOST_LINES = 1_000_000


def _lines(call: Call, paths: list[str]) -> list[str]:
    return [line for _, data in inputs(call, paths) for line in decode(data).splitlines()]


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
    for line in _lines(call, options.rest):
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
    lines = _lines(call, options.rest)
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
    for line in _lines(call, options.rest[:1]):
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
    numbers = range(start, end + (1 if by > 0 else -1), by)[:_MOST_LINES]
    texts = [f"{number / scale:.{places}f}" if places else str(number) for number in numbers]
    width = max((len(text) for text in texts), default=0) if wide else 0
    if texts:
        call.out(separator.join(text.zfill(width) for text in texts) + "\n")
    return 0


def yes(call: Call) -> int:
    """The same line, as often as a reader could want."""
    line = (" ".join(call.args) or "y") + "\n"
    call.out(line * min(10_000, MAX_BYTES // (8 * len(line)) + 1))
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
    for line in _lines(call, options.rest):
        if line or options.value("b") == "a":
            call.line(f"{number:{options.number('w', 6)}d}{options.value('s', chr(9))}{line}")
            number += 1
        else:
            call.line(" " * 7)
    return all_read(call, options.rest)


_AWK = re.compile(r"\s*(/(?:[^/\\]|\\.)*/)?\s*(?:\{\s*print\b\s*([^{}]*?);?\s*\})?\s*", re.DOTALL)
_AWK_ITEM = re.compile(r"""\s*(?:\$(NF|\d{1,6})|\$\((NF)-(\d+)\)|"((?:[^"\\]|\\.)*)"|(NR|NF)|(,))""")


def awk(call: Call) -> int:
    """The one awk program everyone writes: an optional /pattern/ and { print of fields and strings }."""
    options = call.options("+F:v:")
    if not options.rest:
        raise UsageFault("no program")
    program = _AWK.fullmatch(options.rest[0])
    if program is None or not program[0].strip():
        return call.complain(
            f"this phone's awk knows only /pattern/ {{ print ... }}: {options.rest[0][:80]}", 2
        )
    try:
        pattern = re.compile(program[1][1:-1]) if program[1] else None
    except re.error as error:
        return call.complain(f"bad regex: {error}", 2)
    separator = ESCAPES.decoded(options.value("F"))[0]
    for number, line in enumerate(_lines(call, options.rest[1:])):
        if pattern is None or pattern.search(line):
            fields = line.split(separator) if separator.strip() else line.split()
            call.line(_awk_print(program[2] or "", line, fields, number + 1))
    return all_read(call, options.rest[1:])


def _awk_print(items: str, line: str, fields: list[str], number: int) -> str:
    if not items.strip():
        return line
    out = ""
    at = 0
    while at < len(items):
        found = _AWK_ITEM.match(items, at)
        if found is None:
            break
        at = found.end()
        field, near, less, text, name, _comma = found.groups()
        if field is not None or near is not None:
            place = len(fields) if field == "NF" else len(fields) - int(less) if near else int(field)
            out += line if place == 0 else fields[place - 1] if 0 < place <= len(fields) else ""
        elif text is not None:
            out += ESCAPES.decoded(text)[0]
        else:
            out += " " if name is None else str(number if name == "NR" else len(fields))
    return out


def xargs(call: Call) -> int:
    """Run a command with arguments from stdin."""
    options = call.options("+0n:I:rtpP:s:L:E:", {"null": "0", "max-args": "n", "no-run-if-empty": "r"})
    text = call.stdin_text()
    command = options.rest or ["echo"]
    io = Io(Input(), call.io.out, call.io.err)
    if "I" in options:
        statuses = [
            call.run([word.replace(options.value("I"), line.strip()) for word in command], io)
            for line in text.splitlines()
            if line.strip()
        ]
        return 123 if any(statuses) else 0
    words = text.split("\0") if "0" in options else _quoted_words(text)
    words = [word for word in words if word or "0" not in options]
    if not words and "r" in options:
        return 0
    size = max(1, options.number("n", len(words) or 1))
    batches = [words[at : at + size] for at in range(0, len(words), size)] or [[]]
    statuses = [call.run([*command, *batch], io) for batch in batches]
    return 123 if any(statuses) else 0


def _quoted_words(text: str) -> list[str]:
    found = re.findall(r"""(?:'[^'\n]*'|"[^"\n]*"|\\.|[^\s'"\\]|['"\\])+""", text, re.DOTALL)
    return [
        re.sub(r"""'([^'\n]*)'|"([^"\n]*)"|\\(.)""", lambda m: m[1] or m[2] or m[3] or "", word)
        for word in found
    ]


# -- names -----------------------------------------------------------------------------------------------
def basename(call: Call) -> int:
    """The last part of a path."""
    options = call.options("as:")
    names = options.rest
    suffix = options.value("s")
    if "a" not in options and not suffix:
        names, suffix = names[:1], (names[1] if len(names) > 1 else "")
    if not names:
        raise UsageFault("Needs 1 argument")
    for name in names:
        last = name.rstrip("/").rpartition("/")[2] or name[:1]
        call.line(last.removesuffix(suffix) if last != suffix else last)
    return 0


def dirname(call: Call) -> int:
    """All but the last part of a path."""
    if not call.args:
        raise UsageFault("Needs 1 argument")
    for name in call.args:
        folder, slash, _ = name.rstrip("/").rpartition("/")
        call.line(folder.rstrip("/") or ("/" if slash or name.startswith("/") else "."))
    return 0


def realpath(call: Call) -> int:
    """Where a path leads."""
    options = call.options("emfnqs")
    status = 0
    for shown in options.rest:
        try:
            path = call.files.resolve(call.path(shown))
            if "m" not in options and call.name == "realpath":
                call.files.stat(path)
            call.line(path)
        except FileFault as fault:
            status = call.complain(f"{shown}: {fault.text}")
    return status


def readlink(call: Call) -> int:
    """Where a link leads."""
    options = call.options("emfnqs")
    if any(flag in options for flag in "emf"):
        return realpath(call)
    status = 0
    for shown in options.rest:
        path = call.path(shown)
        if call.files.is_link(path):
            call.line(call.files.stat(path, follow=False).target)
        else:
            status = 1
    return status


COMMANDS: dict[str, Command] = {
    "cut": cut, "tr": tr, "sort": sort, "uniq": uniq, "seq": seq, "yes": yes, "paste": paste, "nl": nl,
    "awk": awk, "xargs": xargs, "basename": basename, "dirname": dirname, "realpath": realpath,
    "readlink": readlink,
}  # fmt: skip
