"""What is said to show a difference shows it, four times of five."""

import numpy as np
import pytest

from tasks.ledger.record import Episode, Outcome, Plan
from tasks.statistics.level import scipy_stats
from tasks.statistics.paired import Key
from tasks.statistics.planning import Spread, advise, flaky, spread

TASKS, BETWEEN = 60, 0.1


def drawn(rng: np.random.Generator, gap: float, seeds: int) -> tuple[dict[Key, bool], dict[Key, bool]]:
    """Two agents, the second better by `gap` on average; each task has rates of its own."""
    base = rng.uniform(0.2, 0.6, TASKS)
    better = np.clip(base + gap + rng.normal(0, BETWEEN, TASKS), 0, 1)
    keys = [(f"task {task}", seed) for task in range(TASKS) for seed in range(seeds)]
    one, two = ({key: bool(rng.random() < rate[int(key[0][5:])]) for key in keys} for rate in (base, better))
    return one, two


def test_the_spread_is_split_into_tasks_and_chance() -> None:
    rng = np.random.default_rng(0)
    found = [spread(*drawn(rng, 0.1, 20)) for _ in range(60)]
    assert np.mean([each.between for each in found]) == pytest.approx(BETWEEN**2, abs=0.003)
    assert np.mean([each.within for each in found]) == pytest.approx(0.45, abs=0.03)


@pytest.mark.parametrize("gap", [0.06, 0.12])
def test_the_seeds_that_are_said_to_show_it_do_so(gap: float) -> None:
    rng = np.random.default_rng(1)
    told = advise(Spread(TASKS, BETWEEN**2, 0.45, is_split=True), gap, 0.01)
    assert told.seeds is not None
    assert told.cost == pytest.approx(2 * TASKS * told.seeds * 0.01)
    shown, rounds = 0, 80
    for _ in range(rounds):
        a, b = drawn(rng, gap, told.seeds)
        means = [
            np.mean([b[key] - int(a[key]) for key in a if key[0] == f"task {task}"]) for task in range(TASKS)
        ]
        shown += scipy_stats().ttest_1samp(means, 0).pvalue < 0.05
    assert 0.7 <= shown / rounds <= 0.92


@pytest.mark.full
def test_power_is_that_of_statsmodels() -> None:
    power = pytest.importorskip("statsmodels.stats.power", reason="needs statsmodels")
    found = Spread(TASKS, 0.01, 0.45, is_split=True)
    seeds = advise(found, 0.06, None).seeds
    assert seeds is not None
    size = 0.06 / np.sqrt(0.01 + 0.45 / seeds)
    assert power.TTestPower().power(size, TASKS, 0.05) == pytest.approx(0.8, abs=0.03)


def test_where_tasks_differ_too_much_more_of_them_are_asked_for() -> None:
    found = Spread(30, 0.2, 0.4, is_split=True)
    told = advise(found, 0.05, 0.02, now=2)
    assert told.seeds is None
    assert told.tasks > 30
    assert found.reach(told.tasks, 2) <= 0.05 < found.reach(told.tasks - 60, 2)


def test_one_try_a_task_does_not_tell_chance_from_tasks() -> None:
    a, b = drawn(np.random.default_rng(2), 0.1, 1)
    assert not spread(a, b).is_split


def test_tasks_that_came_out_both_ways_are_listed() -> None:
    goals = {"steady": ("x", "x"), "wavers": ("x", "x"), "by draw": ("x", "y")}
    episodes, outcomes = [], {}
    for task, drawn_goals in goals.items():
        for repetition, goal in enumerate(drawn_goals):
            number = len(episodes)
            episodes.append(
                Episode(number=number, task=task, repetition=repetition, seed=number, params={}, goal=goal)
            )
            success = task == "steady" or repetition == 0
            outcomes[number] = Outcome(episode=number, attempt=1, success=success, began_at=0, ended_at=1)
    plan = Plan(
        suite="world", entrant={}, phone={}, limits={}, code="", versions={}, episodes=tuple(episodes)
    )
    found = flaky([("run", plan, outcomes)])
    assert {each.task: each.same for each in found} == {"wavers": True, "by draw": False}
