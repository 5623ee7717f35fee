"""`test`, `[ ]` and `[[ ]]`."""

from collections.abc import Callable, Sequence

from device.phone.file.filesystem import FileSystem
from device.phone.shell.call import UsageFault
from device.phone.shell.pattern import matches
from device.phone.shell.state import State


def evaluate(words: Sequence[str], files: FileSystem, state: State, *, extended: bool = False) -> bool:
    """Whether the expression holds. Raises UsageFault when it is none."""
    if not words:
        return False
    return _Expression(words, files, state, extended).value()


def _number(text: str) -> int:
    try:
        return int(text.strip() or "0", 10)
    except ValueError:
        raise UsageFault(f"{text}: unexpected operator/operand") from None


_NUMERIC: dict[str, Callable[[int, int], bool]] = {
    "-eq": lambda left, right: left == right,
    "-ne": lambda left, right: left != right,
    "-lt": lambda left, right: left < right,
    "-le": lambda left, right: left <= right,
    "-gt": lambda left, right: left > right,
    "-ge": lambda left, right: left >= right,
}
_BINARY = frozenset({"=", "==", "!=", "<", ">", *_NUMERIC})
_UNARY = frozenset("-" + letter for letter in "abcdefghknoprsStuvwxzGLOR")


class _Expression:
    def __init__(self, words: Sequence[str], files: FileSystem, state: State, extended: bool) -> None:
        self._words, self._files, self._state, self._extended = words, files, state, extended
        self._at = 0

    def value(self) -> bool:
        """All of it."""
        if len(self._words) == 1:
            return self._words[0] != ""
        held = self._or()
        if self._at < len(self._words):
            raise UsageFault(f"{self._words[self._at]}: unexpected operator/operand")
        return held

    def _peek(self, ahead: int = 0) -> str | None:
        place = self._at + ahead
        return self._words[place] if place < len(self._words) else None

    def _or(self) -> bool:
        held = self._and()
        while self._peek() == ("||" if self._extended else "-o"):
            self._at += 1
            held = self._and() or held
        return held

    def _and(self) -> bool:
        held = self._not()
        while self._peek() == ("&&" if self._extended else "-a"):
            self._at += 1
            held = self._not() and held
        return held

    def _not(self) -> bool:
        flipped = False
        while self._peek() == "!" and self._peek(1) is not None and self._peek(1) not in _BINARY:
            self._at += 1
            flipped = not flipped
        return self._primary() != flipped

    def _primary(self) -> bool:
        word = self._peek()
        if word is None:
            raise UsageFault("argument expected")
        operator = self._peek(1)
        if operator in _BINARY and self._peek(2) is not None:
            self._at += 3
            return self._binary(word, operator or "", self._words[self._at - 1])
        if word in _UNARY and operator is not None:
            self._at += 2
            return self._unary(word, operator)
        self._at += 1
        return word != ""

    def _binary(self, left: str, operator: str, right: str) -> bool:
        if operator in _NUMERIC:
            return _NUMERIC[operator](_number(left), _number(right))
        if operator in ("=", "==", "!="):
            same = matches(right, left) if self._extended else left == right
            return same == (operator != "!=")
        return left < right if operator == "<" else left > right

    def _unary(self, operator: str, operand: str) -> bool:
        if operator == "-z":
            return operand == ""
        if operator == "-n":
            return operand != ""
        if operator == "-v":
            return operand in self._state.variables
        if operator in ("-t", "-o"):
            return operator == "-o" and operand in self._state.options
        path = self._state.absolute(operand)
        files = self._files
        if operator in ("-L", "-h"):
            return files.is_link(path)
        if not files.exists(path):
            return False
        if operator in ("-d", "-f"):
            return files.is_dir(path) if operator == "-d" else files.is_file(path)
        if operator == "-s":
            return files.stat(path).size > 0
        if operator == "-x":
            return bool(files.stat(path).mode & 0o111)
        return operator in ("-e", "-a", "-r", "-w", "-O", "-G")
