"""Two agents are told apart where they differ, and not where they don't."""

from random import Random

import pytest

from tasks.statistics.paired import Key, compare


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
    few, many = (compare(tries(0.5, 1, n), tries(0.6, 2, n)).detectable for n in (30, 500))
    assert many < few / 3
