"""Which solver does which task: any file of this folder says so with `solves`."""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from device.error import TapwrightError
from tasks.gold.hand import Hand
from tasks.gold.params import Params

Solver = Callable[[Hand, Params], str | None]
"""Does a task; the answer where the task asks for one. Raises Infeasible where it finds that it cannot."""

_SOLVERS: dict[str, Solver] = {}
_NEEDS: dict[str, str] = {}


class UnknownTask(TapwrightError):
    """No solver goes by that name."""


def solves(*tasks: str, needs: str = "") -> Callable[[Solver], Solver]:
    """Say which tasks a function does, and which module of an extra it cannot do without.

    Raises ValueError when another one does them already.
    """

    def note(solver: Solver) -> Solver:
        for task in tasks:
            if _SOLVERS.setdefault(task, solver) is not solver:
                raise ValueError(f"{task} has two solvers: {_SOLVERS[task].__name__} and {solver.__name__}")
            _NEEDS[task] = needs
        return solver

    return note


def solver_for(task: str) -> Solver:
    """The solver of a task. Raises UnknownTask."""
    _load()
    if task not in _SOLVERS:
        raise UnknownTask(f"no task is called {task!r}")
    return _SOLVERS[task]


def is_solved(task: str) -> bool:
    """Whether the task has a solver."""
    _load()
    return task in _SOLVERS


def needs_of(task: str) -> str:
    """A module of an extra that the task's solver needs; "" for none, and where there is no solver."""
    _load()
    return _NEEDS.get(task, "")


def names() -> tuple[str, ...]:
    """All tasks that have a solver, by name."""
    _load()
    return tuple(sorted(_SOLVERS))


@cache
def _load() -> None:
    """Import every file beside this one, so that their solvers are noted."""
    package = import_module("tasks.gold")
    for module in iter_modules(package.__path__):
        if not module.name.startswith("_"):
            import_module(f"tasks.gold.{module.name}")
