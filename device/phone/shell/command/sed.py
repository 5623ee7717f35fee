"""sed: the commands that scripts use."""

import re
from dataclasses import dataclass

import regex

from device.phone.shell.call import Call, Command, UsageFault
from device.phone.shell.command.reading import all_read, inputs
from device.phone.shell.command.regex import Expression, posix
from device.phone.shell.stream import decode

_MOST_TEXT = 256 * 1024 * 1024


@dataclass(slots=True)
class _Address:
    """A line number, the last line, or a pattern; and the end of a range."""

    start: int | str | Expression | None = None
    end: int | str | Expression | None = None
    negated: bool = False
    inside: bool = False

    def covers(self, number: int, line: str, last: bool) -> bool:
        return self._covers(number, line, last) != self.negated

    def _covers(self, number: int, line: str, last: bool) -> bool:
        if self.start is None:
            return True
        if self.end is None:
            return _is_at(self.start, number, line, last)
        if not self.inside:
            if not _is_at(self.start, number, line, last):
                return False
            self.inside = not (isinstance(self.end, int) and self.end <= number)
            return True
        if _is_at(self.end, number, line, last):
            self.inside = False
        return True


def _is_at(address: int | str | Expression, number: int, line: str, last: bool) -> bool:
    if isinstance(address, int):
        return number == address
    return last if isinstance(address, str) else address.search(line) is not None


@dataclass(slots=True)
class _Step:
    address: _Address
    verb: str
    pattern: Expression | None = None
    text: str = ""
    flags: str = ""


class _SedParser:
    """Reads a sed script of the usual commands."""

    def __init__(self, text: str, extended: bool) -> None:
        self.text, self.extended, self.at = text, extended, 0

    def _peek(self) -> str:
        return self.text[self.at : self.at + 1]

    def steps(self) -> list[_Step]:
        found: list[_Step] = []
        while True:
            while self._peek() and self._peek() in " \t\n;":
                self.at += 1
            if not self._peek():
                return found
            found.append(self._step())

    def _step(self) -> _Step:
        address = _Address(self._address())
        if self._peek() == ",":
            self.at += 1
            address.end = self._address()
        while self._peek() in ("!", " "):
            address.negated = address.negated or self._peek() == "!"
            self.at += 1
        verb = self._peek()
        self.at += 1
        if verb in ("p", "d", "q", "=", "n"):
            return _Step(address, verb)
        if verb in ("s", "y"):
            return self._substitute(address, verb)
        if verb in ("a", "i", "c"):
            end = self.text.find("\n", self.at)
            rest = self.text[self.at : end if end >= 0 else len(self.text)]
            self.at += len(rest)
            return _Step(address, verb, text=rest.lstrip("\\ \t"))
        raise UsageFault(f"bad pattern '{self.text}'@{self.at} ({verb})")

    def _address(self) -> int | str | Expression | None:
        digits = re.compile(r"\d{1,9}").match(self.text, self.at)
        if digits:
            self.at = digits.end()
            return int(digits[0])
        if self._peek() == "$":
            self.at += 1
            return "$"
        if self._peek() == "/":
            self.at += 1
            return posix(self._delimited("/"), extended=self.extended)
        return None

    def _delimited(self, delimiter: str) -> str:
        content: list[str] = []
        while True:
            char = self._peek()
            if not char:
                raise UsageFault(f"bad pattern '{self.text}'@{self.at}")
            self.at += 1
            if char == delimiter:
                return "".join(content)
            if char == "\\":
                char = self._peek() if self._peek() == delimiter else "\\" + self._peek()
                self.at += 1
            content.append(char)

    def _substitute(self, address: _Address, verb: str) -> _Step:
        delimiter = self._peek()
        self.at += 1
        pattern, text = self._delimited(delimiter), self._delimited(delimiter)
        if verb == "y":
            return _Step(address, verb, text=pattern + "\0" + text)
        flags = re.compile(r"[gpiI0-9]*").match(self.text, self.at)
        self.at = flags.end() if flags else self.at
        letters = flags[0] if flags else ""
        compiled = posix(pattern, extended=self.extended, ignore_case="i" in letters.lower())
        return _Step(address, verb, compiled, text, letters)


def _replacement(template: str, match: regex.Match[str]) -> str:
    out = []
    at = 0
    while at < len(template):
        char = template[at]
        if char == "&":
            out.append(match[0])
        elif char == "\\":
            at += 1
            following = template[at : at + 1]
            if following.isdigit():
                group = int(following)
                out.append((match[group] or "") if group <= (match.re.groups or 0) else "")
            else:
                out.append({"n": "\n", "t": "\t"}.get(following, following))
        else:
            out.append(char)
        at += 1
    return "".join(out)


def _substituted(step: _Step, line: str) -> tuple[str, bool]:
    if step.pattern is None:
        return line, False
    if len(step.text) * len(line) > _MOST_TEXT:
        raise UsageFault("line too long")
    digits = re.sub(r"\D", "", step.flags)
    nth = int(digits[:6]) if digits else 0
    seen = 0

    def put(match: regex.Match[str]) -> str:
        nonlocal seen
        seen += 1
        if nth and (seen < nth or (seen > nth and "g" not in step.flags)):
            return match[0]
        return _replacement(step.text, match)

    changed = step.pattern.sub(put, line, count=0 if "g" in step.flags or nth else 1)
    return changed, seen >= max(1, nth)


class _Sed:
    """Runs steps over lines."""

    def __init__(self, steps: list[_Step], quiet: bool) -> None:
        self.steps, self.quiet = steps, quiet
        self.out: list[str] = []
        self.stopped = False

    def run(self, lines: list[str]) -> str:
        for place, line in enumerate(lines):
            self._line(line, place + 1, place == len(lines) - 1)
            if self.stopped:
                break
        return "".join(self.out)

    def _line(self, line: str, number: int, last: bool) -> None:
        after: list[str] = []
        for step in self.steps:
            if not step.address.covers(number, line, last):
                continue
            if step.verb == "d":
                break
            if step.verb == "c":
                self.out.append(step.text + "\n")
                break
            line = self._apply(step, line, number, after)
            if self.stopped:
                self._finish(line, after)
                break
        else:
            self._finish(line, after)
            return
        if not self.stopped:
            self.out += after

    def _finish(self, line: str, after: list[str]) -> None:
        if not self.quiet:
            self.out.append(line + "\n")
        self.out += after

    def _apply(self, step: _Step, line: str, number: int, after: list[str]) -> str:
        if step.verb == "p":
            self.out.append(line + "\n")
        elif step.verb == "=":
            self.out.append(f"{number}\n")
        elif step.verb == "i":
            self.out.append(step.text + "\n")
        elif step.verb == "a":
            after.append(step.text + "\n")
        elif step.verb == "q":
            self.stopped = True
        elif step.verb == "y":
            old, _, new = step.text.partition("\0")
            line = line.translate({ord(a): b for a, b in zip(old, new, strict=False)})
        elif step.verb == "s":
            line, changed = _substituted(step, line)
            if changed and "p" in step.flags:
                self.out.append(line + "\n")
        return line


def sed(call: Call) -> int:
    """Edit lines."""
    options = call.options("Ee:f:inrsz", {"expression": "e", "quiet": "n", "in-place": "i"})
    scripts = list(options.values.get("e", []))
    if "f" in options:
        scripts.append(decode(call.read(options.value("f"))))
    if not scripts:
        if not options.rest:
            raise UsageFault("no pattern")
        scripts = [options.rest.pop(0)]
    script, extended = "\n".join(scripts), "E" in options or "r" in options
    quiet = "n" in options
    if "i" in options:
        for shown in options.rest:
            steps = _SedParser(script, extended).steps()
            text = _Sed(steps, quiet).run(decode(call.read(shown)).splitlines())
            call.files.write(call.path(shown), text.encode("utf-8", "surrogateescape"))
        return 0
    data = b"".join(data for _, data in inputs(call, options.rest))
    lines = decode(data).split("\n")
    ended = lines[-1] == ""
    if ended:
        lines.pop()
    text = _Sed(_SedParser(script, extended).steps(), quiet).run(lines)
    call.out(text if ended else text.removesuffix("\n"))
    return all_read(call, options.rest)


COMMANDS: dict[str, Command] = {"sed": sed}
