"""Looking again only when the first answers disagree."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grounding.adaptive import choose_adaptively, enough
from grounding.multiview import choose


def test_two_that_agree_are_enough() -> None:
    assert enough([(0, 0), (14, 14)])
    assert not enough([(0, 0), (15, 0)])
    assert not enough([None, (0, 0)])
    assert enough([(0, 0), (90, 90), None, (95, 91)])


def test_it_stops_as_soon_as_two_agree() -> None:
    made = choose_adaptively([(0, 0), (5, 5), (900, 900)], [0, 60, 50])
    assert made.choice is not None
    assert (made.passes, made.choice.index, made.choice.point) == (2, 1, (5, 5))
    again = choose_adaptively([(0, 0), (500, 5), (502, 5), (1, 1)], [0, 60, 50, 40])
    assert again.choice is not None
    assert (again.passes, again.choice.index) == (3, 1)


def test_an_answer_without_a_point_is_passed_over_and_counted() -> None:
    made = choose_adaptively([None, (5, 5), (6, 6)], [0, 60, 50])
    assert made.choice is not None
    assert (made.passes, made.choice.index, made.choice.groups) == (3, 1, ((1, 2),))
    nothing = choose_adaptively([None, None, None], [0, 1, 2])
    assert (nothing.choice, nothing.passes) == (None, 3)
    assert choose_adaptively([(3, 4)], [0]).passes == 1
    assert choose_adaptively([], []).passes == 0


def test_numbers_that_do_not_match_are_said() -> None:
    with pytest.raises(ValueError, match="2 points and 1 coverages"):
        choose_adaptively([(0, 0), (1, 1)], [0])


_point = st.tuples(st.integers(0, 60), st.integers(0, 60))


@given(st.tuples(_point, _point, _point), st.integers(1, 100), st.integers(1, 100))
def test_of_a_full_view_and_two_crops_it_takes_what_mvp_takes(
    points: tuple[tuple[int, int], ...], first: int, second: int
) -> None:
    coverage = [0, max(first, second), min(first, second)]
    made = choose_adaptively(points, coverage)
    assert made.choice is not None
    assert made.choice.point == choose(points, coverage).point
