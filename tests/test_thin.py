"""What is taken of a table of cases that are alike."""

import pytest

from tests import thin
from tests.thin import thinned


@pytest.fixture(params=[False, True])
def full(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    monkeypatch.setitem(thin.run, "full", request.param)
    return bool(request.param)


@pytest.mark.parametrize(
    ("count", "one_in", "usual"),
    [
        (3, 4, [0]),
        (11, 4, [0, 7, 10]),
        (8, 2, [0, 2, 5, 7]),
        (10, 2, [0, 5]),
        (24, 2, [0, 5, 10, 15, 16, 21]),
    ],
)
def test_some_are_taken_in_every_look_and_half_of_many(
    full: bool, count: int, one_in: int, usual: list[int]
) -> None:
    taken = thinned(range(count), one_in)
    if not full:
        assert taken == usual
        return
    marked = [each.values[0] for each in taken if not isinstance(each, int)]
    assert sorted([*usual, *marked]) == list(range(count))
    assert [each for each in taken if isinstance(each, int)] == usual
