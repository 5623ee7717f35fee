"""The figures of a run, where tries of one task resemble each other."""

import pytest

from tasks.ledger.record import Episode, Outcome, Plan
from tasks.statistics.interval import independent
from tasks.statistics.summary import Summary, summarise
from tasks.suite import find_suite

NAMES = ("SimpleSmsSend", "SystemWifiTurnOff", "SystemWifiTurnOn", "SystemBluetoothTurnOn")


def summary_of(names: tuple[str, ...], repetitions: int, status: str, *, success: bool = False) -> Summary:
    episodes = tuple(
        Episode(number=number, task=name, repetition=number, seed=number, params={}, goal="")
        for number, name in enumerate(name for name in names for _ in range(repetitions))
    )
    plan = Plan(suite="world", entrant={}, phone={}, limits={}, code="", versions={}, episodes=episodes)
    failure = "" if success else "agent"
    outcomes = {
        each.number: Outcome(
            episode=each.number, attempt=1, success=success, failure=failure, status=status,
            began_at=0, ended_at=1,
        )
        for each in episodes
    }  # fmt: skip
    return summarise(plan, outcomes, find_suite("world"))


def test_rates_of_false_claims_are_no_surer_for_many_tries_of_the_same_tasks() -> None:
    once = independent(4, 4)
    claimed = summary_of(NAMES, 5, "complete").false_complete
    given_up = summary_of(NAMES, 5, "infeasible").false_infeasible
    for share in (claimed, given_up):
        assert (share.value, share.count) == (1.0, 20)
        assert share.low == pytest.approx(once.low)


def test_a_run_of_one_task_is_about_that_task_and_each_try_counts() -> None:
    summary = summary_of(NAMES[:1], 20, "complete", success=True)
    assert summary.success == independent(20, 20)
    assert all(share == independent(20, 20) for share in summary.groups["tag"].values())


def test_what_is_harder_or_longer_comes_later() -> None:
    groups = summary_of(tuple(find_suite("world").templates), 1, "complete").groups
    assert list(groups["difficulty"]) == ["easy", "medium", "hard"]
    assert list(groups["length"]) == ["up to 10", "up to 20", "up to 40", "over 40"]
    assert list(groups["app"]) == sorted(groups["app"])


def test_a_task_that_is_drawn_for_one_of_many_apps_counts_for_that() -> None:
    template = find_suite("world").named("OpenAppTaskEval")
    task = template.task(30)
    assert len(template.facts.app_names) > 1
    episode = Episode(
        number=0, task=task.name, repetition=0, seed=30, params=dict(task.params), goal=task.goal
    )
    plan = Plan(suite="world", entrant={}, phone={}, limits={}, code="", versions={}, episodes=(episode,))
    outcome = Outcome(episode=0, attempt=1, success=True, status="complete", began_at=0, ended_at=1)
    assert set(summarise(plan, {0: outcome}, find_suite("world")).groups["app"]) == {task.params["app_name"]}
