"""Drawing whole tasks again and again says how sure a mean of tries is."""

import numpy as np
import pytest

from tasks.statistics.bootstrap import over_tasks
from tasks.statistics.interval import clustered, pass_at, pooled
from tasks.statistics.paired import compare


def test_with_many_tasks_tried_once_it_agrees_with_wilson() -> None:
    share = clustered({f"task {number}": [number % 3 == 0] for number in range(300)})
    assert share.bootstrap == pytest.approx((share.low, share.high), abs=0.01)


def test_it_is_of_the_mean_of_tries_where_tasks_were_tried_unequally_often() -> None:
    done, counts = np.array([0.0, 9.0, 1.0]), np.array([1.0, 9.0, 2.0])
    ends = over_tasks(done, counts)
    assert ends is not None
    assert ends[0] <= 10 / 12 <= ends[1]
    assert ends[1] == 1.0


def test_tries_of_one_task_are_drawn_together() -> None:
    """Ten tries of each say no more than one, where they come out alike."""
    once = clustered({f"task {number}": [number % 2 == 0] for number in range(30)})
    often = clustered({f"task {number}": [number % 2 == 0] * 10 for number in range(30)})
    assert once.bootstrap == often.bootstrap


def test_of_one_task_it_says_nothing() -> None:
    assert over_tasks(np.array([3.0]), np.array([5.0])) is None
    assert pooled({"a": [True, False]}).bootstrap is None


def test_what_is_counted_of_several_tries_and_a_difference_have_it_too() -> None:
    tries = {f"task {number}": (True, number % 2 == 0, False) for number in range(20)}
    share = pass_at(tries, 2)
    assert share is not None
    assert share.bootstrap is not None
    assert share.bootstrap[0] < share.value < share.bootstrap[1]
    a = {(task, seed): done for task, some in tries.items() for seed, done in enumerate(some)}
    b = dict.fromkeys(a, True)
    difference = compare(a, b).difference
    assert difference.bootstrap is not None
    assert 0 < difference.bootstrap[0] < difference.value < difference.bootstrap[1]
