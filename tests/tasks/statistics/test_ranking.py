"""Many agents at once: pairs that look different by chance are not told apart, and letters say who is."""

from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.statistics.paired import Key
from tasks.statistics.ranking import holm, rank

CHANCES = st.lists(st.floats(0, 1), min_size=1, max_size=7)


def closed(chances: list[float]) -> list[float]:
    """By the principle of closed testing: the most that Bonferroni says of any set with it (Marcus 1976)."""
    places = range(len(chances))
    sets = [some for size in range(1, len(chances) + 1) for some in combinations(places, size)]
    said = {some: min(1.0, len(some) * min(chances[place] for place in some)) for some in sets}
    return [max(said[some] for some in sets if place in some) for place in places]


@given(CHANCES)
def test_holms_is_what_closed_testing_comes_to(chances: list[float]) -> None:
    assert holm(chances) == pytest.approx(closed(chances))


@pytest.mark.full
def test_holms_agrees_with_statsmodels() -> None:
    multitest = pytest.importorskip("statsmodels.stats.multitest", reason="needs statsmodels")
    random = Random(1)
    for _ in range(50):
        chances = [random.random() ** 3 for _ in range(random.randint(1, 12))]
        assert holm(chances) == pytest.approx(list(multitest.multipletests(chances, method="holm")[1]))


def tries(rate: float, seed: int, tasks: int = 60, seeds: int = 3) -> dict[Key, bool]:
    random = Random(seed)
    return {
        (f"task {task}", number): random.random() < rate for task in range(tasks) for number in range(seeds)
    }


def test_the_table_is_in_order_and_letters_say_who_is_told_apart() -> None:
    found = rank(
        {"low": tries(0.2, 1), "high": tries(0.9, 2), "as high": tries(0.9, 3), "mid": tries(0.5, 4)}
    )
    assert [each.name for each in found.standings][2:] == ["mid", "low"]
    letters = {each.name: each.cluster for each in found.standings}
    assert letters == {"high": "a", "as high": "a", "mid": "b", "low": "c"}
    for duel in found.duels:
        assert duel.is_clear == (not set(letters[duel.better]) & set(letters[duel.other]))
        assert duel.adjusted >= duel.found.p


def test_who_is_between_two_shares_a_letter_with_each() -> None:
    """High and low are told apart, the middle from neither."""
    made = {
        name: {(f"task {task}", 0): task < done for task in range(20)}
        for name, done in (("high", 15), ("mid", 11), ("low", 7))
    }
    assert [each.cluster for each in rank(made).standings] == ["a", "ab", "b"]


def test_only_what_all_tried_counts() -> None:
    a, b = tries(0.9, 1), tries(0.1, 2)
    del a["task 3", 1]
    found = rank({"a": a, "b": b})
    assert found.count == 179
    assert found.left_out == {"a": 0, "b": 1}


@pytest.mark.parametrize("entries", [{"a": tries(0.5, 1)}, {"a": {("x", 1): True}, "b": {("x", 2): True}}])
def test_nothing_to_rank_is_told(entries: dict[str, dict[Key, bool]]) -> None:
    with pytest.raises(ValueError, match=r"takes two|in common"):
        rank(entries)


def test_equal_agents_are_seldom_told_apart_however_many_there_are() -> None:
    """Six alike have 15 pairs; unadjusted, one in twenty of those would be."""
    wrong = sum(
        any(duel.is_clear for duel in rank({str(n): tries(0.5, 100 * r + n, 30, 1) for n in range(6)}).duels)
        for r in range(20)
    )
    assert wrong <= 3
