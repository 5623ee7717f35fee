"""Standard output and error as Rich writes them, for people and for programs that read what people would."""

import os
from collections.abc import Iterable

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

from ui.terminal import say, shown

_WIDE = 100_000
"""Columns of what is no terminal: nothing is folded or cut there."""


class Terminal(Console):
    """A console on which text is only ever text; its colours and its spinner are its own."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """The segments of what is printed, their texts cleaned."""
        for segment in super().render(renderable, options):
            yield segment if segment.control else Segment(shown(segment.text), segment.style)


def output() -> Terminal:
    """Standard output. What is no terminal is as wide as its lines, unless `COLUMNS` says otherwise."""
    console = Terminal(highlight=False)
    if console.is_terminal or os.environ.get("COLUMNS"):
        return console
    return Terminal(highlight=False, width=_WIDE)


def put(renderable: RenderableType) -> None:
    """Print a table; where nobody sees its columns, without the blanks that fill up the last one."""
    console = output()
    if console.is_terminal:
        console.print(renderable)
        return
    with console.capture() as taken:
        console.print(renderable)
    say("\n".join(line.rstrip() for line in taken.get().splitlines()))
