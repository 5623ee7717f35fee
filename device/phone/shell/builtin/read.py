"""read: a line of input into variables."""

from device.phone.shell.call import UsageFault, read_options
from device.phone.shell.execute import Executor
from device.phone.shell.launch import Builtin
from device.phone.shell.stream import Io, ShellInput, decode


def _read(shell: Executor, args: list[str], io: Io) -> int:
    try:
        options = read_options(args, "+rspn:t:", {})
        most = options.number("n", 0)
    except UsageFault as fault:
        shell.complain(f"read: {fault}", io)
        return 2
    raw = "r" in options
    if most > 0:
        text = decode(io.stdin.take(most))
        ended, text = not text, text.partition("\n")[0]
    else:
        text, ended = _line(io.stdin, raw)
    shell.budget.expansion(len(text))
    variables = shell.state.variables
    separators = variables.get("IFS", " \t\n")
    rest = text if raw else text.replace("\\", "")
    names = [arg.partition("?")[0] for arg in options.rest] or ["REPLY"]
    for place, name in enumerate(names):
        last = place == len(names) - 1
        rest = rest.strip("".join(char for char in separators if char in " \t\n"))
        cut = next((at for at, char in enumerate(rest) if char in separators), len(rest))
        value = rest if last else rest[:cut]
        rest = "" if last else rest[cut + 1 :]
        if name.isascii() and name.isidentifier():
            variables[name] = value
    return int(ended and not text)


def _line(source: ShellInput, raw: bool) -> tuple[str, bool]:
    """The line without its end, and whether the input ended first."""
    line = decode(source.line())
    ended = not line.endswith("\n")
    text = line.removesuffix("\n")
    while not raw and text.endswith("\\") and not ended:
        line = decode(source.line())
        ended = not line.endswith("\n")
        text = text[:-1] + line.removesuffix("\n")
    return text, ended


BUILTINS: dict[str, Builtin] = {"read": _read}
