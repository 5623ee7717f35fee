"""What sets variables, positional parameters and options of the shell."""

import re

from device.phone.shell import array
from device.phone.shell.arithmetic import ArithmeticFault, evaluate
from device.phone.shell.builtin.jump import number
from device.phone.shell.execute import Executor
from device.phone.shell.launch import Builtin
from device.phone.shell.stream import Io, encode
from device.phone.shell.variable import ReadOnly

_ELEMENT = re.compile(r"([A-Za-z_]\w*)\[(\d{1,9})\]", re.ASCII)


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
    flags = "".join(arg[1:] for arg in args if arg.startswith("-"))
    for name in (arg.partition("=")[0] for arg in args):
        if state.scopes and _is_name(name):
            state.scopes[-1].setdefault(name, state.variables.pop(name, None))
    status = _assign_only(shell, args, io)
    names = [name for name in (arg.partition("=")[0] for arg in args) if _is_name(name)]
    if "r" in flags:
        state.variables.fixed.update(names)
    if "x" in flags:
        state.exported.update(names)
    return status


def _let(shell: Executor, args: list[str], io: Io) -> int:
    """Each argument is an expression; the last one's value is the status."""
    value = 0
    for arg in args:
        try:
            value = evaluate(arg, shell.state.variables)
        except ArithmeticFault as fault:
            shell.complain(f"let: {fault}", io)
            return 1
    return int(not value)


def _readonly(shell: Executor, args: list[str], io: Io) -> int:
    """Fix variables, with the values given; without any, tell which are."""
    variables = shell.state.variables
    names = [arg for arg in args if arg != "-p"]
    for name in sorted(variables.fixed) if not names else ():
        io.out.write(encode(f"readonly {name}={variables.get(name, '')}\n"))
    for arg in names:
        name, equals, value = arg.partition("=")
        if not _is_name(name):
            shell.complain(f"readonly: {name}: is not an identifier", io)
            return 1
        if equals:
            variables[name] = value
        variables.fixed.add(name)
    return 0


def _assign_only(shell: Executor, args: list[str], io: Io) -> int:
    for arg in args:
        name, equals, value = arg.partition("=")
        if _is_name(name) and (equals or name not in shell.state.variables):
            shell.state.variables[name] = value
    return 0


def _unset(shell: Executor, args: list[str], io: Io) -> int:
    status = 0
    for name in args:
        try:
            _forget(shell, name)
        except ReadOnly as fault:
            shell.complain(str(fault), io)
            status = 1
        if "-f" in args:
            shell.state.functions.pop(name, None)
    return status


def _forget(shell: Executor, name: str) -> None:
    """Unset a variable, or an element of an array. Raises ReadOnly."""
    variables = shell.state.variables
    found = _ELEMENT.fullmatch(name)
    if found is not None:
        variables.pop(array.element(found[1], int(found[2])), None)
    else:
        shell.budget.expansion(len(variables))
        array.forget(variables, name)


def _shift(shell: Executor, args: list[str], io: Io) -> int:
    count = number(args, 1)
    if count > len(shell.state.positional):
        shell.complain("shift: nothing to shift", io)
        return 1
    shell.state.positional = shell.state.positional[count:]
    return 0


BUILTINS: dict[str, Builtin] = {
    "export": _export, "unset": _unset, "local": _local, "typeset": _local,
    "readonly": _readonly, "declare": _local, "let": _let, "shift": _shift,
}  # fmt: skip
