"""Rows of an app's table that a task wants added or gone, with others among them.

`row_objects` are those that are meant, `noise_row_objects` the others; each holds every column but the key.
"""

import json
from collections.abc import Callable, Sequence
from random import Random
from typing import cast

from agent.evaluation.verdict import Clause
from device.state.query import SqlValue
from tasks.material.table import Record, Table
from tasks.scene import Scene
from tasks.stage import Stage
from tasks.task import Params

Made = dict[str, SqlValue]
"""A row as it is drawn; JSON can hold it."""


def meant(params: Params) -> list[Record]:
    """The rows the goal speaks of."""
    return cast(list[Record], params["row_objects"])


def others(params: Params) -> list[Record]:
    """The rows among which they are."""
    return cast(list[Record], params["noise_row_objects"])


def params_of(wanted: Sequence[Record], noise: Sequence[Record] = (), **more: str) -> Params:
    """The parameters that say all of it."""
    rows = {"row_objects": list(map(dict, wanted)), "noise_row_objects": list(map(dict, noise))}
    return cast(Params, {**rows, **more})


def mixed(params: Params) -> list[Record]:
    """All rows in an order that is theirs alone: the same rows always stand in the same order."""
    rows = sorted([*meant(params), *others(params)], key=_told)
    Random(_told(rows)).shuffle(rows)
    return rows


# -- before --------------------------------------------------------------------------------------------
def fill_others(table: Table) -> Callable[[Stage, Params], None]:
    """The app holds the others alone."""
    return lambda stage, params: stage.fill(table, others(params))


def fill_mixed(table: Table) -> Callable[[Stage, Params], None]:
    """The app holds all of them."""
    return lambda stage, params: stage.fill(table, mixed(params))


# -- after ---------------------------------------------------------------------------------------------
def added(
    scene: Scene, table: Table, params: Params, columns: Sequence[str], near: Sequence[str] = ()
) -> Clause:
    """That those that are meant came, and nothing else.

    `columns` are compared; texts in `near` may be read a little wrongly.
    """
    wanted = [{column: row[column] for column in columns} for row in meant(params)]
    names = ", ".join(str(row[columns[0]]) for row in wanted)
    return scene.added(f"{names}: added as told, and nothing else", table.place, wanted, near=near)


def gone(scene: Scene, table: Table, params: Params) -> Clause:
    """That those that are meant went, and nothing else."""
    doomed = meant(params)
    keys = [str(number) for number, row in enumerate(mixed(params), 1) if row in doomed]
    return scene.removed(
        f"{table.name} {', '.join(keys)} of {len(mixed(params))} gone, and nothing else", table.place, keys
    )


def one_left(scene: Scene, table: Table, params: Params) -> Clause:
    """That of the equal rows that are meant all went but one, whichever, and nothing else."""
    twins = [str(number) for number, row in enumerate(mixed(params), 1) if row in meant(params)]
    went = {change.key for change in scene.changed(f"row {table.place}") if change.kind == "removed"}
    left = next((key for key in twins if key not in went), twins[0])
    return scene.removed(
        f"of {table.name} {', '.join(twins)}, which are equal, one is left, and nothing else changed",
        table.place,
        [key for key in twins if key != left],
    )


def _told(rows: object) -> str:
    return json.dumps(rows, sort_keys=True)
