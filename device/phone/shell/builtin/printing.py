"""echo and printf."""

from device.phone.shell.execute import Executor
from device.phone.shell.launch import Builtin
from device.phone.shell.output import ESCAPES, formatted
from device.phone.shell.stream import Io, encode


def _echo(shell: Executor, args: list[str], io: Io) -> int:
    newline, escapes = True, False
    while args and len(args[0]) > 1 and args[0][0] == "-" and set(args[0][1:]) <= set("neE"):
        newline = newline and "n" not in args[0]
        escapes = (escapes or "e" in args[0]) and "E" not in args[0]
        args = args[1:]
    text = " ".join(args)
    if escapes and "\\" in text:
        text, stopped = ESCAPES.decoded(text)
        newline = newline and not stopped
    io.out.write(encode(text + "\n" if newline else text))
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
