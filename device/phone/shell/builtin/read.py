"""read: a line of input into variables."""

from device.phone.shell.array import fill
from device.phone.shell.call import Options, UsageFault, read_options
from device.phone.shell.execute import Executor
from device.phone.shell.launch import Builtin
from device.phone.shell.stream import PREFIX, Input, Io, decode


def _read(shell: Executor, args: list[str], io: Io) -> int:
    try:
        options = read_options(args, "+rsAapd:N:n:t:u:", {})
        source = _source(options, io)
        most = min(PREFIX, options.number("N", options.number("n", 0)))
    except UsageFault as fault:
        shell.complain(f"read: {fault}", io)
        return 2
    raw = "r" in options
    if most > 0:
        text = decode(source.take(most))
        ended = not text
        if "N" not in options:
            text, newline, _ = text.partition("\n")
            ended = ended and not newline
    else:
        text, ended = _line(source, options, raw)
    shell.budget.expansion(len(text))
    variables = shell.state.variables
    separators = variables.get("IFS", " \t\n")
    rest = text if raw else text.replace("\\", "")
    names = [arg.partition("?")[0] for arg in options.rest] or ["REPLY"]
    if "A" in options or "a" in options:
        fill(variables, names[0], _fields(rest, separators), append=False)
        return int(ended and not text)
    for place, name in enumerate(names):
        last = place == len(names) - 1
        rest = rest.strip("".join(char for char in separators if char in " \t\n"))
        cut = next((at for at, char in enumerate(rest) if char in separators), len(rest))
        value = rest if last else rest[:cut]
        rest = "" if last else rest[cut + 1 :]
        if name.isascii() and name.isidentifier():
            variables[name] = value
    return int(ended and not text)


def _source(options: Options, io: Io) -> Input:
    """Standard input, or the descriptor that -u names. Raises UsageFault."""
    number = options.number("u", 0)
    source = io.more.get(number) if number else io.stdin
    if not isinstance(source, Input):
        raise UsageFault(f"-u: {number}: bad file descriptor")
    return source


def _line(source: Input, options: Options, raw: bool) -> tuple[str, bool]:
    """The line without its end, and whether the input ended first."""
    if "d" in options:
        return _delimited(source, options.value("d")[:1] or "\0")
    line = decode(source.line())
    ended = not line.endswith("\n")
    text = line.removesuffix("\n")
    while not raw and text.endswith("\\") and not ended:
        line = decode(source.line())
        ended = not line.endswith("\n")
        text = text[:-1] + line.removesuffix("\n")
    return text, ended


def _delimited(source: Input, end: str) -> tuple[str, bool]:
    ahead = decode(source.ahead)
    text, found, _ = ahead.partition(end)
    source.take(len((text + found).encode("utf-8", "surrogateescape")))
    return text, not found


def _fields(text: str, separators: str) -> list[str]:
    for char in separators:
        text = text.replace(char, "\n")
    return [field for field in text.split("\n") if field]


BUILTINS: dict[str, Builtin] = {"read": _read}
