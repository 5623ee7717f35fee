"""What runs another command or a script: eval, source, exec, sh and prefixes of commands."""

from dataclasses import replace

from device.phone.file.filesystem import FileFault
from device.phone.shell.builtin.variable import options_of
from device.phone.shell.control import Exit, Return
from device.phone.shell.execute import Executor
from device.phone.shell.launch import Builtin, launch
from device.phone.shell.stream import Io, decode
from device.phone.shell.typed import run_lines, run_typed


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
        return run_lines(shell, text, io, args[0])
    except Return as end:
        return end.status


def _sh(shell: Executor, args: list[str], io: Io) -> int:
    """Another shell: `sh -c text [name args...]`, `sh file [args...]`, or from stdin (`sh -s args...`)."""
    rest = list(args)
    options: set[str] = set()
    while rest and rest[0].startswith("-") and rest[0] != "-":
        options.update(rest.pop(0)[1:])
    child, io = shell.child(), replace(io)
    state = child.state
    state.variables = {**state.environment(), "PWD": state.cwd}
    state.name, state.place = "sh", None
    state.functions, state.options, state.status = {}, options_of("".join(options)), 0
    try:
        if "c" in options:
            text = rest.pop(0) if rest else ""
        elif "s" in options or not rest:
            state.positional = rest
            return child.ended(lambda: run_typed(child, io), io)
        else:
            text = decode(shell.phone.files.read(shell.state.absolute(rest[0])))
        state.name = rest[0] if rest else state.name
        state.positional = rest[1:]
        file = "" if "c" in options else state.name
        return child.ended(lambda: run_lines(child, text, io, file), io)
    except FileFault as fault:
        shell.complain(f"{rest[0]}: {fault.text}", io)
        return 127


def _background(shell: Executor, args: list[str], io: Io) -> int:
    """Nohup and the like, which change nothing here."""
    return launch(shell, args, replace(io)) if args else 1


BUILTINS: dict[str, Builtin] = {
    "exec": _exec, "eval": _eval, ".": _source, "source": _source, "sh": _sh, "/system/bin/sh": _sh,
    "/bin/sh": _sh, "nohup": _background, "builtin": _background,
}  # fmt: skip
