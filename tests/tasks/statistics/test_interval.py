"""Rates are as sure as their tries allow."""

import math
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.statistics.interval import Share, clustered, independent, pass_all, pass_at, pooled, resampled

TRIES = st.dictionaries(
    st.text("abc", min_size=1), st.lists(st.booleans(), min_size=3, max_size=3), min_size=1
)


@pytest.mark.parametrize(
    ("count", "low", "high"), [(58, 0.41, 0.59), (80, 0.60, 0.77), (104, 0.828, 0.940), (116, 0.968, 1.0)]
)
def test_wilson_agrees_with_the_published_table(count: int, low: float, high: float) -> None:
    share = independent(count, 116)
    assert (share.low, share.high) == (pytest.approx(low, abs=0.005), pytest.approx(high, abs=0.005))


def test_of_no_tries_nothing_is_known() -> None:
    assert (independent(0, 0).low, independent(0, 0).high) == (0.0, 1.0)


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


def _value(share: Share | None) -> float:
    assert share is not None
    assert 0 <= share.low <= share.value <= share.high <= 1
    return share.value


@pytest.mark.parametrize("count", [1, 5, 40])
def test_of_one_try_pass_at_and_pass_all_are_the_rate_itself(count: int) -> None:
    tries = {f"task {number}": (True, number % 3 == 0, number % 2 == 0) for number in range(count)}
    rate = (clustered if count > 1 else pooled)(tries)
    for share in (pass_at(tries, 1), pass_all(tries, 1)):
        assert share is not None
        assert (share.value, share.low, share.high) == pytest.approx((rate.value, rate.low, rate.high))


def test_what_k_tries_of_one_task_come_to_is_as_sure_as_its_rate() -> None:
    tries = {"a": [True] * 8 + [False] * 2}
    rate, any_of, all_of = pooled(tries), pass_at(tries, 3), pass_all(tries, 3)
    assert any_of is not None
    assert any_of.low == pytest.approx(1 - (1 - rate.low) ** 3)
    assert all_of is not None
    assert all_of.high == pytest.approx(rate.high**3)


def test_what_holds_in_part_counts_in_part() -> None:
    share = clustered(
        {f"task {number}": (0.25 * (1 + number % 2), 0.5 + 0.25 * (number % 2)) for number in range(30)}
    )
    assert (share.value, share.count) == (pytest.approx(0.5), 60)
    assert 0.35 < share.low < 0.45


@given(TRIES)
def test_more_tries_help_and_demanding_all_hurts(tries: dict[str, list[bool]]) -> None:
    any_of = [_value(pass_at(tries, k)) for k in (1, 2, 3)]
    all_of = [_value(pass_all(tries, k)) for k in (1, 2, 3)]
    assert any_of[0] == pytest.approx(all_of[0])
    assert any_of == sorted(any_of)
    assert all_of == sorted(all_of, reverse=True)


def test_pass_at_k_is_what_drawing_k_tries_gives() -> None:
    tries = [True, False, False, True, False]
    pairs = [tries[a] or tries[b] for a, b in product(range(5), repeat=2) if a < b]
    assert math.isclose(_value(pass_at({"a": tries}, 2)), sum(pairs) / len(pairs))


def test_more_tries_than_there_are_have_no_rate() -> None:
    assert pass_at({"a": [True]}, 2) is None
    assert pass_all({"a": [True], "b": [True, True]}, 2) is None


@pytest.mark.parametrize("tasks", [1, 2, 9, 10, 40])
def test_one_try_a_task_is_as_sure_as_independent_tries(tasks: int) -> None:
    for done in {0, 1, tasks // 3, tasks}:
        share = clustered({f"task {number}": [number < done] for number in range(tasks)})
        known = independent(done, tasks)
        assert (share.low, share.high) == (pytest.approx(known.low), pytest.approx(known.high))
        assert share.value == known.value


@pytest.mark.parametrize("done", [(3, 3, 3, 3), (0, 0, 0, 0), (3, 0, 3, 0), (2, 2, 2, 2), (3, 2, 3, 3)])
def test_few_tasks_tried_often_are_no_surer_than_all_their_tries_and_no_less_than_one_each(
    done: tuple[int, ...],
) -> None:
    tries = {f"task {number}": [True] * count + [False] * (3 - count) for number, count in enumerate(done)}
    share = clustered(tries)
    rate, width = sum(done) / 12, share.high - share.low
    assert share.value == pytest.approx(rate)
    assert share.low <= rate <= share.high
    assert width >= independent(sum(done), 12).high - independent(sum(done), 12).low - 1e-9


def test_tries_that_always_agree_count_as_one_each() -> None:
    often = {f"task {number}": [number < 4] * 7 for number in range(5)}
    share, once = clustered(often), independent(4, 5)
    assert (share.low, share.high) == (pytest.approx(once.low), pytest.approx(once.high))


def test_one_task_tells_little_of_others_however_often_it_is_tried() -> None:
    share, once = clustered({"a": [True] * 50}), independent(1, 1)
    assert (share.low, share.high, share.count) == (pytest.approx(once.low), pytest.approx(once.high), 50)


def test_the_rate_is_the_share_of_tries_where_tasks_were_tried_unequally_often() -> None:
    share = clustered({"a": [True], "b": [False, False, False], "c": [True, False, True]})
    assert (share.value, share.count) == (pytest.approx(3 / 7), 7)
    assert share.low < 3 / 7 < share.high


@given(
    st.dictionaries(st.text("abc", min_size=1), st.lists(st.floats(0, 3), min_size=1, max_size=3), min_size=1)
)
@settings(max_examples=20, deadline=None)
def test_a_mean_beyond_one_lies_within_what_other_tasks_would_give(values: dict[str, list[float]]) -> None:
    share = resampled(values)
    every = [value for some in values.values() for value in some]
    assert share.value == pytest.approx(sum(every) / len(every))
    if len(values) == 1:
        assert math.isnan(share.low)
        assert math.isnan(share.high)
        assert "to" not in str(share)
    else:
        assert min(every) - 1e-9 <= share.low <= share.value <= share.high <= max(every) + 1e-9
