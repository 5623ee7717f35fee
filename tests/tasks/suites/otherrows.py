"""Plays that treat other rows than a task means as its gold solver treats those that are meant."""

from collections.abc import Callable, Mapping
from typing import Any, cast

from tasks.gold.hand import Hand
from tasks.gold.params import Params
from tests.tasks.suites.attempt import Near, gold

Row = Mapping[str, Any]
Rows = list[Row]
Change = Callable[[Rows, Rows], Rows]
"""From the rows that are meant, and the others, to those that are treated."""


def treating(solver: str, change: Change) -> Near:
    """The gold solver of a task, given what `change` makes of the rows."""

    def play(hand: Hand, params: Params) -> str | None:
        meant = cast(Rows, params.values["row_objects"])
        noise = cast(Rows, params.values.get("noise_row_objects", []))
        return gold(hand, params, solver, row_objects=change(meant, noise))

    play.__name__ = f"{solver}_{change.__name__}"
    return play


def one_short(meant: Rows, _noise: Rows) -> Rows:
    """All but the last."""
    return meant[:-1]


def one_too_many(meant: Rows, noise: Rows) -> Rows:
    """One of the others as well."""
    return [*meant, noise[0]]


def the_wrong_one(meant: Rows, noise: Rows) -> Rows:
    """One of the others in place of the last."""
    return [*meant[:-1], noise[0]]


def the_other(_meant: Rows, noise: Rows) -> Rows:
    """One of the others alone."""
    return noise[:1]


def both(meant: Rows, _noise: Rows) -> Rows:
    """Just these, whatever the task says of them."""
    return meant


def changed(column: str, more: Any) -> Change:
    """The last with something added to one of its columns."""

    def change(meant: Rows, _noise: Rows) -> Rows:
        return [*meant[:-1], {**meant[-1], column: meant[-1][column] + more}]

    change.__name__ = f"{column}_changed"
    return change


def then(task: str, solver: str, change: Change) -> Near:
    """All that a task wants, and afterwards something with these rows."""
    after = treating(solver, change)

    def play(hand: Hand, params: Params) -> str | None:
        gold(hand, params, task)
        return after(hand, params)

    play.__name__ = f"{task}_then_{solver}_{change.__name__}"
    return play
