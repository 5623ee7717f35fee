"""Two agents are told apart where they differ, and not where they don't."""

from math import comb
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.statistics.paired import Comparison, Key, compare

PAIRS = st.lists(st.tuples(*[st.booleans()] * 6), min_size=1, max_size=30)
"""Tasks, each with three tries of A and three of B."""


def tries(rate: float, seed: int, tasks: int = 116, repetitions: int = 1) -> dict[Key, bool]:
    random = Random(seed)
    return {
        (f"task {task}", run): random.random() < rate for task in range(tasks) for run in range(repetitions)
    }


def discordant(wins: int, losses: int) -> tuple[dict[Key, bool], dict[Key, bool]]:
    a = {(f"task {number}", 0): number >= wins for number in range(wins + losses)}
    return a, {key: not done for key, done in a.items()}


@pytest.mark.parametrize(("wins", "losses"), [(9, 1), (15, 5), (21, 9)])
def test_the_published_counts_are_where_mcnemar_turns(wins: int, losses: int) -> None:
    assert compare(*discordant(wins, losses)).is_clear
    assert not compare(*discordant(wins - 1, losses + 1)).is_clear


def test_a_true_difference_is_seen() -> None:
    found = compare(tries(0.5, 1), tries(0.8, 2))
    assert found.is_clear
    assert "B is better" in str(found)
    assert found.difference.low > 0


def test_an_agent_is_not_better_than_itself() -> None:
    same = tries(0.5, 1)
    found = compare(same, same)
    assert (found.p, found.wins, found.losses, found.ties) == (1.0, (), (), 116)
    assert "no difference is shown" in str(found)


def test_with_repetitions_whole_tasks_change_sides() -> None:
    found = compare(tries(0.4, 1, repetitions=3), tries(0.7, 2, repetitions=3))
    assert found.test == "permutation"
    assert found.is_clear


@pytest.mark.parametrize("repetitions", [2, 3])
def test_tasks_that_all_differ_alike_leave_room_on_both_sides(repetitions: int) -> None:
    """Repeating what always comes out the same makes nothing sure."""
    keys = [(f"task {task}", run) for task in range(8) for run in range(repetitions)]
    nothing, all_ = dict.fromkeys(keys, False), dict.fromkeys(keys, True)
    found = compare(nothing, all_)
    assert found.is_clear
    assert 0 < found.difference.low < 0.7
    one_of_each = {key: key[1] == 0 for key in keys}
    found = compare(nothing, one_of_each)
    assert 0 <= found.difference.low < 0.8 * found.difference.value
    assert found.difference.high > 1.2 * found.difference.value


def test_repeating_one_lucky_task_shows_nothing() -> None:
    a = {("task", run): False for run in range(30)} | {("other", run): True for run in range(30)}
    b = {("task", run): True for run in range(30)} | {("other", run): True for run in range(30)}
    assert not compare(a, b).is_clear


def test_only_what_both_tried_counts() -> None:
    a, b = tries(0.5, 1, tasks=10), tries(0.5, 1, tasks=20)
    assert compare(a, b).count == 10
    with pytest.raises(ValueError, match="same seed"):
        compare(a, {("elsewhere", 0): True})


def test_more_tasks_show_smaller_differences() -> None:
    few, many = (compare(tries(0.5, 1, n), tries(0.6, 2, n)).detectable or 0.0 for n in (30, 500))
    assert 0 < many < few / 3


def test_several_tries_a_task_make_the_interval_narrower() -> None:
    """It does not take twelve tasks of eight tries each for twelve pairs."""
    a = {(f"task {task}", run): True for task in range(12) for run in range(8)}
    b = {(task, run): run >= 3 + int(task[5:]) % 2 for task, run in a}
    told = compare(a, b).difference
    drawn = told.bootstrap
    assert drawn is not None
    assert told.low <= drawn[0] <= drawn[1] <= told.high
    assert told.high - told.low < 0.35


def test_the_difference_is_that_of_the_rates_where_tasks_were_tried_unequally_often() -> None:
    keys = [("often", run) for run in range(9)] + [("once", 0)]
    a = {key: key[0] == "often" and key[1] < 3 for key in keys}
    b = {key: key[0] == "often" for key in keys}
    assert compare(a, b).difference.value == pytest.approx(0.9 - 0.3)


@given(PAIRS, st.sampled_from([1, 3]))
@settings(max_examples=60, deadline=None)
def test_verdict_and_interval_never_contradict_each_other(pairs: list[tuple[bool, ...]], most: int) -> None:
    keys = [(f"task {number}", run) for number in range(len(pairs)) for run in range(most)]
    a = {(task, run): pairs[int(task[5:])][run] for task, run in keys}
    b = {(task, run): pairs[int(task[5:])][3 + run] for task, run in keys}
    found = compare(a, b)
    told = found.difference
    assert found.is_clear == (told.low > 0 or told.high < 0)
    assert -1 <= told.low <= told.value <= told.high <= 1
    mirrored = compare(b, a).difference
    assert (mirrored.low, mirrored.high) == (pytest.approx(-told.high), pytest.approx(-told.low))


@pytest.mark.parametrize("repetitions", [1, 3])
@pytest.mark.parametrize("wins", [1, 3, 5])
def test_too_few_tasks_that_differ_are_told_as_such(wins: int, repetitions: int) -> None:
    keys = [(f"task {number}", run) for number in range(10) for run in range(repetitions)]
    a = dict.fromkeys(keys, False)
    found = compare(a, {(task, run): int(task[5:]) < wins for task, run in keys})
    assert not found.is_clear
    assert found.differing == wins
    assert found.difference.low <= 0 <= found.difference.high
    assert str(found).startswith("too few tasks differ to tell")


def test_six_tasks_that_differ_are_enough() -> None:
    keys = [(f"task {number}", 0) for number in range(10)]
    found = compare(dict.fromkeys(keys, False), {(task, run): int(task[5:]) < 6 for task, run in keys})
    assert str(found).startswith("B is better")
    assert found.difference.low > 0


@pytest.mark.parametrize("tasks", [1, 5])
def test_of_few_tasks_no_difference_could_show(tasks: int) -> None:
    found = compare(tries(0.0, 1, tasks, 3), tries(1.1, 2, tasks, 3))
    assert found.detectable is None
    assert "so few tasks can show no difference" in str(found)


def test_what_always_ties_does_not_make_small_differences_show() -> None:
    """Six tasks must part before any test sees a difference: six of ten, far more with chance against it."""
    same = tries(1.1, 1, tasks=10)
    assert (compare(same, same).detectable or 0) > 0.6
    same = tries(1.1, 1, tasks=6)
    assert (compare(same, same).detectable or 0) > 0.9


@pytest.mark.parametrize("tasks", [3, 10])
def test_the_interval_holds_the_true_difference_of_few_tasks(tasks: int) -> None:
    """All runs that there could be, each as probable as it is: ties alone tell little of what never tied."""
    found = {
        (wins, losses): paired(wins, losses, tasks).difference
        for wins in range(tasks + 1)
        for losses in range(tasks + 1 - wins)
    }
    for won, lost in ((0.02, 0.02), (0.28, 0.0), (0.0, 0.25), (0.6, 0.3), (0.9, 0.05)):
        held = sum(
            probability(wins, losses, tasks, won, lost)
            for (wins, losses), told in found.items()
            if told.low <= won - lost <= told.high
        )
        assert held >= 0.94, (won, lost)


def paired(wins: int, losses: int, tasks: int) -> Comparison:
    a, b = discordant(wins, losses)
    ties = {(f"tied {number}", 0): True for number in range(tasks - wins - losses)}
    return compare(a | ties, b | ties)


def probability(wins: int, losses: int, tasks: int, won: float, lost: float) -> float:
    ways = comb(tasks, wins) * comb(tasks - wins, losses)
    return float(ways * won**wins * lost**losses * (1 - won - lost) ** (tasks - wins - losses))
