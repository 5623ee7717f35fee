"""Rates are as sure as their tries allow."""

import math
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.statistics.interval import clustered, pass_all, pass_at, wilson

TRIES = st.dictionaries(
    st.text("abc", min_size=1), st.lists(st.booleans(), min_size=3, max_size=3), min_size=1
)


@pytest.mark.parametrize(
    ("count", "low", "high"), [(58, 0.41, 0.59), (80, 0.60, 0.77), (104, 0.828, 0.940), (116, 0.968, 1.0)]
)
def test_wilson_agrees_with_the_published_table(count: int, low: float, high: float) -> None:
    share = wilson(count, 116)
    assert (share.low, share.high) == (pytest.approx(low, abs=0.005), pytest.approx(high, abs=0.005))


def test_of_no_tries_nothing_is_known() -> None:
    assert (wilson(0, 0).low, wilson(0, 0).high) == (0.0, 1.0)


def test_repeating_the_same_tries_makes_nothing_surer() -> None:
    once = {f"task {number}": (number % 2 == 0,) for number in range(40)}
    often = {task: tries * 5 for task, tries in once.items()}
    assert clustered(often).value == clustered(once).value
    assert clustered(often).high - clustered(often).low > 0.8 * (clustered(once).high - clustered(once).low)


@pytest.mark.parametrize("success", [True, False])
def test_all_tries_are_counted_where_all_come_out_alike(success: bool) -> None:
    assert clustered({name: [success] * 3 for name in "abcd"}).count == 12


def test_independent_tries_of_a_task_do() -> None:
    once = {f"task {number}": (number % 2 == 0,) for number in range(40)}
    mixed = {f"task {number}": (True, False) * 4 for number in range(20)}
    mixed |= {f"task {number}": (False, True, True, True) * 2 for number in range(20, 40)}
    assert clustered(mixed).high - clustered(mixed).low < clustered(once).high - clustered(once).low


@given(TRIES)
@settings(max_examples=30, deadline=None)
def test_the_rate_lies_within_its_interval(tries: dict[str, list[bool]]) -> None:
    share = clustered(tries)
    assert 0 <= share.low <= share.value + 1e-9
    assert share.value - 1e-9 <= share.high <= 1


@given(TRIES)
def test_more_tries_help_and_demanding_all_hurts(tries: dict[str, list[bool]]) -> None:
    any_of = [pass_at(tries, k) or 0.0 for k in (1, 2, 3)]
    all_of = [pass_all(tries, k) or 0.0 for k in (1, 2, 3)]
    assert any_of[0] == pytest.approx(all_of[0])
    assert any_of == sorted(any_of)
    assert all_of == sorted(all_of, reverse=True)


def test_pass_at_k_is_what_drawing_k_tries_gives() -> None:
    tries = [True, False, False, True, False]
    pairs = [tries[a] or tries[b] for a, b in product(range(5), repeat=2) if a < b]
    assert math.isclose(pass_at({"a": tries}, 2) or 0, sum(pairs) / len(pairs))


def test_more_tries_than_there_are_have_no_rate() -> None:
    assert pass_at({"a": [True]}, 2) is None
    assert pass_all({"a": [True], "b": [True, True]}, 2) is None
