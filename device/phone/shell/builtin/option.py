"""getopts: a script's own options, one each time it is called."""

from device.phone.shell.builtin.jump import number
from device.phone.shell.execute import Executor
from device.phone.shell.launch import Builtin
from device.phone.shell.stream import Io


def _getopts(shell: Executor, args: list[str], io: Io) -> int:
    if len(args) < 2:
        shell.complain("getopts: missing argument", io)
        return 2
    spec, name, *given = args
    if not (name.isascii() and name.isidentifier()):
        shell.complain(f"getopts: {name}: is not an identifier", io)
        return 2
    state = shell.state
    words = given or state.positional
    variables = state.variables
    place = max(1, number([variables.get("OPTIND", "1")], 1))
    if place != state.option[0]:
        state.option = (place, 1)
    at = state.option[1]
    variables.pop("OPTARG", None)
    word = words[place - 1] if place <= len(words) else ""
    if len(word) < 2 or word[0] != "-" or word == "--":
        variables["OPTIND"] = str(place + (word == "--"))
        variables[name] = "?"
        return 1
    letter, rest = word[at], word[at + 1 :]
    found = -1 if letter == ":" else spec.find(letter, int(spec.startswith(":")))
    takes = found >= 0 and spec[found + 1 : found + 2] == ":"
    following = words[place] if place < len(words) else None
    if found < 0:
        variables[name] = _wrong(shell, spec, letter, "unknown option", "?", io)
    elif takes and (rest or following is not None):
        variables[name] = letter
        variables["OPTARG"] = rest or following or ""
    elif takes:
        variables[name] = _wrong(shell, spec, letter, "option requires argument", ":", io)
    else:
        variables[name] = letter
    more = bool(rest) and not takes
    place = place if more else min(place + 1 + (takes and not rest), len(words) + 1)
    state.option = (place, at + 1 if more else 1)
    variables["OPTIND"] = str(place)
    return 0


def _wrong(shell: Executor, spec: str, letter: str, what: str, quiet: str, io: Io) -> str:
    """What the variable becomes; a spec that begins with a colon has the script say it itself."""
    if spec.startswith(":"):
        shell.state.variables["OPTARG"] = letter
        return quiet
    shell.complain(f"{'-' + letter}: {what}", io)
    return "?"


BUILTINS: dict[str, Builtin] = {"getopts": _getopts}
