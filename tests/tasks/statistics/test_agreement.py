"""Two runs are compared verdict by verdict."""

import pytest

from agent.evaluation.verdict import Clause, Verdict
from tasks.ledger.record import Episode, Outcome, Plan
from tasks.statistics.agreement import agreement

Run = tuple[Plan, dict[int, Outcome]]


def run(done: tuple[bool, ...], title: str = "x") -> Run:
    episodes = tuple(
        Episode(
            number=n, task=f"task {n}", repetition=0, seed=n, params={"title": title if n else "x"}, goal=""
        )
        for n in range(len(done))
    )
    plan = Plan(suite="world", entrant={}, phone={}, limits={}, code="", versions={}, episodes=episodes)
    return plan, {
        n: Outcome(
            episode=n,
            attempt=1,
            success=success,
            failure="" if success else "agent",
            verdict=Verdict(clauses=(Clause(demand="it is on", ok=success, evidence=f"it is {success}"),)),
            began_at=0,
            ended_at=1,
        )
        for n, success in enumerate(done)
    }


def test_where_they_differ_is_told_clause_by_clause() -> None:
    found = agreement(run((True, True, False, False)), run((True, False, False, True)))
    assert (found.count, found.only_first, found.only_second, found.left_out) == (4, 1, 1, (0, 0))
    assert found.same.value == 0.5
    assert found.kappa == pytest.approx(0.0)  # half of them agree by chance
    assert [(each.task, each.first, each.second) for each in found.differing] == [
        ("task 1", "done", "not done (agent)"), ("task 3", "not done (agent)", "done"),
    ]  # fmt: skip
    assert found.differing[0].clauses == ("it is on: it is True / it is False",)


def test_kappa_is_that_of_the_four_cells() -> None:
    a, b = (True,) * 45 + (False,) * 55, (True,) * 35 + (False,) * 10 + (True,) * 5 + (False,) * 50
    cells = {(True, True): 35, (True, False): 10, (False, True): 5, (False, False): 50}
    seen = (cells[True, True] + cells[False, False]) / 100
    chance = 0.45 * 0.40 + 0.55 * 0.60
    assert agreement(run(a), run(b)).kappa == pytest.approx((seen - chance) / (1 - chance))


def test_tries_with_other_parameters_are_left_out() -> None:
    found = agreement(run((True, True, True)), run((True, True, True), title="y"))
    assert (found.count, found.left_out, found.kappa) == (1, (2, 2), None)


def test_nothing_in_common_is_told() -> None:
    with pytest.raises(ValueError, match="in common"):
        agreement(run((True,)), run(()))
