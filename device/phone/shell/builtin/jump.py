"""exit, return, break and continue: out of a script, a function or a loop."""

from device.phone.shell.control import Exit, LoopJump, Return
from device.phone.shell.execute import Executor
from device.phone.shell.launch import Builtin
from device.phone.shell.stream import Io


def number(args: list[str], default: int) -> int:
    """The first argument where it is a number."""
    return int(args[0]) if args and args[0].isascii() and args[0].lstrip("-").isdigit() else default


def _exit(shell: Executor, args: list[str], io: Io) -> int:
    raise Exit(number(args, shell.state.status) & 0xFF)


def _return(shell: Executor, args: list[str], io: Io) -> int:
    raise Return(number(args, shell.state.status) & 0xFF)


def _break(shell: Executor, args: list[str], io: Io) -> int:
    if shell.loops:
        raise LoopJump(max(1, min(shell.loops, number(args, 1))), again=False)
    return 0


def _continue(shell: Executor, args: list[str], io: Io) -> int:
    if shell.loops:
        raise LoopJump(max(1, min(shell.loops, number(args, 1))), again=True)
    return 0


BUILTINS: dict[str, Builtin] = {"exit": _exit, "return": _return, "break": _break, "continue": _continue}
