"""$(( )): whole numbers of 64 bits."""

import re
from collections.abc import Callable, MutableMapping

_TOKEN = re.compile(r"\s*(0[xX][0-9a-fA-F]+|\d+|[A-Za-z_]\w*|[-+*/%=!<>]=|&&|\|\||[-+*/%=!<>()])", re.ASCII)
_LEVELS = ("||", "&&", "== !=", "< > <= >=", "+ -", "* / %")
_BINDING = {operator: level for level, row in enumerate(_LEVELS) for operator in row.split()}
"""How tightly an operator binds."""
_ASSIGN = frozenset({"=", "+=", "-=", "*=", "/=", "%="})
_MAX_NESTING = 25


class ArithmeticFault(Exception):
    """The expression is none; the message is what the shell says."""


def _wrap(value: int) -> int:
    """A number as 64 bits hold it."""
    return (value + 2**63) % 2**64 - 2**63


def _divide(left: int, right: int) -> int:
    if right == 0:
        raise ArithmeticFault("divisor is zero")
    quotient = abs(left) // abs(right)
    return quotient if (left < 0) == (right < 0) else -quotient


_OPERATIONS: dict[str, Callable[[int, int], int]] = {
    "||": lambda left, right: int(bool(left) or bool(right)),
    "&&": lambda left, right: int(bool(left) and bool(right)),
    "==": lambda left, right: int(left == right),
    "!=": lambda left, right: int(left != right),
    "<": lambda left, right: int(left < right),
    ">": lambda left, right: int(left > right),
    "<=": lambda left, right: int(left <= right),
    ">=": lambda left, right: int(left >= right),
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "/": _divide,
    "%": lambda left, right: left - right * _divide(left, right),
}
_UNARY: dict[str, Callable[[int], int]] = {
    "-": lambda value: _wrap(-value),
    "+": lambda value: value,
    "!": lambda value: int(not value),
}


def evaluate(text: str, variables: MutableMapping[str, str]) -> int:
    """The value of an expression; assignments in it change the variables. Raises ArithmeticFault."""
    return _Evaluation(text, variables).value()


def _number(text: str) -> int:
    """A variable's text as a number: empty is 0. Raises ArithmeticFault."""
    text = text.strip()
    if not text:
        return 0
    if not re.fullmatch(r"[+-]?(0[xX][0-9a-fA-F]+|[0-9]{1,40})", text):
        raise ArithmeticFault(f"{text[:80]}: bad number")
    return _wrap(int(text, 16 if "x" in text.lower() else 10))


def _is_name(token: str) -> bool:
    return token[:1].isalpha() or token[:1] == "_"


class _Evaluation:
    def __init__(self, text: str, variables: MutableMapping[str, str]) -> None:
        self._text, self._variables = text, variables
        self._tokens = self._split(text.rstrip())
        self._at = 0
        self._nesting = 0

    def _fault(self) -> ArithmeticFault:
        return ArithmeticFault(f"{self._text[:80]}: syntax error in expression")

    def _split(self, text: str) -> list[str]:
        tokens, at = [], 0
        while at < len(text):
            found = _TOKEN.match(text, at)
            if found is None:
                raise self._fault()
            tokens.append(found[1])
            at = found.end()
        return tokens

    def _peek(self, ahead: int = 0) -> str:
        place = self._at + ahead
        return self._tokens[place] if place < len(self._tokens) else ""

    def value(self) -> int:
        """All of it."""
        value = self._assignment() if self._tokens else 0
        if self._peek():
            raise self._fault()
        return value

    def _assignment(self) -> int:
        name, operator = self._peek(), self._peek(1)
        if not _is_name(name) or operator not in _ASSIGN:
            return self._binary(0)
        self._at += 2
        value = self._assignment()
        if operator != "=":
            value = _wrap(_OPERATIONS[operator[:-1]](self._variable(name), value))
        self._variables[name] = str(value)
        return value

    def _binary(self, least: int) -> int:
        """Operators that bind at least so tightly."""
        value = self._unary()
        while (binding := _BINDING.get(self._peek(), -1)) >= least:
            operator = self._peek()
            self._at += 1
            value = _wrap(_OPERATIONS[operator](value, self._binary(binding + 1)))
        return value

    def _unary(self) -> int:
        self._nesting += 1
        if self._nesting > _MAX_NESTING:
            raise self._fault()
        value = self._operand()
        self._nesting -= 1
        return value

    def _operand(self) -> int:
        head = self._peek()
        self._at += 1
        if head in _UNARY:
            return _UNARY[head](self._unary())
        if head == "(":
            value = self._assignment()
            if self._peek() != ")":
                raise self._fault()
            self._at += 1
            return value
        if head[:1].isdigit():
            return _number(head)
        if _is_name(head):
            return self._variable(head)
        raise self._fault()

    def _variable(self, name: str) -> int:
        return _number(self._variables.get(name, ""))
