"""trap: what a shell does when it ends. Signals other than EXIT never come here."""

from device.phone.shell.execute import Executor
from device.phone.shell.launch import Builtin
from device.phone.shell.state import EXIT_TRAP
from device.phone.shell.stream import Io, encode

_NUMBERED = {
    "0": EXIT_TRAP, "1": "HUP", "2": "INT", "3": "QUIT", "6": "ABRT", "9": "KILL", "13": "PIPE", "14": "ALRM",
    "15": "TERM",
}  # fmt: skip
_NAMES = frozenset({*_NUMBERED.values(), "ERR", "USR1", "USR2", "CHLD", "CONT", "STOP", "TSTP", "WINCH"})


def _trap(shell: Executor, args: list[str], io: Io) -> int:
    args = args[1:] if args[:1] == ["--"] else args
    traps = shell.state.traps
    if not args or args == ["-p"]:
        for name, command in traps.items():
            quoted = command.replace("'", "'\\''")
            io.out.write(encode(f"trap -- '{quoted}' {name}\n"))
        return 0
    if len(args) == 1 or args[0].isdigit():
        return _set(shell, None, args, io)  # back to what they do by themselves
    return _set(shell, None if args[0] == "-" else args[0], args[1:], io)


def _set(shell: Executor, command: str | None, signals: list[str], io: Io) -> int:
    status = 0
    for signal in signals:
        name = _NUMBERED.get(signal, signal.upper().removeprefix("SIG"))
        if name not in _NAMES:
            shell.complain(f"trap: bad signal '{signal}'", io)
            status = 1
        elif command is None:
            shell.state.traps.pop(name, None)
        else:
            shell.state.traps[name] = command
    return status


BUILTINS: dict[str, Builtin] = {"trap": _trap}
