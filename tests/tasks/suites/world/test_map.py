"""When a way leads by places."""

import pytest

from tasks.suites.world.map import PLACES, near, passes, point_of

A, B, C = ((47.10, 9.50), (47.15, 9.52), (47.20, 9.50))
ROAD = (47.12, 9.51)


@pytest.mark.parametrize(
    ("points", "leads"),
    [
        ([A, B, C], True),
        ([A, ROAD, B, ROAD, C], True),
        ([(47.1004, 9.4996), B, C], True),
        ([A, C], False),
        ([A, C, B], False),
        ([C, B, A], False),
        ([ROAD, A, B, C], False),
        ([A, B, C, ROAD], False),
        ([], False),
    ],
)
def test_a_way_leads_by_places_in_their_order(points: list, leads: bool) -> None:
    assert passes(points, [A, B, C]) is leads


def test_a_way_may_come_back() -> None:
    assert passes([A, B, A], [A, B, A])
    assert not passes([A, B], [A, B, A])


def test_coordinates_are_the_place_they_were_taken_at() -> None:
    assert point_of("47.0689, 9.5062") == PLACES["Balzers, Liechtenstein"]
    apart = [(one, other) for one in PLACES.values() for other in PLACES.values() if one < other]
    assert not any(near(*pair) for pair in apart)
