"""expr: an expression, each part of it a word of its own."""

import re
from collections.abc import Callable

from device.phone.shell.call import Call, Command, UsageFault
from device.phone.shell.command.regex import posix

_LEVELS = (("|",), ("&",), ("<", "<=", "=", "==", "!=", ">=", ">"), ("+", "-"), ("*", "/", "%"), (":",))
_NUMBER = re.compile(r"-?\d{1,18}", re.ASCII)
_MAX_NESTING = 50


def expr(call: Call) -> int:
    """The status is 0 for a value that is neither empty nor 0, 1 for one that is, 2 for no expression."""
    if not call.args:
        raise UsageFault("Needs 1 argument")
    try:
        value = _Expression(call.args).value()
    except ValueError as error:
        return call.complain(str(error), 2)
    call.line(value)
    return int(value in ("", "0"))


class _Expression:
    def __init__(self, words: list[str]) -> None:
        self._words = words
        self._at = 0
        self._nesting = 0

    def value(self) -> str:
        """All of it. Raises ValueError."""
        value = self._level(0)
        if self._at < len(self._words):
            raise ValueError(f"syntax error @ {self._words[self._at]}")
        return value

    def _level(self, level: int) -> str:
        """Operators that bind as tightly as that level, or more so."""
        if level == len(_LEVELS):
            return self._operand()
        value = self._level(level + 1)
        while self._at < len(self._words) and (sign := self._words[self._at]) in _LEVELS[level]:
            self._at += 1
            value = _applied(sign, value, self._level(level + 1))
        return value

    def _operand(self) -> str:
        if self._at >= len(self._words):
            raise ValueError("syntax error")
        word = self._words[self._at]
        self._at += 1
        if word != "(":
            return word
        self._nesting += 1
        if self._nesting > _MAX_NESTING:
            raise ValueError("nested too deep")
        value = self._level(0)
        if self._words[self._at : self._at + 1] != [")"]:
            raise ValueError("missing )")
        self._at += 1
        self._nesting -= 1
        return value


def _applied(sign: str, left: str, right: str) -> str:
    if sign == "|":
        return left if left not in ("", "0") else right or "0"
    if sign == "&":
        return left if left not in ("", "0") and right not in ("", "0") else "0"
    if sign == ":":
        return _matched(left, right)
    numbers = bool(_NUMBER.fullmatch(left) and _NUMBER.fullmatch(right))
    if sign in _COMPARISONS:
        order = (int(left) > int(right)) - (int(left) < int(right)) if numbers else _order(left, right)
        return str(int(_COMPARISONS[sign](order)))
    if not numbers:
        raise ValueError("non-integer argument")
    return str(_calculated(sign, int(left), int(right)))


def _order(left: str, right: str) -> int:
    return (left > right) - (left < right)


_COMPARISONS: dict[str, Callable[[int], bool]] = {
    "<": lambda order: order < 0, "<=": lambda order: order <= 0, "=": lambda order: not order,
    "==": lambda order: not order, "!=": lambda order: bool(order), ">=": lambda order: order >= 0,
    ">": lambda order: order > 0,
}  # fmt: skip


def _calculated(sign: str, left: int, right: int) -> int:
    if sign in "/%":
        if not right:
            raise ValueError("division by zero")
        quotient = abs(left) // abs(right) * (1 if (left < 0) == (right < 0) else -1)
        return quotient if sign == "/" else left - right * quotient
    return left + right if sign == "+" else left - right if sign == "-" else left * right


def _matched(text: str, pattern: str) -> str:
    """From the beginning: the first group, or how many characters match."""
    found = posix("^" + pattern.removeprefix("^")).search(text)
    if found is None:
        return "" if "\\(" in pattern else "0"
    return found[1] or "" if found.re.groups else str(found.end())


COMMANDS: dict[str, Command] = {"expr": expr}
