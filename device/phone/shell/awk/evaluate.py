"""What expressions come to."""

import math
from collections.abc import Callable
from random import Random

from device.phone.shell.awk import function
from device.phone.shell.awk.fault import AwkFault
from device.phone.shell.awk.pattern import compiled
from device.phone.shell.awk.scope import Scope
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
from device.phone.shell.awk.value import Value, compare, number, text, truth, whole


def _divide(left: float, right: float) -> float:
    if right == 0.0:
        raise AwkFault("division by zero")
    return left / right


def _modulo(left: float, right: float) -> float:
    if right == 0.0:
        raise AwkFault("division by zero in %")
    return math.fmod(left, right) if math.isfinite(left) else math.nan


def _power(left: float, right: float) -> float:
    try:
        return math.pow(left, right)
    except OverflowError:
        return math.inf
    except ValueError:
        return math.inf if left == 0.0 else math.nan


_ARITHMETIC: dict[str, Callable[[float, float], float]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "/": _divide,
    "%": _modulo,
    "^": _power,
}
_COMPARISONS: dict[str, Callable[[int], bool]] = {
    "<": lambda order: order < 0,
    "<=": lambda order: order <= 0,
    "==": lambda order: order == 0,
    "!=": lambda order: order != 0,
    ">": lambda order: order > 0,
    ">=": lambda order: order >= 0,
}


class Evaluator:
    """Expressions of one program that runs. What it reads and calls is for the Interpreter to say."""

    def __init__(self, scope: Scope, seconds: float) -> None:
        """`seconds`: the date, which srand() takes as its seed."""
        self.scope = scope
        self.chance = Random(1)
        self._seed = 1.0
        self._seconds = float(seconds)  # an int is no Value

    def seed(self, seed: float | None) -> float:
        """Begin other random numbers; the seed before."""
        before, self._seed = self._seed, self._seconds if seed is None else seed
        self.chance = Random(whole(self._seed))
        return before

    def call(self, name: str, args: tuple[Expression, ...]) -> Value:
        """Call a function of the program's own."""
        raise NotImplementedError

    def getline(self, node: Getline) -> Value:
        """Read a record."""
        raise NotImplementedError

    def run_command(self, command: str) -> int:
        """Run a command; its exit code."""
        raise NotImplementedError

    def close(self, name: str) -> int:
        """Close a file or command that was written to or read from; 0 when it was open."""
        raise NotImplementedError

    def evaluate(self, node: Expression) -> Value:
        """An expression's value. Raises AwkFault."""
        return _EVALUATORS[type(node)](self, node)

    def words(self, node: Expression) -> str:
        """Its value as text."""
        value = self.evaluate(node)
        return value if isinstance(value, str) else text(value, self.scope.words("CONVFMT"))

    def number(self, node: Expression) -> float:
        """Its value as a number."""
        return number(self.evaluate(node))

    def holds(self, node: Expression) -> bool:
        """Whether it is true."""
        return truth(self.evaluate(node))

    def regex(self, node: Expression) -> str:
        """The regular expression that it is, or whose text it gives."""
        return node.text if isinstance(node, Regex) else self.words(node)

    def key(self, keys: tuple[Expression, ...]) -> str:
        """The name of an array's element."""
        if len(keys) == 1:
            return self.words(keys[0])
        return self.scope.words("SUBSEP").join(map(self.words, keys))

    def assign(self, target: Target, value: Value) -> None:
        """Give a variable, a field or an element a value."""
        scope = self.scope
        if isinstance(target, Name):
            scope.set(target.name, value)
        elif isinstance(target, Element):
            scope.put(scope.array(target.array), self.key(target.keys), value)
        else:
            index, words = whole(self.evaluate(target.index)), text(value, scope.words("CONVFMT"))
            scope.keep(words)
            if index == 0:
                scope.record.set(words, self.separator())
            else:
                scope.record.put(index, words)

    def separator(self) -> str:
        """What fields are parted by: FS, and where empty lines part records line ends as well."""
        separator = self.scope.words("FS")
        if self.scope.words("RS") or separator == " ":
            return separator
        return f"[{separator}]|\n" if len(separator) == 1 else f"({separator})|\n"

    # -- kinds of expressions ------------------------------------------------------------------------
    def _field(self, node: Field) -> Value:
        return self.scope.record.field(whole(self.evaluate(node.index)))

    def _element(self, node: Element) -> Value:
        return self.scope.element(self.scope.array(node.array), self.key(node.keys))

    def _contains(self, node: Contains) -> Value:
        return float(self.key(node.keys) in self.scope.array(node.array))

    def _regex(self, node: Regex) -> Value:
        return float(compiled(node.text).search(self.scope.record.text) is not None)

    def _unary(self, node: Unary) -> Value:
        if node.operator == "!":
            return float(not self.holds(node.operand))
        amount = self.number(node.operand)
        return -amount if node.operator == "-" else amount

    def _binary(self, node: Binary) -> Value:
        operator = node.operator
        if operator in _ARITHMETIC:
            return _ARITHMETIC[operator](self.number(node.left), self.number(node.right))
        if operator in _COMPARISONS:
            order = compare(self.evaluate(node.left), self.evaluate(node.right))
            return float(_COMPARISONS[operator](order))
        if operator == " ":
            joined = self.words(node.left) + self.words(node.right)
            self.scope.keep(joined)
            return joined
        if operator in ("~", "!~"):
            found = compiled(self.regex(node.right)).search(self.words(node.left))
            return float((found is not None) is (operator == "~"))
        if operator == "&&":
            return float(self.holds(node.left) and self.holds(node.right))
        return float(self.holds(node.left) or self.holds(node.right))

    def _choice(self, node: Choice) -> Value:
        return self.evaluate(node.yes if self.holds(node.condition) else node.no)

    def _assign(self, node: Assign) -> Value:
        value = self.evaluate(node.value)
        if node.operator:
            value = _ARITHMETIC[node.operator](self.number(node.target), number(value))
        self.assign(node.target, value)
        return value

    def _count(self, node: Count) -> Value:
        before = self.number(node.target)
        self.assign(node.target, before + node.by)
        return before + node.by if node.before else before

    def _invoke(self, node: Invoke) -> Value:
        return self.call(node.name, node.args) if node.own else function.FUNCTIONS[node.name](self, node.args)

    def _listing(self, node: Listing) -> Value:
        raise AwkFault("illegal grouping of expressions")


_EVALUATORS: dict[type, Callable[..., Value]] = {
    Number: lambda _, node: node.value,
    String: lambda _, node: node.text,
    Name: lambda run, node: run.scope.get(node.name),
    Regex: Evaluator._regex,
    Field: Evaluator._field,
    Element: Evaluator._element,
    Listing: Evaluator._listing,
    Contains: Evaluator._contains,
    Unary: Evaluator._unary,
    Binary: Evaluator._binary,
    Choice: Evaluator._choice,
    Assign: Evaluator._assign,
    Count: Evaluator._count,
    Invoke: Evaluator._invoke,
    Getline: lambda run, node: run.getline(node),
}
