"""What a sed script says: steps, each with the lines it is for."""

import re
from dataclasses import dataclass

from device.phone.shell.call import UsageFault
from device.phone.shell.command.regex import Expression, posix

JUMPS = ("b", "t", "T")
"""Steps that go on elsewhere in the script."""
_TEXT = re.compile(r"[ \t]*(?:\\[ \t]*\n?)?((?:\\.|[^\\\n])*)", re.DOTALL)


@dataclass(slots=True)
class Address:
    """A line number, the last line, or a pattern; and the end of a range."""

    start: int | str | Expression | None = None
    end: int | str | Expression | None = None
    more: int = 0
    """Lines that follow the first, as in 2,+1."""
    negated: bool = False
    inside: bool = False

    def covers(self, number: int, line: str, last: bool) -> bool:
        """Whether a line is among those; asked of each line in its turn."""
        return self._covers(number, line, last) != self.negated

    def _covers(self, number: int, line: str, last: bool) -> bool:
        if self.start is None:
            return True
        if self.end is None and not self.more:
            return _is_at(self.start, number, line, last)
        if not self.inside:
            if not _is_at(self.start, number, line, last):
                return False
            if self.more:
                self.end = number + self.more
            self.inside = not (isinstance(self.end, int) and self.end <= number)
            return True
        if self.end is not None and _is_at(self.end, number, line, last):
            self.inside = False
        return True


def _is_at(address: int | str | Expression, number: int, line: str, last: bool) -> bool:
    if isinstance(address, int):
        return number == address
    return last if isinstance(address, str) else address.search(line) is not None


@dataclass(slots=True)
class Step:
    """One command of a script."""

    address: Address
    verb: str
    pattern: Expression | None = None
    text: str = ""
    """What is put in; the label of a jump."""
    flags: str = ""
    goes: int = -1
    """Of a jump, and of a { that does not apply: the step that comes next."""


class Script:
    """Reads a sed script of the usual commands."""

    def __init__(self, text: str, extended: bool) -> None:
        self.text, self.extended, self.at = text, extended, 0

    def _peek(self) -> str:
        return self.text[self.at : self.at + 1]

    def steps(self) -> list[Step]:
        """All of them, braces and labels worked into where each goes on. Raises UsageFault."""
        found: list[Step] = []
        labels: dict[str, int] = {}
        opened: list[Step] = []
        while True:
            while self._peek() and self._peek() in " \t\n;":
                self.at += 1
            if not self._peek():
                break
            step = self._step()
            if step.verb == ":":
                labels[step.text] = len(found)
            elif step.verb == "}":
                if not opened:
                    raise self._bad("}")
                opened.pop().goes = len(found)
            else:
                found.append(step)
            if step.verb == "{":
                opened.append(step)
        if opened:
            raise UsageFault("no }")
        for step in found:
            if step.verb in JUMPS:
                if step.text and step.text not in labels:
                    raise UsageFault(f"no label '{step.text}'")
                step.goes = labels[step.text] if step.text else len(found)
        return found

    def _step(self) -> Step:
        address = Address(self._address())
        if self._peek() == ",":
            self.at += 1
            if self._peek() == "+":
                self.at += 1
                more = self._address()
                address.more = more if isinstance(more, int) else 0
            else:
                address.end = self._address()
        while self._peek() in ("!", " "):
            address.negated = address.negated or self._peek() == "!"
            self.at += 1
        verb = self._peek()
        self.at += 1
        if verb and verb in "{}pPdDqQ=nNhHgGxl":
            return Step(address, verb)
        if verb and verb in ":btT":
            return Step(address, verb, text=self._word())
        if verb in ("s", "y"):
            return self._substitute(address, verb)
        if verb in ("a", "i", "c"):
            return Step(address, verb, text=self._lines())
        raise self._bad(verb)

    def _bad(self, verb: str) -> UsageFault:
        return UsageFault(f"bad pattern '{self.text}'@{self.at} ({verb})")

    def _word(self) -> str:
        """A label, up to a blank or what ends a command."""
        found = re.compile(r"[ \t]*([^;}\s]*)").match(self.text, self.at)
        assert found is not None
        self.at = found.end()
        return found[1]

    def _lines(self) -> str:
        """The text behind a, i and c: a line, and all that follow as long as one ends in a backslash."""
        found = _TEXT.match(self.text, self.at)
        assert found is not None
        self.at = found.end()
        return re.sub(r"\\(.)", r"\1", found[1], flags=re.DOTALL)

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

    def _substitute(self, address: Address, verb: str) -> Step:
        delimiter = self._peek()
        self.at += 1
        pattern, text = self._delimited(delimiter), self._delimited(delimiter)
        if verb == "y":
            return Step(address, verb, text=pattern + "\0" + text)
        flags = re.compile(r"[gpiI0-9]*").match(self.text, self.at)
        self.at = flags.end() if flags else self.at
        letters = flags[0] if flags else ""
        compiled = posix(pattern, extended=self.extended, ignore_case="i" in letters.lower())
        return Step(address, verb, compiled, text, letters)
