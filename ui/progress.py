"""A bar on the terminal for what takes long."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeElapsedColumn, TimeRemainingColumn

from ui.output import Terminal
from ui.terminal import say

T = TypeVar("T")


def counted(
    things: Iterable[T], total: int, done: int = 0, *, quiet: bool = False, plain: bool = False
) -> Iterator[T]:
    """The things as they come, with a bar on stderr where that is a terminal; `done` came before.

    Where it is none, `plain` has a line for each.
    """
    console = Terminal(stderr=True)
    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=quiet or not console.is_terminal) as bar:
        task = bar.add_task("", total=total, completed=done)
        for number, thing in enumerate(things, done + 1):
            if plain and not console.is_terminal:
                say(f"{number} of {total}", err=True)
            yield thing
            bar.advance(task)
