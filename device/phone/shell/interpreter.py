"""The phone's shell: a small POSIX shell of our own. Nothing of the host can be reached from it.

    result = phone.shell("settings get global wifi_on; echo $?")
    session = phone.shell.session(); session("cd /sdcard"); session("pwd").stdout

Bounds, so that whatever comes in over adb ends: commands (200,000 builtins or 10,000 programs), bytes of
output (256 MiB), text of variables (64 MiB) and nesting are limited, see stream.py. A script that does more
is killed with a message on stderr and exit code 137.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from device.phone.shell.builtin import BUILTINS
from device.phone.shell.call import Command
from device.phone.shell.control import Abort, Exit, LoopJump
from device.phone.shell.execute import Executor
from device.phone.shell.launch import Commands
from device.phone.shell.parser import parse
from device.phone.shell.registry import PROGRAMS
from device.phone.shell.result import ShellResult
from device.phone.shell.state import SELF, State
from device.phone.shell.stream import Budget, Collector, Exhausted, Io, Null, OpenFile, ShellInput
from device.phone.shell.syntax import SyntaxFault
from device.phone.shell.typed import run_lines, run_typed

if TYPE_CHECKING:
    from device.phone.screen.handset import Handset

KILLED = 137


class Shell:
    """Runs commands on a phone."""

    def __init__(self, phone: "Handset") -> None:
        self._phone = phone
        self._commands = Commands(BUILTINS, PROGRAMS)

    def __call__(
        self, command: str, stdin: bytes = b"", *, env: Mapping[str, str] | None = None
    ) -> ShellResult:
        """Run a command line or script in a fresh shell process."""
        return self.session(env)(command, stdin)

    def teach(self, programs: Mapping[str, Command]) -> None:
        """Have programs of this phone do something else than those of a Pixel."""
        self._commands = Commands(self._commands.builtins, {**self._commands.programs, **programs})

    def session(self, env: Mapping[str, str] | None = None) -> "ShellSession":
        """A shell that stays: working directory, variables and functions last from call to call."""
        state = State()
        if env:
            state.variables.update(env)
            state.exported.update(env)
        return ShellSession(self._phone, self._commands, state)


class ShellSession:
    """One shell process."""

    def __init__(self, phone: "Handset", commands: Commands, state: State) -> None:
        self._phone = phone
        self._commands = commands
        self.state = state
        self._kept = Io(ShellInput(), Null(), Null())
        """What `exec` left open at the end of the last call."""
        self.exited = False
        """Whether `exit` was run."""

    @property
    def prompt(self) -> str:
        """What an interactive shell prints before it reads a line."""
        return f"oriole:{self.state.cwd} # "

    def __call__(self, command: str, stdin: bytes = b"") -> ShellResult:
        """Run the next lines."""
        try:
            script = parse(command)
        except SyntaxFault:
            return self._result(lambda shell, io: run_lines(shell, command, io), stdin)
        return self._result(lambda shell, io: shell.run(script, io), stdin)

    def typed(self, script: bytes) -> ShellResult:
        """Run a script that comes by standard input, where its commands find what follows them."""
        return self._result(run_typed, script)

    def _result(self, run: Callable[[Executor, Io], int], stdin: bytes) -> ShellResult:
        pieces: list[tuple[int, bytes]] = []
        budget = Budget()
        given = ShellInput(stdin)
        io = self._descriptors(given, Collector(1, pieces, budget), Collector(2, pieces, budget))
        executor = Executor(self._phone, self.state, budget, self._commands, io)
        status = self._status(lambda: run(executor, io), pieces)
        self.state.status = status
        self._kept = io
        result = ShellResult(tuple(pieces), status, budget.slept_ms)
        # An executor is a ring of objects that stays until the collector comes: not with megabytes in it.
        pieces.clear()
        given.clear()
        return result

    def _descriptors(self, given: ShellInput, out: Collector, err: Collector) -> Io:
        kept = self._kept
        return Io(
            given,
            kept.out if isinstance(kept.out, OpenFile) else out,
            kept.err if isinstance(kept.err, OpenFile) else err,
            {fd: end for fd, end in kept.more.items() if isinstance(end, ShellInput | OpenFile)},
        )

    def _status(self, run: Callable[[], int], pieces: list[tuple[int, bytes]]) -> int:
        try:
            run()
        except Exit as end:
            self.exited = not isinstance(end, Abort)
            return end.status
        except LoopJump:
            return 0
        except Exhausted as why:
            pieces.append((2, _message(f"killed: {why}")))
            return KILLED
        return self.state.status


def _message(text: str) -> bytes:
    return f"{SELF}: {text}\n".encode("utf-8", "replace")
