"""The regular expressions of awk, whose brackets know escapes."""

import re
from functools import lru_cache

from device.phone.shell.awk.fault import AwkFault
from device.phone.shell.call import UsageFault
from device.phone.shell.command.regex import Expression, posix

_PIECE = re.compile(r"\\(.)|\[\^?\]?(?:\[:\w+:\]|\\.|[^\]])*+\]|[^\\\[]+|.", re.DOTALL)
_PLAIN = {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "v": "\v", "a": "\a", "/": "/", '"': '"'}
_WORDS = "<>yBswWSdD123456789"
"""Letters that mean something behind a backslash elsewhere, but not in awk."""


@lru_cache(maxsize=256)
def compiled(text: str) -> Expression:
    """The expression. Raises AwkFault."""
    try:
        return posix("".join(map(_translated, _PIECE.finditer(text))), extended=True)
    except UsageFault as fault:
        raise AwkFault(str(fault)) from None


def _translated(found: re.Match[str]) -> str:
    if found[1] is not None:
        return _PLAIN.get(found[1], found[1] if found[1] in _WORDS else found[0])
    if len(found[0]) > 1 and found[0].startswith("["):
        return re.sub(r"\\(.)", _in_bracket, found[0], flags=re.DOTALL)
    return found[0]


def _in_bracket(found: re.Match[str]) -> str:
    """An escape between brackets: there a backslash alone would be one of the characters."""
    return found[0] if found[1] in "]\\^-" else _PLAIN.get(found[1], found[1])
