"""which, command and toybox: which command a name stands for."""

from device.phone.shell.execute import Executor
from device.phone.shell.launch import Builtin, launch
from device.phone.shell.stream import Io, encode

_ALSO_PROGRAMS = frozenset({"sh", "sleep", "echo", "printf", "test", "[", "toybox", "which", "nohup"})
"""Builtins that are found as files, too."""


def _command(shell: Executor, args: list[str], io: Io) -> int:
    if args[:1] in (["-v"], ["-V"]):
        return _which(shell, args[1:], io, builtins=True)
    return launch(shell, args, io) if args else 0


def _which(shell: Executor, args: list[str], io: Io, *, builtins: bool = False) -> int:
    status = int(not args)
    for name in args:
        base = name.removeprefix("/system/bin/")
        pure = name in shell.commands.builtins and name not in _ALSO_PROGRAMS
        if builtins and (name in shell.state.functions or pure):
            io.out.write(encode(name + "\n"))
        elif base in shell.commands.programs or base in ("sh", "sleep", "echo", "printf", "test", "["):
            io.out.write(encode(f"/system/bin/{base}\n"))
        else:
            status = 1
    return status


def _which_program(shell: Executor, args: list[str], io: Io) -> int:
    return _which(shell, [arg for arg in args if arg != "-a"], io)


def _toybox(shell: Executor, args: list[str], io: Io) -> int:
    if not args:
        io.out.write(encode(" ".join(sorted(shell.commands.programs)) + "\n"))
        return 0
    if args[0] not in shell.commands.programs and args[0] not in shell.commands.builtins:
        io.err.write(encode(f"toybox: Unknown command {args[0]}\n"))
        return 127
    return launch(shell, shell.commands.outside(args), io)


BUILTINS: dict[str, Builtin] = {
    "command": _command, "which": _which_program, "toybox": _toybox,
}  # fmt: skip
