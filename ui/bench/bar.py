"""How far a benchmark is, on the terminal or in a log."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

if TYPE_CHECKING:
    from tasks.runner.runner import Standing


_OFTEN = 30.0
"""Seconds between two lines of a log."""


@contextmanager
def bar(often: float = _OFTEN) -> "Iterator[Callable[[Standing], None]]":
    """A bar on stderr, or where that is no terminal a line every `often` seconds.

    What a person should know of has a line at once.
    """
    console = Console(stderr=True)
    if not console.is_terminal:
        yield _Log(console, often)
        return
    columns = (
        BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[told]}"), TimeElapsedColumn(),
        TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=None, told="")

        def tell(standing: "Standing") -> None:
            progress.update(task, total=standing.planned, completed=standing.done, told=_told(standing))
            if standing.remark:
                console.print(Text(standing.remark, style="yellow"))

        yield tell


class _Log:
    """Lines for a file that somebody follows."""

    def __init__(self, console: Console, often: float) -> None:
        self._console = console
        self._often = often
        self._began = self._told_at = time.monotonic()
        self._first: tuple[int, float] | None = None
        """How many were done, and when, as the first was: what it takes to begin says nothing of the rest."""
        self._before: int | None = None

    def __call__(self, standing: "Standing") -> None:
        if self._before is None:
            self._before = standing.done
        now = time.monotonic()
        if self._first is None and standing.done > self._before:
            self._first = (standing.done, now)
        if standing.remark:
            self._console.print(standing.remark, markup=False, highlight=False, soft_wrap=True)
        if now - self._told_at >= self._often:
            self._told_at = now
            line = (
                f"{standing.done} of {standing.planned} done, {_told(standing)}; {self._time(standing, now)}"
            )
            self._console.print(line, markup=False, highlight=False, soft_wrap=True)

    def _time(self, standing: "Standing", now: float) -> str:
        """How long it has taken, and will take if it goes on so."""
        took = now - self._began
        done, at = self._first or (standing.done, now)
        if standing.done == done:
            return f"{minutes(took)} gone"
        left = (now - at) / (standing.done - done) * (standing.planned - standing.done)
        return f"{minutes(took)} gone, about {minutes(left)} to go"


def _told(standing: "Standing") -> str:
    told = f"{standing.succeeded} succeeded"
    told += f", {standing.crashed} broke down" if standing.crashed else ""
    return told + (f", {standing.cost:.2f} USD" if standing.cost else "")


def minutes(seconds: float) -> str:
    """A span of time as roughly as one needs to know it."""
    if seconds < 100:
        return f"{seconds:.0f} s"
    if seconds >= 600:
        return f"{seconds / 60:.0f} min"
    whole, rest = divmod(round(seconds, -1), 60)
    return f"{whole:.0f} min" + (f" {rest:.0f} s" if rest else "")
