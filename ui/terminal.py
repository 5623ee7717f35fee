"""The way to the terminal: no text that came off a phone, a model or a file can do anything to it."""

import json
import re
import sys
import traceback
from types import TracebackType

import click

from device.text import well_formed

_INVISIBLE = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
"""What turns the order of letters round, or is not to be seen."""
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufff9-\ufffb\U000e0000-\U000e007f]")
"""All control characters but the line break and the tab, and what works as one."""


def shown(text: str) -> str:
    """The text as it may be shown: letters and line breaks, and U+FFFD for what would command a terminal."""
    if text.isascii() and text.isprintable():
        return text
    return _CONTROL.sub("\ufffd", _INVISIBLE.sub("", well_formed(text)))


def say(
    text: object = "", *, err: bool = False, lead: str = "", bold: bool = False, dim: bool = False
) -> None:
    """Print a text in lines, on standard error with `err`; `lead` is ours, may be styled, and comes first."""
    told = shown(str(text))
    styled = click.style(told, bold=bold or None, dim=dim or None) if bold or dim else told
    click.echo(lead + styled, err=err)


def say_json(value: object) -> None:
    """Print a value as a line of JSON in UTF-8; what must not be shown is written as its number."""
    line = well_formed(json.dumps(value, ensure_ascii=False))
    for unsafe in (_INVISIBLE, _CONTROL):
        line = unsafe.sub(_numbered, line)
    click.echo(line.encode())


def _numbered(found: re.Match[str]) -> str:
    halves = found[0].encode("utf-16-be")
    return "".join(f"\\u{halves[at : at + 2].hex()}" for at in range(0, len(halves), 2))


def tell_bugs() -> None:
    """Have what is a bug told by its traceback, whose last line may quote anything."""
    sys.excepthook = _tell_bug


def _tell_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    say("".join(traceback.format_exception(kind, error, trace)).rstrip(), err=True)
