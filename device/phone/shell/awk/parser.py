"""Reading programs: patterns, actions, statements."""

from dataclasses import fields, is_dataclass

from device.phone.shell.awk.expression import MAX_DEPTH, Reader
from device.phone.shell.awk.fault import AwkFault, Nested
from device.phone.shell.awk.syntax import (
    Block,
    Contains,
    Delete,
    Each,
    Element,
    Evaluate,
    Expression,
    Function,
    If,
    Invoke,
    Jump,
    Leave,
    Listing,
    Loop,
    Name,
    Print,
    Program,
    Rule,
    Statement,
)
from device.phone.shell.awk.token import tokens


def parse(program: str) -> Program:
    """A program. Raises AwkFault."""
    try:
        return _Parser(program).program()
    except RecursionError:
        raise Nested from None


class _Parser(Reader):
    """Reads statements; the expressions in them are the Reader's."""

    def __init__(self, program: str) -> None:
        super().__init__(tokens(program))
        self._begin: list[Block] = []
        self._rules: list[Rule] = []
        self._end: list[Block] = []
        self._functions: dict[str, Function] = {}
        self._level = 0

    def program(self) -> Program:
        """All of it."""
        while True:
            while self.accept("newline", ";"):
                pass
            if self.kind == "end":
                break
            self._item()
        if not (self._begin or self._rules or self._end):
            raise AwkFault("no program given")
        return Program(tuple(self._begin), tuple(self._rules), tuple(self._end), self._functions)

    def _item(self) -> None:
        if word := self.accept("BEGIN", "END"):
            self.skip_lines()
            (self._begin if word.kind == "BEGIN" else self._end).append(self._block())
        elif self.accept("function"):
            self._function()
        elif self.kind == "{":
            self._rules.append(Rule(None, None, self._block()))
        else:
            first = self.expression()
            last = None
            if self.accept(","):
                self.skip_lines()
                last = self.expression()
            if isinstance(first, Listing) or isinstance(last, Listing):
                raise self.fault()
            self._rules.append(Rule(first, last, self._block() if self.kind == "{" else None))
        if self.kind not in ("newline", ";", "end") and self._tokens[self._at - 1].kind != "}":
            raise self.fault()

    def _function(self) -> None:
        name = self.expect("name").text
        self.expect("(")
        parameters: list[str] = []
        while parameter := self.accept("name"):
            parameters.append(parameter.text)
            if not self.accept(","):
                break
            self.skip_lines()
        self.expect(")")
        self.skip_lines()
        body = self._block()
        arrays = _arrays(body) & set(parameters)
        self._functions[name] = Function(tuple(parameters), body, frozenset(arrays))

    # -- statements ----------------------------------------------------------------------------------
    def _block(self) -> Block:
        self.expect("{")
        found: list[Statement] = []
        while True:
            while self.accept("newline", ";"):
                pass
            if self.accept("}"):
                return Block(tuple(found))
            found.append(self._statement())

    def _statement(self) -> Statement:
        """A statement, and what ends it."""
        self._level += 1
        try:
            if self._level > MAX_DEPTH:
                raise Nested
            if self.kind == "{":
                return self._block()
            if self.accept(";"):
                return Block(())
            reader = {"if": self._if, "while": self._while, "do": self._do, "for": self._for}.get(self.kind)
            if reader is not None:
                self.take()
                return reader()
            found = self._simple()
            self._finish()
            return found
        finally:
            self._level -= 1

    def _finish(self) -> None:
        if self.kind not in ("newline", ";", "}", "end"):
            raise self.fault()
        self.accept("newline", ";")

    def _body(self) -> Statement:
        """The statement that a head is for."""
        self.skip_lines()
        return self._statement()

    def _condition(self) -> Expression:
        self.expect("(")
        found = self._inside(")")
        if len(found) > 1:
            raise self.fault()
        return found[0]

    def _if(self) -> Statement:
        condition = self._condition()
        yes = self._body()
        before = self._at
        while self.accept("newline", ";"):
            pass
        if self.accept("else"):
            return If(condition, yes, self._body())
        self._at = before
        return If(condition, yes, None)

    def _while(self) -> Statement:
        condition = self._condition()
        return Loop(condition, self._body())

    def _do(self) -> Statement:
        body = self._body()
        while self.accept("newline", ";"):
            pass
        self.expect("while")
        condition = self._condition()
        self._finish()
        return Loop(condition, body, body_first=True)

    def _for(self) -> Statement:
        self.expect("(")
        if (self.kind, self.ahead(1), self.ahead(2), self.ahead(3)) == ("name", "in", "name", ")"):
            name = Name(self.take().text)
            self.take()
            array = self.take().text
            self.take()
            return Each(name, array, self._body())
        first = None if self.kind == ";" else self._simple()
        self.expect(";")
        self.skip_lines()
        condition = self.loop_head()
        self.expect(";")
        self.skip_lines()
        step = None if self.kind == ")" else self._simple()
        self.expect(")")
        loop = Loop(condition, self._body(), step)
        return loop if first is None else Block((first, loop))

    def _simple(self) -> Statement:
        if word := self.accept("break", "continue", "next", "nextfile"):
            return Jump(word.kind)
        if word := self.accept("exit", "return"):
            ended = self.kind in ("newline", ";", "}", "end")
            return Leave(word.kind, None if ended else self.expression())
        if word := self.accept("print", "printf"):
            return self._print(formatted=word.kind == "printf")
        if self.accept("delete"):
            array = self.expect("name").text
            return Delete(array, self._inside("]") if self.accept("[") else None)
        found = self.expression()
        if isinstance(found, Listing):
            raise self.fault()
        return Evaluate(found)

    def _print(self, *, formatted: bool) -> Statement:
        args = self.printed()
        if formatted and not args:
            raise self.fault()
        place = self.accept(">", ">>", "|")
        if place is None:
            return Print(args, formatted, "", None)
        return Print(args, formatted, place.kind, self.place())


def _arrays(node: object) -> set[str]:
    """Names that anything below a node uses as arrays."""
    if isinstance(node, tuple):
        return set[str]().union(*map(_arrays, node))
    if not is_dataclass(node):
        return set()
    found = set[str]().union(*(_arrays(getattr(node, entry.name)) for entry in fields(node)))
    if isinstance(node, Element | Contains | Each | Delete):
        found.add(node.array)
    if isinstance(node, Invoke) and node.name == "split" and len(node.args) > 1:
        found |= {arg.name for arg in node.args[1:2] if isinstance(arg, Name)}
    return found
