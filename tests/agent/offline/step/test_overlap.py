"""What lies wholly under a floating button is scrolled out before it is tapped, or not tapped at all."""

from dataclasses import replace

from agent.action.action import Click, Swipe
from agent.offline.decision import PastStep
from agent.offline.step.history import Past
from agent.offline.step.move import Act, Stuck, click
from agent.offline.step.overlap import cleared
from agent.perception.scene import Scene
from device.screen import Bounds, Observation, UIElement

ROOT = UIElement(0, bounds=Bounds(0, 0, 1080, 2400))
LIST = UIElement(1, bounds=Bounds(0, 300, 1080, 2000), is_scrollable=True, depth=1)
TICK = UIElement(2, text="Milk", bounds=Bounds(900, 1750, 960, 1810), is_checkable=True, depth=2)
PLUS = UIElement(
    3, content_description="Add", bounds=Bounds(800, 1650, 1050, 1900), is_clickable=True, depth=1
)


def scene(*elements: UIElement) -> Scene:
    return Scene(Observation(None, elements, "com.example", "", False, (1080, 2400)))


def moved(page: Scene, *outcomes: str) -> Act | Stuck:
    """What is made of a tap on the tick after moves of the list that came out so."""
    history: list[PastStep] = []
    for outcome in outcomes:
        before = cleared(click(TICK, "tick Milk", "It is done"), page, Past(tuple(history)))
        assert isinstance(before, Act)
        history.append(PastStep(before.action, outcome, "", "", 0))
    move = cleared(click(TICK, "tick Milk", "It is done"), page, Past(tuple(history)))
    assert isinstance(move, Act | Stuck)
    return move


def test_the_list_is_moved_until_it_is_clear() -> None:
    move = moved(scene(ROOT, LIST, TICK, PLUS))
    assert isinstance(move, Act)
    assert isinstance(move.action, Swipe)
    higher = replace(PLUS, bounds=Bounds(800, 1900, 1050, 2150))
    move = moved(scene(ROOT, LIST, TICK, higher))
    assert isinstance(move, Act)
    assert isinstance(move.action, Click)


def test_what_cannot_be_brought_clear_is_not_tapped() -> None:
    move = moved(scene(ROOT, LIST, TICK, PLUS), "no_change", "no_change")
    assert isinstance(move, Stuck)
    assert "tick Milk" in move.reason
    assert move.balked


def test_what_moves_with_the_list_or_covers_all_of_it_is_no_floating_button() -> None:
    beside = replace(PLUS, depth=2)
    sheet = replace(PLUS, bounds=LIST.bounds)
    for over in (beside, sheet):
        move = moved(scene(ROOT, LIST, TICK, over))
        assert isinstance(move, Act)
        assert isinstance(move.action, Click)
