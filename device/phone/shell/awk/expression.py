"""Reading expressions: by how tightly operators bind."""

from collections.abc import Callable

from device.phone.shell.awk.fault import AwkFault, Nested
from device.phone.shell.awk.syntax import (
    Assign,
    Binary,
    Choice,
    Contains,
    Count,
    Element,
    Expression,
    Field,
    Getline,
    Invoke,
    Listing,
    Name,
    Number,
    Regex,
    String,
    Target,
    Unary,
)
from device.phone.shell.awk.token import Token

MAX_DEPTH = 80
"""Of parts inside each other, and of operators in a row."""
_ASSIGN, _CHOICE, _OR, _AND, _IN, _MATCH, _COMPARE, _JOIN, _SUM, _PRODUCT, _UNARY, _POWER, _COUNT, _ALONE = (
    range(14)
)
_LEFT = {
    "||": _OR, "&&": _AND, "~": _MATCH, "!~": _MATCH, "<": _COMPARE, "<=": _COMPARE, "!=": _COMPARE,
    "==": _COMPARE, ">": _COMPARE, ">=": _COMPARE, "+": _SUM, "-": _SUM, "*": _PRODUCT, "/": _PRODUCT,
    "%": _PRODUCT,
}  # fmt: skip
_ASSIGNMENTS = frozenset({"=", "+=", "-=", "*=", "/=", "%=", "^="})
_OPENS = frozenset({"number", "string", "name", "builtin", "$", "(", "!", "-", "+", "++", "--"})
"""What an operand may begin with that stands right behind another: the two are put together."""
_LITERALS: dict[str, Callable[[str], Expression]] = {
    "number": lambda text: Number(float(text)), "string": String, "regex": Regex,
}  # fmt: skip
_NOT_JOINED = frozenset({"!", "-", "+"})


class Reader:
    """A place among the tokens, and how expressions are read from there."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._at = 0
        self._depth = 0
        self._printing = False
        """Whether > is where print writes to, no comparison."""

    # -- tokens --------------------------------------------------------------------------------------
    @property
    def kind(self) -> str:
        """Of the next token."""
        return self._tokens[self._at].kind

    def ahead(self, count: int) -> str:
        """The kind of a token further on."""
        return self._tokens[min(self._at + count, len(self._tokens) - 1)].kind

    def take(self) -> Token:
        """The next token."""
        token = self._tokens[self._at]
        if token.kind != "end":
            self._at += 1
        return token

    def accept(self, *kinds: str) -> Token | None:
        """The next token if it is of one of these kinds."""
        return self.take() if self.kind in kinds else None

    def expect(self, kind: str) -> Token:
        """The next token, which must be of this kind."""
        if self.kind != kind:
            raise self.fault()
        return self.take()

    def fault(self) -> AwkFault:
        """What is said of the next token where it does not belong."""
        token = self._tokens[self._at]
        near = {"end": "end of program", "newline": "end of line"}.get(token.kind, token.text)
        return AwkFault(f"syntax error near {near}")

    def skip_lines(self) -> None:
        """Line ends where they mean nothing."""
        while self.accept("newline"):
            pass

    # -- expressions ---------------------------------------------------------------------------------
    def expression(self, least: int = _ASSIGN) -> Expression:
        """One whose operators bind at least so tightly."""
        depth = self._depth
        self._depth += 1
        try:
            if self._depth > MAX_DEPTH:
                raise Nested
            left = self._operand()
            while True:
                longer = self._longer(left, least)
                if longer is None:
                    return left
                left = longer
                self._depth += 1
                if self._depth > MAX_DEPTH:
                    raise Nested
        finally:
            self._depth = depth

    def printed(self) -> tuple[Expression, ...]:
        """What follows print: (a, b) or a, b or nothing, > and | left alone."""
        self._printing = True
        try:
            if self.kind in (";", "newline", "}", "end", ">", ">>", "|"):
                return ()
            first = self.expression()
            if isinstance(first, Listing):
                return first.parts
            return (first, *self._more())
        finally:
            self._printing = False

    def place(self) -> Expression:
        """Where print writes to."""
        return self.expression(_SUM)

    def loop_head(self) -> Expression | None:
        """An expression of for (;;), none before ; and )."""
        return None if self.kind in (";", ")") else self.expression()

    def _more(self) -> list[Expression]:
        found: list[Expression] = []
        while self.accept(","):
            self.skip_lines()
            found.append(self.expression())
        return found

    def _longer(self, left: Expression, least: int) -> Expression | None:
        """The expression that an operator behind `left` makes of it; None when none follows."""
        kind = self.kind
        if kind == "in" and least <= _IN:
            self.take()
            keys = left.parts if isinstance(left, Listing) else (left,)
            return Contains(keys, self.expect("name").text)
        if isinstance(left, Listing):
            if self._printing:
                return None
            raise self.fault()
        if kind in ("++", "--") and least <= _COUNT and isinstance(left, Name | Field | Element):
            return Count(1 if self.take().kind == "++" else -1, False, left)
        if kind == "^" and least <= _POWER:
            self.take()
            return Binary("^", left, self.expression(_POWER))
        if kind in _ASSIGNMENTS and least <= _COUNT and isinstance(left, Name | Field | Element):
            self.take()
            self.skip_lines()
            return Assign(kind.removesuffix("="), left, self.expression(_ASSIGN))
        if kind == "?" and least <= _CHOICE:
            return self._choice(left)
        if kind == "|" and self.ahead(1) == "getline" and least <= _COMPARE:
            self.take()
            self.take()
            return Getline("|", left, self._getline_target())
        level = _LEFT.get(kind, -1)
        if level >= least and not (kind == ">" and self._printing):
            self.take()
            if kind in ("||", "&&"):
                self.skip_lines()
            return Binary(kind, left, self.expression(level + 1))
        if least <= _JOIN and kind in _OPENS - _NOT_JOINED:
            return Binary(" ", left, self.expression(_SUM))
        return None

    def _choice(self, condition: Expression) -> Expression:
        self.take()
        self.skip_lines()
        yes = self.expression(_CHOICE)
        self.skip_lines()
        self.expect(":")
        self.skip_lines()
        return Choice(condition, yes, self.expression(_CHOICE))

    def _operand(self) -> Expression:
        token = self.take()
        kind = token.kind
        if kind in _LITERALS:
            return _LITERALS[kind](token.text)
        if kind == "name":
            return self._name(token)
        if kind == "builtin":
            return Invoke(token.text, self._arguments() if self.kind == "(" else (), own=False)
        if kind == "$":
            return Field(self.expression(_ALONE))
        if kind in ("!", "-", "+"):
            return Unary(kind, self.expression(_UNARY))
        if kind in ("++", "--"):
            return Count(1 if kind == "++" else -1, True, self._target())
        if kind == "(":
            return self._grouped()
        if kind == "getline":
            return self._getline()
        self._at -= kind != "end"
        raise self.fault()

    def _target(self) -> Target:
        found = self.expression(_ALONE)
        if not isinstance(found, Name | Field | Element):
            raise self.fault()
        return found

    def _getline(self) -> Expression:
        target = self._getline_target()
        if self.accept("<"):
            return Getline("<", self.expression(_SUM), target)
        return Getline("", None, target)

    def _name(self, token: Token) -> Expression:
        if token.called:
            return Invoke(token.text, self._arguments(), own=True)
        if self.accept("["):
            return Element(token.text, self._inside("]"))
        return Name(token.text)

    def _getline_target(self) -> Target | None:
        return self._target() if self.kind in ("name", "$") else None

    def _arguments(self) -> tuple[Expression, ...]:
        self.expect("(")
        self.skip_lines()
        if self.accept(")"):
            return ()
        return self._inside(")")

    def _inside(self, closing: str) -> tuple[Expression, ...]:
        """Expressions between commas up to a bracket, in which > compares again."""
        printing, self._printing = self._printing, False
        try:
            found = (self.expression(), *self._more())
            self.skip_lines()
        finally:
            self._printing = printing
        self.expect(closing)
        return found

    def _grouped(self) -> Expression:
        self.skip_lines()
        found = self._inside(")")
        return found[0] if len(found) == 1 else Listing(found)
