"""bc: sums with as many digits after the point as `scale` says, variables and comparisons."""

import re
from collections.abc import Callable
from decimal import ROUND_DOWN, Context, Decimal, DecimalException

from device.phone.shell.call import Call, Command
from device.phone.shell.command.reading import inputs
from device.phone.shell.stream import decode

_TOKEN = re.compile(r"\s*(\d+\.?\d*|\.\d+|[a-z_][a-z0-9_]*|[-+*/%^]=|[<>=!]=|[-+*/%^()<>=])")
_DIGITS = 2_000
"""That a number may have."""
_MAX_NESTING = 50
_LONGEST = 10_000
"""Characters of a statement."""
_LINE = 69
"""Digits before a long number goes on in the next line, behind a backslash."""
_ARITHMETIC = Context(prec=_DIGITS, rounding=ROUND_DOWN, Emax=_DIGITS, Emin=-_DIGITS)
_MATHS_SCALE = 20
"""What -l sets."""


class _Fault(Exception):
    """The statement is none, or too much."""


def bc(call: Call) -> int:
    """Statements from files or the input; a fault in one is told, and the next is read."""
    options = call.options("lqsw", {"mathlib": "l", "quiet": "q"})
    state = _Calculator(_MATHS_SCALE if "l" in options else 0)
    for _, data in inputs(call, options.rest):
        text = re.sub(r"/\*.*?\*/|#[^\n]*", " ", decode(data), flags=re.DOTALL)
        for statement in re.split(r"[;\n]", text.replace("\\\n", "")):
            if statement.strip() in ("quit", "halt"):
                return 0
            try:
                state.run(statement, call.line)
            except (_Fault, DecimalException) as fault:
                said = str(fault) if isinstance(fault, _Fault) else "Math error: too large"
                call.err(f"bc: {said}")
    return 0


class _Calculator:
    """Variables, and one statement at a time."""

    def __init__(self, scale: int) -> None:
        self._variables = {"scale": Decimal(scale)}
        self._tokens: list[str] = []
        self._at = self._nesting = 0

    def run(self, statement: str, say: Callable[[str], None]) -> None:
        """Work it out, and show the value unless it was assigned. Raises _Fault."""
        if not statement.strip():
            return
        self._tokens, self._at, self._nesting = _split(statement.strip()), 0, 0
        assigns = len(self._tokens) > 1 and self._tokens[1] in _ASSIGNING and self._tokens[0][0].isalpha()
        value = self._assignment()
        if self._at < len(self._tokens):
            raise _Fault("Parse error: bad expression")
        if not assigns:
            say(_shown(value))

    def _peek(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _assignment(self) -> Decimal:
        name, operator = self._peek(), "".join(self._tokens[self._at + 1 : self._at + 2])
        if not (name[:1].isalpha() and operator in _ASSIGNING):
            return self._compared()
        self._at += 2
        value = self._assignment()
        if operator != "=":
            value = self._applied(operator[0], self._variables.get(name, Decimal(0)), value)
        if name == "scale" and not 0 <= value <= _DIGITS // 4:
            raise _Fault("Math error: bad scale")
        self._variables[name] = value
        return value

    def _compared(self) -> Decimal:
        value = self._level(0)
        while self._peek() in _COMPARISONS:
            self._at += 1
            holds = _COMPARISONS[self._tokens[self._at - 1]]
            value = Decimal(int(holds(value, self._level(0))))
        return value

    def _level(self, level: int) -> Decimal:
        """Sums (0), products (1), powers (2, from the right)."""
        if level == 2:
            return self._power()
        value = self._level(level + 1)
        while (sign := self._peek()) and sign in ("+-", "*/%")[level]:
            self._at += 1
            value = self._applied(sign, value, self._level(level + 1))
        return value

    def _power(self) -> Decimal:
        base = self._operand()
        if self._peek() != "^":
            return base
        self._at += 1
        self._deeper()
        return self._applied("^", base, self._power())

    def _deeper(self) -> None:
        self._nesting += 1
        if self._nesting > _MAX_NESTING:
            raise _Fault("Parse error: nested too deep")

    def _operand(self) -> Decimal:
        word = self._peek()
        self._at += 1
        if word == "-":
            self._deeper()
            return -self._operand()
        if word == "(" or (word in _FUNCTIONS and self._peek() == "("):
            self._at += word != "("
            self._deeper()
            value = self._assignment()
            if self._peek() != ")":
                raise _Fault("Parse error: bad expression")
            self._at += 1
            return value if word == "(" else _FUNCTIONS[word](value, self._scale)
        if word[:1].isalpha():
            return self._variables.get(word, Decimal(0))
        if not word or not (word[0].isdigit() or word[0] == "."):
            raise _Fault("Parse error: bad expression")
        return Decimal(word)

    @property
    def _scale(self) -> int:
        return int(self._variables["scale"])

    def _applied(self, sign: str, left: Decimal, right: Decimal) -> Decimal:
        if sign == "+":
            return _ARITHMETIC.add(left, right)
        if sign == "-":
            return _ARITHMETIC.subtract(left, right)
        places = _places(left), _places(right)
        if sign == "*":
            product = _ARITHMETIC.multiply(left, right)
            return _cut(product, min(sum(places), max(self._scale, *places)))
        if sign == "^":
            return self._raised(left, right)
        if not right:
            raise _Fault("Math error: divide by 0")
        quotient = _cut(_ARITHMETIC.divide(left, right), self._scale)
        if sign == "/":
            return quotient
        rest = _ARITHMETIC.subtract(left, _ARITHMETIC.multiply(quotient, right))
        return _cut(rest, max(self._scale + places[1], places[0]))

    def _raised(self, base: Decimal, power: Decimal) -> Decimal:
        if power != int(power) or abs(power) > _DIGITS:
            raise _Fault("Math error: bad exponent")
        if power < 0:
            return self._applied("/", Decimal(1), self._raised(base, -power))
        raised = _ARITHMETIC.power(base, power) if base or power else Decimal(1)
        places = _places(base)
        return _cut(raised, min(places * int(power), max(self._scale, places)))


def _split(text: str) -> list[str]:
    if len(text) > _LONGEST:
        raise _Fault("Parse error: too long")
    tokens, at = list[str](), 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            raise _Fault("Parse error: bad word")
        tokens.append(found[1])
        at = found.end()
    return tokens


def _places(value: Decimal) -> int:
    return max(0, -int(value.as_tuple().exponent))


def _cut(value: Decimal, places: int) -> Decimal:
    """So many digits after the point, the rest left off."""
    return value.quantize(Decimal(1).scaleb(-places), context=_ARITHMETIC)


def _root(value: Decimal, scale: int) -> Decimal:
    if value < 0:
        raise _Fault("Math error: negative number")
    return _cut(_ARITHMETIC.sqrt(value), max(scale, _places(value)))


def _shown(value: Decimal) -> str:
    if not value:
        return "0"
    text = f"{value:f}"
    text = text.replace("0.", ".", 1) if text.lstrip("-").startswith("0.") else text
    if len(text) <= _LINE:
        return text
    return "\\\n".join(text[at : at + _LINE - 1] for at in range(0, len(text), _LINE - 1))


_ASSIGNING = frozenset({"=", "+=", "-=", "*=", "/=", "%=", "^="})
_COMPARISONS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": lambda left, right: left < right, "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right, ">=": lambda left, right: left >= right,
    "==": lambda left, right: left == right, "!=": lambda left, right: left != right,
}  # fmt: skip
_FUNCTIONS: dict[str, Callable[[Decimal, int], Decimal]] = {
    "sqrt": _root, "abs": lambda value, scale: abs(value),
    "length": lambda value, scale: Decimal(len(value.as_tuple().digits)),
    "scale": lambda value, scale: Decimal(_places(value)),
}  # fmt: skip
COMMANDS: dict[str, Command] = {"bc": bc}
