"""What only has a status: true, false, test, and sleep, for which time passes."""

from device.phone.shell.call import UsageFault
from device.phone.shell.condition import evaluate
from device.phone.shell.execute import Executor
from device.phone.shell.launch import Builtin
from device.phone.shell.sleep import duration_ms, sleep
from device.phone.shell.stream import Io, encode


def _true(shell: Executor, args: list[str], io: Io) -> int:
    return 0


def _false(shell: Executor, args: list[str], io: Io) -> int:
    return 1


def _test(shell: Executor, args: list[str], io: Io) -> int:
    try:
        return int(not evaluate(args, shell.phone.files, shell.state))
    except UsageFault as fault:
        shell.complain(f"test: {fault}", io)
        return 2


def _bracket(shell: Executor, args: list[str], io: Io) -> int:
    if args[-1:] != ["]"]:
        shell.complain("[: missing ]", io)
        return 2
    return _test(shell, args[:-1], io)


def _sleep(shell: Executor, args: list[str], io: Io) -> int:
    """Time passes on the phone, none on the host."""
    total = 0
    for arg in args:
        ms = duration_ms(arg)
        if ms is None:
            io.err.write(encode(f"sleep: bad number '{arg}'\n"))
            return 1
        total += ms
    if not args:
        io.err.write(b'sleep: Needs 1 argument (see "sleep --help")\n')
        return 1
    sleep(shell.phone, shell.budget, total)
    return 0


BUILTINS: dict[str, Builtin] = {
    ":": _true, "true": _true, "false": _false, "test": _test, "[": _bracket, "sleep": _sleep, "wait": _true,
    "jobs": _true, "fg": _true,
}  # fmt: skip
