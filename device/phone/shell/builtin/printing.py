"""echo, print and printf."""

from device.phone.shell.call import UsageFault, read_options
from device.phone.shell.execute import Executor
from device.phone.shell.launch import Builtin
from device.phone.shell.output import ESCAPES, echoed, formatted
from device.phone.shell.stream import Input, Io, encode


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


def _print(shell: Executor, args: list[str], io: Io) -> int:
    try:
        options = read_options(args, "+nreu:", {})
        place = options.number("u", 1)
    except UsageFault as fault:
        shell.complain(f"print: {fault}", io)
        return 1
    out = {1: io.out, 2: io.err, **io.more}.get(place)
    if out is None or isinstance(out, Input):
        shell.complain(f"print: -u: {place}: bad file descriptor", io)
        return 1
    text, stopped = " ".join(options.rest), False
    if "r" not in options:
        text, stopped = ESCAPES.decoded(text)
    out.write(encode(text if stopped or "n" in options else text + "\n"))
    return 0


BUILTINS: dict[str, Builtin] = {"echo": _echo, "printf": _printf, "print": _print}
