"""Running a program: its rules over the records of the input, statement by statement."""

from collections.abc import Callable

from device.phone.shell.awk.evaluate import Evaluator
from device.phone.shell.awk.fault import AwkFault, Nested
from device.phone.shell.awk.feed import Feed
from device.phone.shell.awk.outlet import Outlets
from device.phone.shell.awk.scope import Array, Scope
from device.phone.shell.awk.syntax import (
    Block,
    Delete,
    Each,
    Evaluate,
    Expression,
    Getline,
    If,
    Jump,
    Leave,
    Loop,
    Name,
    Print,
    Program,
    Rule,
    Statement,
)
from device.phone.shell.awk.value import Outside, Value, formatted, text, whole
from device.phone.shell.call import Call
from device.phone.shell.stream import encode


class _Jumped(Exception):
    """break, continue, next, nextfile."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


class _Returned(Exception):
    """Return from a function."""

    def __init__(self, value: Value) -> None:
        super().__init__()
        self.value = value


class _Exited(Exception):
    """Exit: the program is over, but for its END."""


class Interpreter(Evaluator):
    """One program that runs."""

    def __init__(self, call: Call, program: Program, args: list[str]) -> None:
        """`args`: files and assignments, as they stand behind the program."""
        super().__init__(Scope(call.devices.budget, dict(call.env)), call.phone.clock.date_ms // 1000)
        self._call, self._program = call, program
        self._outlets = Outlets(call)
        self._within: set[int] = set()
        """Rules with two patterns that are between their first and their last record."""
        self.feed = Feed(call, self.scope, args)
        self.status = 0
        """The exit code."""

    # -- the whole -----------------------------------------------------------------------------------
    def run(self) -> int:
        """Run all of it; the exit code. Raises AwkFault."""
        try:
            for block in self._program.begin:
                self.execute(block)
            if self._program.rules or self._program.end:
                self._finish_with(self._records)
                self._finish_with(self._end)
        except _Exited:
            pass
        except _Jumped as jump:
            raise AwkFault(f"{jump.kind} where it does not belong") from None
        except _Returned:
            raise AwkFault("return not in function") from None
        except RecursionError:
            raise Nested from None
        self._outlets.close_all()
        return self.status

    def _finish_with(self, part: Callable[[], None]) -> None:
        try:
            part()
        except _Exited:
            if part == self._end:
                raise

    def _records(self) -> None:
        while self._advance():
            try:
                for place, rule in enumerate(self._program.rules):
                    if self._applies(place, rule):
                        self._act(rule)
            except _Jumped as jump:
                if jump.kind == "nextfile":
                    self.feed.skip_file()
                elif jump.kind != "next":
                    raise

    def _end(self) -> None:
        for block in self._program.end:
            self.execute(block)

    def _act(self, rule: Rule) -> None:
        if rule.body is None:
            self._print_line(self.scope.record.text)
        else:
            self.execute(rule.body)

    def _applies(self, place: int, rule: Rule) -> bool:
        if rule.first is None:
            return True
        if rule.last is None:
            return self.holds(rule.first)
        if place not in self._within:
            if not self.holds(rule.first):
                return False
            self._within.add(place)
        if self.holds(rule.last):
            self._within.discard(place)
        return True

    # -- input ---------------------------------------------------------------------------------------
    def _advance(self) -> bool:
        record = self.feed.next()
        if record is None:
            return False
        self.scope.record.set(record, self.separator())
        return True

    def getline(self, node: Getline) -> Value:  # noqa: D102
        if node.source is None:
            record = self.feed.next()
        else:
            self.scope.step()
            source = self._outlets.source(node.kind, self.words(node.source))
            if source is None:
                return -1.0
            record = source.next(self.scope.words("RS"))
            if record is not None and node.kind == "|":
                self.scope.add("NR")
        if record is None:
            return 0.0
        if node.target is not None:
            self.assign(node.target, Outside(record))
        else:
            self.scope.record.set(record, self.separator())
        return 1.0

    # -- functions -----------------------------------------------------------------------------------
    def call(self, name: str, args: tuple[Expression, ...]) -> Value:  # noqa: D102
        called = self._program.functions.get(name)
        if called is None:
            raise AwkFault(f"calling undefined function {name}")
        if len(args) > len(called.parameters):
            raise AwkFault(f"function {name} called with {len(args)} args")
        self.scope.step()
        frame: dict[str, Value | Array] = {}
        for parameter, arg in zip(called.parameters, args, strict=False):
            if isinstance(arg, Name):
                frame[parameter] = self.scope.whole_of(arg.name, as_array=parameter in called.arrays)
            else:
                frame[parameter] = self.evaluate(arg)
        for parameter in called.parameters[len(args) :]:
            frame[parameter] = {} if parameter in called.arrays else Outside("")
        before, self.scope.frame = self.scope.frame, frame
        try:
            self.execute(called.body)
        except _Returned as end:
            return end.value
        finally:
            self.scope.frame = before
        return Outside("")

    def run_command(self, command: str) -> int:  # noqa: D102
        return self._outlets.run(command)

    def close(self, name: str) -> int:  # noqa: D102
        return self._outlets.close(name)

    # -- statements ----------------------------------------------------------------------------------
    def execute(self, node: Statement) -> None:
        """Run a statement."""
        self.scope.step()
        _EXECUTORS[type(node)](self, node)

    def _block(self, node: Block) -> None:
        for statement in node.statements:
            self.execute(statement)

    def _if(self, node: If) -> None:
        if self.holds(node.condition):
            self.execute(node.yes)
        elif node.no is not None:
            self.execute(node.no)

    def _loop(self, node: Loop) -> None:
        first = node.body_first
        while first or node.condition is None or self.holds(node.condition):
            first = False
            if self._turn(node.body):
                return
            if node.step is not None:
                self.execute(node.step)

    def _turn(self, body: Statement) -> bool:
        """One turn of a loop; whether it is broken off."""
        try:
            self.execute(body)
        except _Jumped as jump:
            if jump.kind not in ("break", "continue"):
                raise
            return jump.kind == "break"
        return False

    def _each(self, node: Each) -> None:
        for key in list(self.scope.array(node.array)):
            self.assign(node.name, Outside(key))
            if self._turn(node.body):
                return

    def _jump(self, node: Jump) -> None:
        raise _Jumped(node.kind)

    def _leave(self, node: Leave) -> None:
        if node.kind == "return":
            raise _Returned(Outside("") if node.value is None else self.evaluate(node.value))
        if node.value is not None:
            self.status = whole(self.evaluate(node.value)) & 0xFF
        raise _Exited

    def _delete(self, node: Delete) -> None:
        array = self.scope.array(node.array)
        if node.keys is None:
            array.clear()
        else:
            array.pop(self.key(node.keys), None)

    def _print(self, node: Print) -> None:
        scope = self.scope
        if node.formatted:
            values = [self.evaluate(arg) for arg in node.args]
            said = formatted(text(values[0]), values[1:])
            scope.keep(said)
        else:
            form = scope.words("OFMT")
            words = [text(self.evaluate(arg), form) for arg in node.args] or [scope.record.text]
            said = scope.words("OFS").join(words) + scope.words("ORS")
        if node.place is None:
            self._call.out(said)
        else:
            self._outlets.write(node.kind, self.words(node.place), encode(said))

    def _print_line(self, words: str) -> None:
        self._call.out(words + self.scope.words("ORS"))


_EXECUTORS: dict[type, Callable[..., None]] = {
    Print: Interpreter._print,
    Evaluate: lambda run, node: run.evaluate(node.expression),
    Block: Interpreter._block,
    If: Interpreter._if,
    Loop: Interpreter._loop,
    Each: Interpreter._each,
    Jump: Interpreter._jump,
    Leave: Interpreter._leave,
    Delete: Interpreter._delete,
}
