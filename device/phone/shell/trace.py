"""`set -x`: each simple command is told on stderr before it runs."""

import re
from typing import TYPE_CHECKING

from device.phone.shell.stream import Io, encode

if TYPE_CHECKING:
    from device.phone.shell.execute import Executor

_PLAIN = re.compile(r"[\w@%+=:,./^!{}-]+|\[|\]", re.ASCII)


def trace(shell: "Executor", argv: list[str], assigned: list[tuple[str, str]], io: Io) -> None:
    """Tell a command with the assignments before it, where that is wanted."""
    if "x" not in shell.state.options:
        return
    mark = shell.state.variables.get("PS4", "+ ")
    setting = "".join(f"{name}={quoted(value)} " for name, value in assigned)
    io.err.write(encode(f"{mark}{setting}{' '.join(map(quoted, argv))}\n"))


def quoted(text: str) -> str:
    """A word as it could be typed again."""
    if _PLAIN.fullmatch(text):
        return text
    if any(ord(char) < 32 for char in text):
        escaped = "".join(_ESCAPES.get(char, char) for char in text)
        return f"$'{escaped}'"
    return "'" + text.replace("'", "'\\''") + "'"


_ESCAPES = {"\n": "\\n", "\t": "\\t", "\r": "\\r", "\x1b": "\\E", "'": "\\'", "\\": "\\\\"}
