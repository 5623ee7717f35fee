"""Standard output, for people and for programs that read what people would."""

import os

from rich.console import Console

_WIDE = 100_000
"""Columns of what is no terminal: nothing is folded or cut there."""


def output() -> Console:
    """Standard output. What is no terminal is as wide as its lines, unless `COLUMNS` says otherwise."""
    console = Console(highlight=False)
    if console.is_terminal or os.environ.get("COLUMNS"):
        return console
    return Console(highlight=False, width=_WIDE)
