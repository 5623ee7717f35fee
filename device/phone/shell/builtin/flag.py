"""set: the options of a shell process, and its positional parameters."""

from device.phone.shell.execute import Executor
from device.phone.shell.launch import Builtin
from device.phone.shell.stream import Io, encode

NAMED = {
    "errexit": "e", "noglob": "f", "nounset": "u", "pipefail": "pipefail", "xtrace": "x",
}  # fmt: skip
"""The options that do something here: e ends the shell at the first failure, f leaves patterns as they are,
u makes an unset variable an error, x tells each command before it runs, and with pipefail a pipeline fails
where any of its commands does."""


def options_of(letters: str) -> frozenset[str]:
    """Those of a cluster of letters that do something here."""
    return frozenset(letters) & frozenset(NAMED.values())


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
        if "o" in arg and not rest:
            _list(shell, io)
        elif "o" in arg:
            name = rest.pop(0)
            wanted |= {NAMED[name]} if name in NAMED else set()
        state.options = state.options | wanted if arg[0] == "-" else state.options - wanted
    else:
        if rest:
            state.positional = rest
    return 0


def _list(shell: Executor, io: Io) -> None:
    io.out.write(b"Current option settings\n")
    for name, letter in NAMED.items():
        io.out.write(encode(f"{name:<12}{'on' if letter in shell.state.options else 'off'}\n"))


BUILTINS: dict[str, Builtin] = {"set": _set}
