"""How far a benchmark is, on the terminal."""

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

if TYPE_CHECKING:
    from tasks.runner.runner import Standing


@contextmanager
def bar(*, quiet: bool = False) -> "Iterator[Callable[[Standing], None]]":
    """A bar on stderr where that is a terminal, and a line for what a person should know of."""
    console = Console(stderr=True)
    columns = (
        BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[told]}"), TimeElapsedColumn(),
        TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(
        *columns, console=console, transient=True, disable=quiet or not console.is_terminal
    ) as progress:
        task = progress.add_task("", total=None, told="")

        def tell(standing: "Standing") -> None:
            told = f"{standing.succeeded} succeeded"
            told += f", {standing.crashed} broke down" if standing.crashed else ""
            told += f", {standing.cost:.2f} USD" if standing.cost else ""
            progress.update(task, total=standing.planned, completed=standing.done, told=told)
            if standing.remark and not quiet:
                console.print(f"[yellow]{standing.remark}[/yellow]", highlight=False)

        yield tell
