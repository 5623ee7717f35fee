"""Labels that can be read, however near each other the places are."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from device.screen import Bounds
from grounding.evaluation.spread import spread

SIZE = (400, 600)
CORNERS = st.lists(st.tuples(st.integers(-50, 450), st.integers(-50, 650)), max_size=8)


@given(CORNERS)
def test_labels_lie_inside_and_never_on_each_other(corners: list[tuple[int, int]]) -> None:
    placed = spread([Bounds(x, y, x + 60, y + 20) for x, y in corners], SIZE)
    assert len(placed) == len(corners)
    assert all(
        box.left >= 0 and box.right <= SIZE[0] and box.top >= 0 and box.bottom <= SIZE[1] for box in placed
    )
    assert not any(one.intersection(other).area for one, other in combinations(placed, 2))


def test_what_has_room_stays_where_it_is_wanted() -> None:
    boxes = [Bounds(10, 10, 70, 30), Bounds(10, 40, 70, 60)]
    assert spread(boxes, SIZE) == boxes


def test_what_else_should_be_seen_is_not_covered() -> None:
    place = Bounds(10, 10, 70, 30)
    (moved,) = spread([place], SIZE, [place])
    assert not moved.intersection(place).area


def test_without_room_for_all_there_is_still_a_place() -> None:
    assert spread([Bounds(0, 0, 60, 20)] * 3, (60, 20)) == [Bounds(0, 0, 60, 20)] * 3
    assert spread([Bounds(5, 5, 65, 25)], (30, 10)) == [Bounds(0, 0, 60, 20)]
