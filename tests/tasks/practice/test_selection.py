"""What of recorded runs is worth learning from."""

from pathlib import Path

import pytest

from agent.action.action import Click, InputText
from agent.run.step import Step
from agent.run.trajectory import Trajectory
from grounding.target import Target
from tasks.practice.judging import Case, cases
from tasks.practice.selection import select
from tests.tasks.bundle.run import make_run

ANY = (0.0, 1.0)


@pytest.fixture
def run(tmp_path: Path) -> Trajectory:
    ledger = make_run(tmp_path, "one", "noop", names=("SystemBluetoothTurnOn",))
    return next(cases(ledger, tmp_path, ["one"])).run


def step(number: int, name: str, page: str) -> Step:
    action = Click(target=Target(description=name))
    return Step(index=number, action=action, fingerprint=page, performed=True)


def did(run: Trajectory, *steps: Step) -> Trajectory:
    return run.model_copy(update={"steps": steps})


def test_each_task_gives_so_many_successes_and_no_two_alike(run: Trajectory) -> None:
    ways = [did(run, step(1, f"way {number}", "a")) for number in range(6)]
    some = [Case("t", "x", True, way) for way in [*ways, ways[0], *ways]]
    made = select(some, per_task=4, window=None)
    assert [each.steps[0].action for each in made.runs] == [way.steps[0].action for way in ways[:4]]
    assert made.left_out["enough of its task"] + made.left_out["done just so already"] == len(some) - 4


def test_what_nearly_always_or_never_succeeds_gives_way(run: Trajectory) -> None:
    some = [Case("known", "x", True, did(run, step(n, "a", "a"))) for n in range(10)]
    some += [Case("now and then", "x", n < 3, did(run, step(1, f"{n}", "a"))) for n in range(10)]
    made = select(some)
    assert len(made.runs) == 3
    assert made.left_out == {"outside of the window of solve rates": 10, "did not succeed": 7}


def test_a_success_and_a_failure_are_a_pair_where_they_part(run: Trajectory) -> None:
    won = did(run, step(1, "menu", "a"), step(2, "save", "b"))
    lost = did(run, step(1, "menu", "a"), step(2, "delete", "b"))
    made = select([Case("t", "x", True, won), Case("t", "x", False, lost)], window=ANY)
    (pair,) = made.pairs
    assert (pair.good, pair.bad, pair.before) == (won.steps[1], lost.steps[1], won.steps[:1])


def test_runs_that_never_stood_on_one_screen_are_no_pair(run: Trajectory) -> None:
    won, lost = did(run, step(1, "menu", "a")), did(run, step(1, "other", "c"))
    assert not select([Case("t", "x", True, won), Case("t", "x", False, lost)], window=ANY).pairs
    bare = did(run, Step(index=1, action=InputText(text="x"), performed=True))
    assert not select([Case("t", "x", True, bare), Case("t", "x", False, lost)], window=ANY).pairs
