"""sed: the commands that scripts use."""

import re

import regex

from device.phone.shell.call import Call, Command, UsageFault
from device.phone.shell.command.reading import all_read, inputs
from device.phone.shell.command.sed_script import JUMPS, Script, Step
from device.phone.shell.stream import decode, encode

_MOST_TEXT = 256 * 1024 * 1024
_MOST_STEPS = 1_000_000
_PRINTING = frozenset("pP=liaq")


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


def _substituted(step: Step, line: str) -> tuple[str, bool]:
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

    def __init__(self, steps: list[Step], quiet: bool) -> None:
        self.steps, self.quiet = steps, quiet
        self.out: list[str] = []
        self._lines: list[str] = []
        self._number = 0
        self._hold = ""
        self._after: list[str] = []
        self._over = False
        self._left = _MOST_STEPS

    def run(self, lines: list[str]) -> str:
        self._lines = lines
        again: str | None = None
        while not self._over and (again is not None or self._number < len(lines)):
            line = again if again is not None else self._read()
            line, again = self._cycle(line)
            self.out += self._after
            self._after = []
        return "".join(self.out)

    def _read(self) -> str:
        self._number += 1
        return self._lines[self._number - 1]

    def _say(self, text: str) -> None:
        self.out.append(text + "\n")

    def _cycle(self, line: str) -> tuple[str, str | None]:
        """All steps once; and the line that goes round again without another one read, for D."""
        at, changed = 0, False
        while at < len(self.steps):
            self._left -= 1
            if not self._left:
                raise UsageFault("too many steps")
            step = self.steps[at]
            at += 1
            if not step.address.covers(self._number, line, self._number == len(self._lines)):
                at = step.goes if step.verb == "{" else at
            elif step.verb in ("d", "D", "c", "Q"):
                return line, self._dropped(step, line)
            elif step.verb in JUMPS:
                if step.verb == "b" or changed == (step.verb == "t"):
                    at = step.goes
                changed = changed and step.verb == "b"
            elif step.verb == "s":
                line, did = _substituted(step, line)
                changed = changed or did
                if did and "p" in step.flags:
                    self._say(line)
            else:
                line = self._applied(step, line)
                if self._over:
                    break
        if not self.quiet:
            self._say(line)
        return line, None

    def _dropped(self, step: Step, line: str) -> str | None:
        """After a step that ends the cycle with nothing printed of the line itself."""
        if step.verb == "c" and not step.address.inside:
            self._say(step.text)
        self._over = step.verb == "Q"
        return line.partition("\n")[2] if step.verb == "D" and "\n" in line else None

    def _applied(self, step: Step, line: str) -> str:
        """The line after a step that leaves it in the cycle."""
        if step.verb in _PRINTING:
            self._tell(step, line)
            return line
        match step.verb:
            case "n" | "N":
                return self._further(step.verb, line)
            case "h":
                self._hold = line
            case "H":
                self._hold = self._joined(self._hold, line)
            case "g":
                return self._hold
            case "G":
                return self._joined(line, self._hold)
            case "x":
                line, self._hold = self._hold, line
            case "y":
                old, _, new = step.text.partition("\0")
                return line.translate({ord(a): b for a, b in zip(old, new, strict=False)})
        return line

    def _tell(self, step: Step, line: str) -> None:
        """A step that prints, now or at the end of the cycle, or ends all."""
        match step.verb:
            case "p":
                self._say(line)
            case "P":
                self._say(line.partition("\n")[0])
            case "=":
                self._say(str(self._number))
            case "l":
                self._say(_spelled(line))
            case "i":
                self._say(step.text)
            case "a":
                self._after.append(step.text + "\n")
            case "q":
                self._over = True

    def _further(self, verb: str, line: str) -> str:
        """The next line in place of this one (n), or behind it (N); at the end of all, that is the end."""
        if self._number == len(self._lines):
            self._over = True
            return line
        if verb == "N":
            return self._joined(line, self._read())
        if not self.quiet:
            self._say(line)
        return self._read()

    def _joined(self, one: str, other: str) -> str:
        if len(one) + len(other) > _MOST_TEXT:
            raise UsageFault("line too long")
        return f"{one}\n{other}"


def _spelled(line: str) -> str:
    """As l shows it: what does not print in C's escapes, and a dollar at the end."""
    named = {"\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\a": "\\a", "\b": "\\b", "\f": "\\f"}
    return "".join(named.get(char) or _printed(char) for char in line) + "$"


def _printed(char: str) -> str:
    if " " <= char <= "~":
        return char
    return "".join(f"\\{byte:03o}" for byte in encode(char))


def sed(call: Call) -> int:
    """Edit lines."""
    options = call.options("Ee:f:i:;nrsz", {"expression": "e", "quiet": "n", "in-place": "i"})
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
        kept = options.value("i")
        for shown in options.rest:
            if kept:
                call.files.write(call.path(shown + kept), call.read(shown))
            steps = Script(script, extended).steps()
            text = _Sed(steps, quiet).run(decode(call.read(shown)).splitlines())
            call.files.write(call.path(shown), text.encode("utf-8", "surrogateescape"))
        return 0
    data = b"".join(data for _, data in inputs(call, options.rest))
    lines = decode(data).split("\n")
    ended = lines[-1] == ""
    if ended:
        lines.pop()
    text = _Sed(Script(script, extended).steps(), quiet).run(lines)
    call.out(text if ended else text.removesuffix("\n"))
    return all_read(call, options.rest)


COMMANDS: dict[str, Command] = {"sed": sed}
