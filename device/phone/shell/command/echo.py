"""echo as toybox has it, for whoever runs it without the shell (xargs, find -exec): backslashes stay."""

from device.phone.shell.call import Call, Command
from device.phone.shell.output import echoed


def echo(call: Call) -> int:
    """Its operands on a line."""
    call.out(echoed(call.args, escapes=False))
    return 0


COMMANDS: dict[str, Command] = {"echo": echo}
