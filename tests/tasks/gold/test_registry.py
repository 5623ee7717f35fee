"""Every task of the apps that the phone carries has a solver, and a walk that proves it."""

import ast
from pathlib import Path

import pytest

import tasks.gold
from tasks.gold.hand import Hand
from tasks.gold.params import Params
from tasks.gold.registry import UnknownTask, names, solver_for, solves
from tests.tasks.gold.test_walk import CASES

EVERYDAY = tuple((Path(__file__).parent / "everyday.txt").read_text("utf-8").split())
"""AndroidWorld's tasks in the phone's everyday apps."""


def test_the_list_is_whole() -> None:
    assert len(EVERYDAY) == len(set(EVERYDAY)) == 84


@pytest.mark.parametrize("task", EVERYDAY)
def test_each_has_a_solver(task: str) -> None:
    assert task in names()
    assert callable(solver_for(task))


def test_each_is_walked() -> None:
    assert set(EVERYDAY) - {case.task for case in CASES} == set()


def test_a_walk_is_named_once() -> None:
    said = [str(case) for case in CASES]
    assert sorted(said) == sorted(set(said))


@pytest.mark.parametrize(
    "file", sorted(Path(tasks.gold.__path__[0]).glob("*.py")), ids=lambda file: file.stem
)
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
