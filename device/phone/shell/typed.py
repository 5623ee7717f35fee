"""Scripts that run line by line, as a shell reads them: one with a fault further on runs up to there."""

from typing import TYPE_CHECKING

from device.phone.shell.control import Abort
from device.phone.shell.parser import Parser
from device.phone.shell.stream import Io, ShellInput, decode, encode
from device.phone.shell.syntax import Script, SyntaxFault

if TYPE_CHECKING:
    from device.phone.shell.execute import Executor

_STANDARD_INPUT = "<stdin>"
_UNMATCHED = "syntax error: unmatched"


def run_typed(shell: "Executor", io: Io) -> int:
    """Run what stands in the input, which its commands read, too; the status. Exit goes on upwards."""
    return _run(shell, _Lines(shell, io.stdin), io, _STANDARD_INPUT)


def run_lines(shell: "Executor", text: str, io: Io, file: str = "") -> int:
    """Run a script; the status. Exit goes on upwards.

    `file` is what a script that is a file is called: the shell then tells where in it something is wrong.
    """
    return _run(shell, _Lines(shell, ShellInput(encode(text))), io, file)


def _run(shell: "Executor", lines: "_Lines", io: Io, file: str) -> int:
    state = shell.state
    place, depth = state.place, shell.depth
    shell.depth = shell.deeper()
    try:
        while (line := lines.next()) is not None:
            state.place = (file, lines.number) if file else place
            shell.run(line, io)
    except SyntaxFault as fault:
        number = lines.begun if str(fault).startswith(_UNMATCHED) else lines.number
        state.place = (file, number) if file else place
        shell.complain(str(fault), io)
        raise Abort(1) from fault
    finally:
        shell.depth, state.place = depth, place
    return state.status


class _Lines:
    """The lines of an input; what a command has read meanwhile is none of them."""

    def __init__(self, shell: "Executor", given: ShellInput) -> None:
        self._shell, self._given = shell, given
        self._passed = 0
        self._begin()

    def _begin(self) -> None:
        self._text = decode(self._given.ahead)
        self._shell.budget.expansion(len(self._text))
        self._parser = Parser(self._text, 0)
        self._read = 0
        self._left = self._given.left

    @property
    def number(self) -> int:
        """Of the line that was read last, from 1."""
        return self._passed + self._parser.number

    @property
    def begun(self) -> int:
        """Of the line that began what was read last."""
        return self._passed + self._parser.begun

    def next(self) -> Script | None:
        """The next line, or as many as belong together; None at the end. Raises SyntaxFault."""
        if self._given.left != self._left:
            self._passed = self.number
            self._begin()
        line = self._parser.line()
        end = len(self._text) - self._parser.left
        self._given.take(len(encode(self._text[self._read : end])))
        self._read, self._left = end, self._given.left
        return line
