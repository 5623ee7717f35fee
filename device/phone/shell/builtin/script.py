"""What runs another command or a script: eval, source, exec, sh and prefixes of commands."""

from dataclasses import replace

from device.phone.filesystem import FileFault
from device.phone.shell.control import Exit, Return
from device.phone.shell.execute import Executor
from device.phone.shell.launch import Builtin, launch
from device.phone.shell.stream import Io, decode


def _exec(shell: Executor, args: list[str], io: Io) -> int:
    if args:
        raise Exit(launch(shell, args, io))
    return 0


def _eval(shell: Executor, args: list[str], io: Io) -> int:
    return shell.run_text(" ".join(args), io)


def _source(shell: Executor, args: list[str], io: Io) -> int:
    if not args:
        shell.complain(".: missing argument", io)
        return 1
    try:
        text = decode(shell.phone.files.read(shell.state.absolute(args[0])))
    except FileFault as fault:
        shell.complain(f".: {args[0]}: {fault.text}", io)
        return 1
    try:
        return shell.run_text(text, io)
    except Return as end:
        return end.status


def _sh(shell: Executor, args: list[str], io: Io) -> int:
    """Another shell: `sh -c text [name args...]`, `sh file [args...]`, or from stdin."""
    rest = list(args)
    command = False
    options: set[str] = set()
    while rest and rest[0].startswith("-") and rest[0] != "-":
        option = rest.pop(0)
        command = command or "c" in option
        options.update(letter for letter in option[1:] if letter in "eu")
    child = shell.child()
    state = child.state
    state.variables = state.environment()
    state.functions, state.options, state.status = {}, frozenset(options), 0
    try:
        text = _script_text(shell, command, rest, io)
    except FileFault as fault:
        shell.complain(f"{rest[0]}: {fault.text}", io)
        return 127
    state.name = rest[0] if rest else "sh"
    state.positional = rest[1:]
    try:
        return child.run_text(text, io)
    except Exit as end:
        return end.status


def _script_text(shell: Executor, command: bool, rest: list[str], io: Io) -> str:
    """The script; what is taken from `rest` is gone from it."""
    if command:
        return rest.pop(0) if rest else ""
    if rest:
        return decode(shell.phone.files.read(shell.state.absolute(rest[0])))
    return decode(io.stdin.rest())


def _background(shell: Executor, args: list[str], io: Io) -> int:
    """nohup, time, command prefixes that change nothing here."""
    return launch(shell, args, replace(io)) if args else 1


BUILTINS: dict[str, Builtin] = {
    "exec": _exec, "eval": _eval, ".": _source, "source": _source, "sh": _sh, "/system/bin/sh": _sh,
    "/bin/sh": _sh, "nohup": _background, "builtin": _background, "time": _background,
}  # fmt: skip
