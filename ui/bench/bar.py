"""How far a benchmark is, on the terminal or in a log."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from ui.output import Terminal

if TYPE_CHECKING:
    from tasks.runner.runner import RunProgress


_OFTEN = 30.0
"""Seconds between two lines of a log."""


@contextmanager
def bar(often: float = _OFTEN) -> "Iterator[Callable[[RunProgress], None]]":
    """A bar on stderr, or where that is no terminal a line every `often` seconds.

    What a person should know of has a line at once.
    """
    console = Terminal(stderr=True)
    if not console.is_terminal:
        yield _Log(console, often)
        return
    columns = (
        BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[told]}"), TimeElapsedColumn(),
        TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=None, told="")

        def tell(so_far: "RunProgress") -> None:
            progress.update(task, total=so_far.planned, completed=so_far.done, told=_told(so_far))
            if so_far.remark:
                console.print(Text(so_far.remark, style="yellow"))

        yield tell


class _Log:
    """Lines for a file that somebody follows."""

    def __init__(self, console: Terminal, often: float) -> None:
        self._console = console
        self._often = often
        self._began = self._told_at = time.monotonic()
        self._first: tuple[int, float] | None = None
        """How many were done, and when, as the first was: what it takes to begin says nothing of the rest."""
        self._before: int | None = None

    def __call__(self, so_far: "RunProgress") -> None:
        if self._before is None:
            self._before = so_far.done
        now = time.monotonic()
        if self._first is None and so_far.done > self._before:
            self._first = (so_far.done, now)
        if so_far.remark:
            self._console.print(so_far.remark, markup=False, highlight=False, soft_wrap=True)
        if now - self._told_at >= self._often:
            self._told_at = now
            line = f"{so_far.done} of {so_far.planned} done, {_told(so_far)}; {self._time(so_far, now)}"
            self._console.print(line, markup=False, highlight=False, soft_wrap=True)

    def _time(self, so_far: "RunProgress", now: float) -> str:
        """How long it has taken, and will take if it goes on so."""
        took = now - self._began
        done, at = self._first or (so_far.done, now)
        if so_far.done == done:
            return f"{minutes(took)} gone"
        left = (now - at) / (so_far.done - done) * (so_far.planned - so_far.done)
        return f"{minutes(took)} gone, about {minutes(left)} to go"


def _told(so_far: "RunProgress") -> str:
    told = f"{so_far.succeeded} succeeded"
    told += f", {so_far.crashed} broke down" if so_far.crashed else ""
    return told + (f", {so_far.cost:.2f} USD" if so_far.cost else "")


def minutes(seconds: float) -> str:
    """A span of time as roughly as one needs to know it."""
    if seconds < 100:
        return f"{seconds:.0f} s"
    if seconds >= 600:
        return f"{seconds / 60:.0f} min"
    whole, rest = divmod(round(seconds, -1), 60)
    return f"{whole:.0f} min" + (f" {rest:.0f} s" if rest else "")
