"""Every task of AndroidWorld has a solver, and a walk that proves it."""

import ast
import json
from collections.abc import Mapping
from pathlib import Path
from typing import TypedDict

import pytest

import tasks.gold
from tasks.gold.hand import Hand
from tasks.gold.params import Params
from tasks.gold.registry import UnknownTask, names, solver_for, solves
from tasks.suite import THEIRS, find_suite, suite_names
from tests.table import each_row
from tests.tasks.gold.test_walk import CASES

WORLD = find_suite("world")


def listed(file: str) -> dict[str, frozenset[str]]:
    """The tasks of a list beside this file, each with its parameters."""
    lines = (Path(__file__).parent / file).read_text("utf-8").splitlines()
    return {name: frozenset(params) for name, *params in map(str.split, lines)}


ALL = listed("androidworld.txt")
"""AndroidWorld's tasks."""
PUBLISHED = Path(__file__).parents[3].parent / "shared/data/androidworld_tasks.json"
EDITS = {"header", "footer", "replace_text"}
"""A sheet to edit a note says one of them; which one is drawn."""


class Published(TypedDict):
    """A task as the published list has it."""

    name: str
    params: list[str]


def test_the_list_is_whole() -> None:
    assert len(ALL) == 116


@pytest.mark.skipif(not PUBLISHED.exists(), reason="needs ../shared/data, beside the checkout")
def test_the_list_is_what_androidworld_does() -> None:
    published: list[Published] = json.loads(PUBLISHED.read_text("utf-8"))["tasks"]
    assert {task["name"]: frozenset(task["params"]) for task in published} == ALL


def test_just_the_tasks_of_the_suites_have_a_solver() -> None:
    ours = [name for name in suite_names() if name not in THEIRS]
    suites = map(find_suite, ours)
    wanted = {one.solver or one.name for suite in suites for one in suite.templates.values()}
    assert set(names()) == wanted >= set(ALL)
    assert all(callable(solver_for(task)) for task in wanted)


def sheet(task: str, seed: int) -> Mapping[str, object]:
    """Its parameters of a seed, as the world suite draws them."""
    return WORLD.named(task).task(seed).params


def test_each_is_drawn() -> None:
    assert set(ALL) == set(WORLD.templates) >= {case.task for case in CASES}


@each_row("task", ALL)
def test_a_sheet_drawn_says_all_that_androidworlds_does(task: str) -> None:
    """The world suite's may say more: what AndroidWorld draws again when it begins."""
    for seed in range(5):
        said = set(sheet(task, seed))
        if task == "MarkorEditNote":
            assert len(said & EDITS) == 1
            assert said - EDITS >= ALL[task] - EDITS
        else:
            assert said >= ALL[task]


def test_equal_seeds_draw_equal_sheets() -> None:
    for task in ALL:
        assert sheet(task, 7) == sheet(task, 7)


@each_row("task", ALL)
def test_a_sheet_is_plain_json(task: str) -> None:
    values = dict(sheet(task, 3))
    assert json.loads(json.dumps(values)) == values


def test_a_walk_is_named_once() -> None:
    said = [str(case) for case in CASES]
    assert sorted(said) == sorted(set(said))


@each_row("file", sorted(Path(tasks.gold.__path__[0]).glob("*.py")))
def test_a_solver_only_looks_and_touches(file: Path) -> None:
    """No shell, no files, no database: a person has none of these."""
    tree = ast.parse(file.read_text("utf-8"))
    used = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert not used & {"shell", "push", "pull", "transport", "exec_out", "open_link"}
    imported = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert not [name for name in imported if name.startswith("device.phone")]


def test_a_name_that_is_none_is_told() -> None:
    with pytest.raises(UnknownTask, match="'Dance'"):
        solver_for("Dance")


def test_two_solvers_of_one_task_are_a_mistake() -> None:
    def another(hand: Hand, params: Params) -> None:
        """Does the same."""

    with pytest.raises(ValueError, match="SystemWifiTurnOn has two solvers"):
        solves("SystemWifiTurnOn")(another)
