"""echo and printf."""

from device.phone.shell.execute import Executor
from device.phone.shell.launch import Builtin
from device.phone.shell.output import echoed, formatted
from device.phone.shell.stream import Io, encode


def _echo(shell: Executor, args: list[str], io: Io) -> int:
    """As mksh has it: backslashes count unless -E says otherwise."""
    io.out.write(encode(echoed(args, escapes=True)))
    return 0


def _printf(shell: Executor, args: list[str], io: Io) -> int:
    if not args:
        shell.complain("printf: missing argument", io)
        return 1
    text, complaint = formatted(args[0], args[1:])
    io.out.write(encode(text))
    if complaint:
        io.err.write(encode(f"printf: {complaint}\n"))
    return int(bool(complaint))


BUILTINS: dict[str, Builtin] = {"echo": _echo, "printf": _printf}
