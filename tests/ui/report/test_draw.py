"""What an action did is drawn where it did it."""

import pytest

from agent.action.action import (
    Action,
    Click,
    DoubleTap,
    Drag,
    InputText,
    LongPress,
    NavigateBack,
    Scroll,
    Swipe,
)
from agent.run.step import Spot, Step
from device.screen import Bounds, Point
from grounding.target import Target
from ui.report.draw import Shape, shapes

SIZE = (1000, 2000)
THERE, ELSEWHERE = Target(description="there"), Target(description="elsewhere")


def drawn(action: Action, *points: tuple[int, int], bounds: Bounds | None = None) -> list[Shape]:
    spots = tuple(Spot(point=Point(*point), bounds=bounds, confidence=1, method="tree") for point in points)
    return list(shapes(Step(index=1, action=action, grounding=spots), SIZE))


@pytest.mark.parametrize(
    ("action", "kinds"),
    [
        (Click(target=THERE), ["ring", "dot"]),
        (DoubleTap(target=THERE), ["ring", "twice"]),
        (LongPress(target=THERE), ["ring", "hold"]),
        (InputText(text="a", target=THERE), ["ring"]),
    ],
)
def test_touches_are_rings_at_their_place(action: Action, kinds: list[str]) -> None:
    found = drawn(action, (300, 700))
    assert [shape.kind for shape in found] == kinds
    assert {(shape.x, shape.y) for shape in found} == {(300, 700)}


def test_what_was_found_is_framed() -> None:
    frame = drawn(Click(target=THERE), (300, 700), bounds=Bounds(200, 600, 400, 800))[0]
    assert (frame.kind, frame.x, frame.y, frame.width, frame.height) == ("box", 200, 600, 200, 200)


@pytest.mark.parametrize("action", [Drag(start=THERE, end=ELSEWHERE), Swipe(start=THERE, end=ELSEWHERE)])
def test_ways_are_arrows_from_start_to_end(action: Action) -> None:
    way, start = drawn(action, (100, 200), (500, 900))
    assert way.d.startswith("M100 200L500 900M")
    assert (start.kind, start.x, start.y) == ("start", 100, 200)


@pytest.mark.parametrize(
    ("action", "way"),
    [
        (Scroll(direction="down"), "M500 1280L500 720"),
        (Scroll(direction="right"), "M780 1000L220 1000"),
        (Swipe(direction="down"), "M500 720L500 1280"),
        (Swipe(direction="left"), "M780 1000L220 1000"),
    ],
)
def test_directions_are_drawn_as_the_finger_goes(action: Action, way: str) -> None:
    assert drawn(action)[0].d.startswith(way)


def test_what_touches_nothing_draws_nothing() -> None:
    assert drawn(NavigateBack()) == []
