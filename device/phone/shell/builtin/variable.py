"""What sets variables, positional parameters and options of the shell."""

from device.phone.shell.builtin.jump import number
from device.phone.shell.execute import Executor
from device.phone.shell.launch import Builtin
from device.phone.shell.stream import Io, encode

_NAMED = {"errexit": "e", "noglob": "f", "nounset": "u", "pipefail": "pipefail"}
"""The options that do something here: e ends the shell at the first failure, f leaves patterns as they are,
u makes an unset variable an error, and with pipefail a pipeline fails where any of its commands does."""


def options_of(letters: str) -> frozenset[str]:
    """Those of a cluster of letters that do something here."""
    return frozenset(letters) & frozenset(_NAMED.values())


def _set(shell: Executor, args: list[str], io: Io) -> int:
    state = shell.state
    if not args:
        for name, value in sorted(state.variables.items()):
            io.out.write(encode(f"{name}={value}\n"))
    rest = list(args)
    while rest and rest[0][:1] in ("-", "+") and len(rest[0]) > 1:
        arg = rest.pop(0)
        if arg == "--":
            state.positional = rest
            break
        wanted = set(options_of(arg[1:]))
        if "o" in arg and rest:
            wanted.add(_NAMED.get(rest.pop(0), ""))
        state.options = state.options | wanted if arg[0] == "-" else state.options - wanted
    else:
        if rest:
            state.positional = rest
    return 0


def _is_name(text: str) -> bool:
    return text.isascii() and text.isidentifier()


def _export(shell: Executor, args: list[str], io: Io) -> int:
    state = shell.state
    if not args or args == ["-p"]:
        for name, value in sorted(state.environment().items()):
            io.out.write(encode(f"export {name}={value}\n"))
    for arg in args:
        name, equals, value = arg.partition("=")
        if not _is_name(name):
            if arg.startswith("-"):
                continue
            shell.complain(f"export: {name}: is not an identifier", io)
            return 1
        if equals:
            state.variables[name] = value
        state.exported.add(name)
    return 0


def _local(shell: Executor, args: list[str], io: Io) -> int:
    """local, typeset, declare: in a function the variable is what it was before once that ends."""
    state = shell.state
    for name, equals, value in (arg.partition("=") for arg in args):
        if not _is_name(name):
            continue
        if state.scopes:
            state.scopes[-1].setdefault(name, state.variables.pop(name, None))
        if equals or name not in state.variables:
            state.variables[name] = value
    if any(arg.startswith("-") and "x" in arg for arg in args):
        state.exported.update(filter(_is_name, (arg.partition("=")[0] for arg in args)))
    return 0


def _unset(shell: Executor, args: list[str], io: Io) -> int:
    for name in args:
        shell.state.variables.pop(name, None)
        if "-f" in args:
            shell.state.functions.pop(name, None)
    return 0


def _shift(shell: Executor, args: list[str], io: Io) -> int:
    count = number(args, 1)
    if count > len(shell.state.positional):
        shell.complain("shift: nothing to shift", io)
        return 1
    shell.state.positional = shell.state.positional[count:]
    return 0


BUILTINS: dict[str, Builtin] = {
    "set": _set, "export": _export, "unset": _unset, "shift": _shift, "local": _local, "typeset": _local,
    "declare": _local,
}  # fmt: skip
