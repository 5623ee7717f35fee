"""Backslash escapes, what `echo` writes, and the formats of `printf`."""

import re

from device.phone.shell.word import escape

_FORMAT = re.compile(r"%([-+ 0#]*)(\d{1,4})?(?:\.(\d{0,4}))?([diouxXcsbeEfFgG%])")
_ARGUMENTS_AT_MOST = 10_000
_MOST_TEXT = 4 * 1024 * 1024


class Escapes:
    """C escapes in text."""

    def decoded(self, text: str) -> tuple[str, bool]:
        r"""The text with its escapes resolved, and whether \c ended it."""
        out: list[str] = []
        at = 0
        while True:
            backslash = text.find("\\", at)
            if backslash < 0:
                return "".join(out) + text[at:], False
            out.append(text[at:backslash])
            if text[backslash + 1 : backslash + 2] == "c":
                return "".join(out), True
            if re.match(r"0[0-7]", text[backslash + 1 : backslash + 3]):
                backslash += 1
            decoded, at = escape(text, backslash + 1)
            out.append(decoded)


ESCAPES = Escapes()


def echoed(args: list[str], *, escapes: bool) -> str:
    """What echo writes: -n without a newline; the last of -e and -E says whether backslashes count."""
    newline = True
    while args and len(args[0]) > 1 and args[0][0] == "-" and set(args[0][1:]) <= set("neE"):
        newline = newline and "n" not in args[0]
        escapes = {"e": True, "E": False}.get(args[0].replace("n", "")[-1], escapes)
        args = args[1:]
    text, stopped = ESCAPES.decoded(" ".join(args)) if escapes else (" ".join(args), False)
    return text + "\n" if newline and not stopped else text


def formatted(pattern: str, args: list[str]) -> tuple[str, str]:
    """What printf writes, and its complaint; the pattern is used again while arguments are left."""
    out: list[str] = []
    queue = args[:_ARGUMENTS_AT_MOST]
    complaint = ""
    size = 0
    while True:
        before = len(queue)
        text, wrong, stopped = _once(pattern, queue)
        out.append(text)
        size += len(text)
        complaint = complaint or wrong
        if stopped or not queue or len(queue) == before:
            return "".join(out), complaint
        if size > _MOST_TEXT:
            return "".join(out), "output too long"


def _once(pattern: str, queue: list[str]) -> tuple[str, str, bool]:
    r"""The pattern filled in once; the complaint; whether \c ended it."""
    out: list[str] = []
    complaint = ""
    at = 0
    while at < len(pattern):
        if pattern[at] == "\\":
            if pattern[at + 1 : at + 2] == "c":
                return "".join(out), complaint, True
            decoded, at = escape(pattern, at + 1)
            out.append(decoded)
            continue
        found = _FORMAT.match(pattern, at) if pattern[at] == "%" else None
        if found is None:
            out.append(pattern[at])
            at += 1
            continue
        at = found.end()
        text, wrong = _one(found, queue)
        complaint = complaint or wrong
        out.append(text)
    return "".join(out), complaint, False


def _one(found: re.Match[str], queue: list[str]) -> tuple[str, str]:
    """One field filled in with the next argument, and the complaint."""
    flags, width, precision, kind = found.groups()
    if kind == "%":
        return "%", ""
    value = queue.pop(0) if queue else ""
    if kind in "sbc":
        value = ESCAPES.decoded(value)[0] if kind == "b" else value[:1] if kind == "c" else value
        value = value if precision is None else value[: int(precision or 0)]
        return (value.ljust if "-" in flags else value.rjust)(int(width or 0)), ""
    number, wrong = _number(value)
    if kind not in "eEfFgG":
        number = int(number) + (2**64 if kind in "ouxX" and number < 0 else 0)
        kind = "d" if kind == "u" else kind
    dot = "" if precision is None else f".{precision}"
    return f"%{flags}{width or ''}{dot}{kind}" % number, wrong


def _number(text: str) -> tuple[float, str]:
    """The number that a text is, and the complaint where it is none."""
    text = text.strip()
    if text[:1] in ("'", '"') and len(text) > 1:
        return ord(text[1]), ""
    if re.fullmatch(r"[+-]?0[0-7]{1,30}", text):
        return int(text, 8), ""
    for kind in (lambda digits: int(digits or "0", 0), float):
        try:
            return kind(text[:99]), ""
        except ValueError:
            continue
    return 0, f"bad number '{text}'"
