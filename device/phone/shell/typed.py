"""A script that comes by standard input, which its commands read, too: line by line, each run at once."""

from typing import TYPE_CHECKING

from device.phone.shell.parser import Parser
from device.phone.shell.stream import Input, Io, decode, encode
from device.phone.shell.syntax import Script, SyntaxFault

if TYPE_CHECKING:
    from device.phone.shell.execute import Executor


def run_typed(shell: "Executor", io: Io) -> int:
    """Run what stands in the input; the status. Exit goes on upwards."""
    lines = _Lines(shell, io.stdin)
    before, shell.depth = shell.depth, shell.deeper()
    try:
        while (line := lines.next()) is not None:
            shell.run(line, io)
    except SyntaxFault as fault:
        shell.complain(str(fault), io)
        shell.state.status = 1
    finally:
        shell.depth = before
    return shell.state.status


class _Lines:
    """The lines of an input; what a command has read meanwhile is none of them."""

    def __init__(self, shell: "Executor", given: Input) -> None:
        self._shell, self._given = shell, given
        self._begin()

    def _begin(self) -> None:
        self._text = decode(self._given.ahead)
        self._shell.budget.expansion(len(self._text))
        self._parser = Parser(self._text, 0)
        self._read = 0
        self._left = self._given.left

    def next(self) -> Script | None:
        """The next line; None at the end. Raises SyntaxFault."""
        if self._given.left != self._left:
            self._begin()
        line = self._parser.line()
        end = len(self._text) - self._parser.left
        self._given.take(len(encode(self._text[self._read : end])))
        self._read, self._left = end, self._given.left
        if line is None and self._given.endless is not None:
            self._given.rest()
        return line
