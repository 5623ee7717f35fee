"""A judge's worth is counted against what the phone's own state says."""

from pathlib import Path

import pytest

from agent.evaluation.evaluator import Judged
from agent.role.evaluate import Label
from agent.run.trajectory import Trajectory
from tasks.practice.judging import Case, Finding, by_agent, cases, worth
from tests.tasks.bundle.run import make_run


def case(run: Trajectory, number: int, success: bool, who: str = "x") -> Case:
    return Case(f"task{number}", who, success, run)


@pytest.fixture
def run(tmp_path: Path) -> Trajectory:
    ledger = make_run(tmp_path, "one", "noop", names=("SystemBluetoothTurnOn",))
    return next(cases(ledger, tmp_path, ["one"])).run


def found(run: Trajectory, *said: tuple[Label, bool]) -> list[Finding]:
    return [
        Finding(case(run, number, success), Judged(verdict=verdict, by="x", reason=""))
        for number, (verdict, success) in enumerate(said)
    ]


def test_precision_recall_and_abstention(run: Trajectory) -> None:
    said: list[tuple[Label, bool]] = [("SUCCESS", True)] * 3 + [("SUCCESS", False)]
    said += [("FAIL", False)] * 4 + [("FAIL", True), ("UNSURE", True)]
    told = worth(found(run, *said))
    assert (told.cases, told.succeeded) == (10, 5)
    assert (told.precision.value, told.precision.count) == (0.75, 4)
    assert (told.recall.value, told.fail_precision.value, told.unsure.value) == (0.6, 0.8, 0.1)
    assert told.counts["FAIL true"] == 1
    assert not told.may_reward


def test_only_a_judge_that_is_right_often_enough_may_reward(run: Trajectory) -> None:
    right: list[tuple[Label, bool]] = [("SUCCESS", True)]
    assert worth(found(run, *right * 40)).may_reward
    assert not worth(found(run, *right * 5)).may_reward, "five are no proof"
    assert not worth(found(run, ("FAIL", False))).may_reward, "it never said SUCCESS"


def test_several_entrants_are_told_apart(run: Trajectory) -> None:
    one = Finding(case(run, 1, True, "a"), Judged(verdict="SUCCESS", by="x", reason=""))
    other = Finding(case(run, 1, False, "b"), Judged(verdict="SUCCESS", by="x", reason=""))
    assert {who: told.precision.value for who, told in by_agent([one, other]).items()} == {
        "all": 0.5,
        "a": 1.0,
        "b": 0.0,
    }
