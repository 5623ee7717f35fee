"""What sets variables, positional parameters and options of the shell."""

import re

from device.phone.shell import array
from device.phone.shell.arithmetic import ArithmeticFault, evaluate
from device.phone.shell.builtin.jump import number
from device.phone.shell.execute import Executor
from device.phone.shell.launch import Builtin
from device.phone.shell.stream import Io, decode, encode

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
    for name in (arg.partition("=")[0] for arg in args):
        if state.scopes and _is_name(name):
            state.scopes[-1].setdefault(name, state.variables.pop(name, None))
    return _assign_only(shell, args, io)


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


def _assign_only(shell: Executor, args: list[str], io: Io) -> int:
    """readonly: here just assignments."""
    for arg in args:
        name, equals, value = arg.partition("=")
        if _is_name(name) and (equals or name not in shell.state.variables):
            shell.state.variables[name] = value
    return 0


def _unset(shell: Executor, args: list[str], io: Io) -> int:
    for name in args:
        found = _ELEMENT.fullmatch(name)
        if found is not None:
            shell.state.variables.pop(array.element(found[1], int(found[2])), None)
        else:
            shell.budget.expansion(len(shell.state.variables))
            array.forget(shell.state.variables, name)
        if "-f" in args:
            shell.state.functions.pop(name, None)
    return 0


def _set(shell: Executor, args: list[str], io: Io) -> int:
    state = shell.state
    if not args:
        for name, value in sorted(state.variables.items()):
            io.out.write(encode(f"{name}={value}\n"))
    options = set(state.options)
    rest = list(args)
    while rest and rest[0][:1] in ("-", "+") and len(rest[0]) > 1:
        arg = rest.pop(0)
        if arg == "--":
            state.positional = rest
            break
        named = "o" in arg and bool(rest)
        letters = {"errexit": "e", "nounset": "u"}.get(rest.pop(0), "") if named else arg[1:]
        wanted = {letter for letter in letters if letter in "eu"}
        options = options | wanted if arg[0] == "-" else options - wanted
    else:
        if rest:
            state.positional = rest
    state.options = frozenset(options)
    return 0


def _shift(shell: Executor, args: list[str], io: Io) -> int:
    count = number(args, 1)
    if count > len(shell.state.positional):
        shell.complain("shift: nothing to shift", io)
        return 1
    shell.state.positional = shell.state.positional[count:]
    return 0


def _read(shell: Executor, args: list[str], io: Io) -> int:
    names = [arg for arg in args if not arg.startswith("-")] or ["REPLY"]
    raw = any(arg.startswith("-") and "r" in arg for arg in args)
    line = decode(io.stdin.line())
    ended = not line.endswith("\n")
    text = line.removesuffix("\n")
    while not raw and text.endswith("\\") and not ended:
        line = decode(io.stdin.line())
        ended = not line.endswith("\n")
        text = text[:-1] + line.removesuffix("\n")
    variables = shell.state.variables
    separators = variables.get("IFS", " \t\n")
    rest = text if raw else text.replace("\\", "")
    for place, name in enumerate(names):
        last = place == len(names) - 1
        rest = rest.strip("".join(char for char in separators if char in " \t\n"))
        cut = next((at for at, char in enumerate(rest) if char in separators), len(rest))
        value = rest if last else rest[:cut]
        rest = "" if last else rest[cut + 1 :]
        if _is_name(name):
            variables[name] = value
    return int(ended and not text)


BUILTINS: dict[str, Builtin] = {
    "export": _export, "unset": _unset, "local": _local, "typeset": _local,
    "readonly": _assign_only, "declare": _local, "let": _let, "set": _set, "shift": _shift, "read": _read,
}  # fmt: skip
