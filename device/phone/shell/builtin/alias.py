"""alias and unalias: a name that stands for the beginning of a command."""

from device.phone.shell.execute import Executor
from device.phone.shell.launch import Builtin
from device.phone.shell.stream import Io, encode


def _alias(shell: Executor, args: list[str], io: Io) -> int:
    aliases = shell.state.aliases
    status = 0
    for arg in args or sorted(aliases):
        name, equals, value = arg.partition("=")
        if equals:
            shell.budget.expansion(len(value))
            aliases[name] = value
        elif name in aliases:
            io.out.write(encode(f"{name}={_quoted(aliases[name])}\n"))
        else:
            shell.complain(f"alias: {name}: not found", io)
            status = 1
    return status


def _quoted(value: str) -> str:
    plain = value and all(char.isalnum() or char in "_-./:" for char in value)
    return value if plain else "'" + value.replace("'", "'\\''") + "'"


def _unalias(shell: Executor, args: list[str], io: Io) -> int:
    if args[:1] == ["-a"]:
        shell.state.aliases.clear()
        return 0
    return int(any(shell.state.aliases.pop(name, None) is None for name in args))


BUILTINS: dict[str, Builtin] = {"alias": _alias, "unalias": _unalias}
