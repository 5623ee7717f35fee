"""patch: a unified diff put into files."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from device.phone.shell.call import Call, Command, Options, UsageFault
from device.phone.shell.stream import decode, encode

_RANGE = re.compile(r"@@ -(\d{1,9})(?:,(\d{1,9}))? \+(\d{1,9})(?:,(\d{1,9}))? @@")
_NOTHING = "/dev/null"


@dataclass(slots=True)
class _Hunk:
    """A place that changes: lines with their signs, and where it was."""

    old: int
    new: int
    lines: list[tuple[str, str]] = field(default_factory=list)

    def side(self, sign: str) -> list[str]:
        """The lines before (-) or after (+), each with its end."""
        return [text for mark, text in self.lines if mark in (" ", sign)]


@dataclass(slots=True)
class _Change:
    """One file's part of a diff."""

    before: str
    after: str
    hunks: list[_Hunk] = field(default_factory=list)


def patch(call: Call) -> int:
    """`patch [-R] [-p N] [-i DIFF | < DIFF] [FILE]`"""
    options = call.options("+d:i:p:lNRsuxg:F:", {"dry-run": "x", "reverse": "R", "strip": "p", "silent": "s"})
    if len(options.rest) > 2:
        raise UsageFault("Max 2 arguments")
    given = options.value("i") or (options.rest[1] if len(options.rest) > 1 else "-")
    status = 0
    for change in _changes(decode(call.read(given)), "R" in options):
        status = max(status, _apply(call, options, change))
    return status


def _changes(text: str, reverse: bool) -> Iterator[_Change]:
    """The files of a diff."""
    change: _Change | None = None
    lines = text.splitlines(keepends=True)
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        if line.startswith("--- ") and lines[at : at + 1] and lines[at].startswith("+++ "):
            before, after = _name(line), _name(lines[at])
            at += 1
            if change is not None:
                yield change
            change = _Change(after, before) if reverse else _Change(before, after)
        elif change is not None and (found := _RANGE.match(line)):
            hunk, at = _hunk(found, lines, at)
            change.hunks.append(_reversed(hunk) if reverse else hunk)
    if change is not None:
        yield change


def _name(line: str) -> str:
    return line[4:].rstrip("\r\n").partition("\t")[0].strip()


def _hunk(found: re.Match[str], lines: list[str], at: int) -> tuple[_Hunk, int]:
    hunk = _Hunk(int(found[1]), int(found[3]))
    left = {"-": int(found[2] or 1), "+": int(found[4] or 1)}
    while at < len(lines) and (any(left.values()) or lines[at].startswith("\\")):
        sign, text = lines[at][:1], lines[at][1:]
        if sign == "\\" and hunk.lines:
            mark, last = hunk.lines[-1]
            hunk.lines[-1] = mark, last.removesuffix("\n")
        elif sign in ("\n", "\r"):
            hunk.lines.append((" ", lines[at]))
        elif sign in (" ", "-", "+"):
            hunk.lines.append((sign, text))
        else:
            break
        for side in "-+":
            left[side] -= sign not in ("\\", "+" if side == "-" else "-")
        at += 1
    return hunk, at


def _reversed(hunk: _Hunk) -> _Hunk:
    turned = {"-": "+", "+": "-", " ": " "}
    return _Hunk(hunk.new, hunk.old, [(turned[sign], text) for sign, text in hunk.lines])


def _apply(call: Call, options: Options, change: _Change) -> int:
    """Put one file's changes in; the exit code."""
    shown = options.rest[0] if options.rest else _target(call, options, change)
    path = call.path(shown)
    there = call.files.exists(path)
    if "s" not in options:
        call.line(f"{'patching' if there else 'creating'} {'file ' if there else ''}{shown}")
    lines = decode(call.files.read(path)).splitlines(keepends=True) if there else []
    moved = status = 0
    for number, hunk in enumerate(change.hunks, 1):
        before, after = hunk.side("-"), hunk.side("+")
        place = _place(lines, before, hunk.old - bool(before) + moved)
        if place is None:
            call.line(f"Hunk {number} FAILED {hunk.old}/{hunk.new}.")
            call.out("".join(sign + text for sign, text in hunk.lines))
            status = 1
            continue
        offset = place - (hunk.old - bool(before) + moved)
        if offset and "s" not in options:
            call.line(f"Hunk {number} succeeded at {place + 1} offset {offset}.")
        lines[place : place + len(before)] = after
        moved += len(after) - len(before) + offset
    if status or "x" in options:
        return status
    if change.after == _NOTHING and not lines:
        call.files.remove(path)
        return 0
    folder = path.rpartition("/")[0]
    if not there and folder:
        call.files.make_directories(folder)
    call.files.write(path, encode("".join(lines)))
    return 0


def _target(call: Call, options: Options, change: _Change) -> str:
    """The file that is meant: the first that is there, or the new one; -p takes folders off its front."""
    names = [name for name in (change.after, change.before) if name != _NOTHING]
    if "p" in options:
        strip = options.number("p", 0)
        names = ["/".join(name.split("/")[strip:]) or name for name in names]
    else:
        names += [name.rpartition("/")[2] for name in names]
    return next((name for name in names if call.files.exists(call.path(name))), names[0])


def _place(lines: list[str], wanted: list[str], near: int) -> int | None:
    """Where these lines stand, the nearest to where they were."""
    places = range(len(lines) - len(wanted) + 1)
    if 0 <= near < len(places) and lines[near : near + len(wanted)] == wanted:
        return near
    found = [place for place in places if lines[place : place + len(wanted)] == wanted]
    return min(found, key=lambda place: abs(place - near), default=None) if wanted else None


COMMANDS: dict[str, Command] = {"patch": patch}
