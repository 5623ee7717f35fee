"""A touch on a thing goes where nothing lies over it."""

from device.screen import Bounds, Observation, Point, UIElement
from grounding.clear import clear_spot
from grounding.target import Target
from grounding.tree import TreeGrounder

SIZE = (1080, 2400)
ROOT = UIElement(0, bounds=Bounds(0, 0, *SIZE))
LIST = UIElement(1, bounds=Bounds(0, 300, 1080, 2000), is_scrollable=True, depth=1)
ROW = UIElement(2, text="Delete", bounds=Bounds(100, 1700, 1000, 1826), is_clickable=True, depth=2)
PLUS = UIElement(
    3, content_description="Add alarm", bounds=Bounds(414, 1623, 666, 1875), is_clickable=True, depth=1
)


def screen(*elements: UIElement) -> Observation:
    return Observation(None, elements, "com.example", "com.example.Main", False, SIZE)


def reached(observation: Observation, target: Target) -> list[str]:
    """What takes touches at the place found, the last drawn first."""
    point = TreeGrounder().ground(observation, target).point
    here = [e.label for e in observation.elements if e.is_clickable and e.bounds.contains(point)]
    return here[::-1]


def test_a_row_under_a_floating_button_is_touched_beside_it() -> None:
    page = screen(ROOT, LIST, ROW, PLUS)
    assert reached(page, Target(description="alarm: delete", element=2)) == ["Delete"]
    assert reached(page, Target(description="Delete")) == ["Delete"]
    assert reached(page, Target(description="plus", element=3))[0] == "Add alarm"


def test_the_words_in_a_row_are_touched_beside_it_too() -> None:
    words = UIElement(3, text="Delete it", bounds=Bounds(200, 1710, 900, 1800), depth=3)
    plus = UIElement(4, bounds=PLUS.bounds, is_clickable=True, depth=1)
    found = clear_spot(screen(ROOT, LIST, ROW, words, plus), words)
    assert found is not None
    assert words.bounds.contains(found)
    assert not plus.bounds.contains(found)


def test_what_lies_wholly_under_something_has_no_clear_spot_and_is_touched_all_the_same() -> None:
    box = UIElement(2, bounds=Bounds(500, 1700, 560, 1760), is_checkable=True, depth=2)
    page = screen(ROOT, LIST, box, PLUS)
    assert clear_spot(page, box) is None
    assert TreeGrounder().ground(page, Target(description="box", element=2)).point == box.bounds.center


def test_what_is_within_it_in_another_window_or_takes_no_touch_covers_nothing() -> None:
    middle = Point(550, 1763)
    inner = UIElement(3, bounds=Bounds(500, 1710, 600, 1800), is_clickable=True, depth=3)
    picture = UIElement(3, bounds=PLUS.bounds, depth=1)
    keys = UIElement(3, bounds=PLUS.bounds, is_clickable=True, depth=1)
    for page in (
        screen(ROOT, LIST, ROW, inner),
        screen(ROOT, LIST, ROW, picture),
        screen(ROOT, LIST, ROW, UIElement(4, bounds=Bounds(0, 1400, 1080, 2400)), keys),
    ):
        assert clear_spot(page, ROW) == middle


def test_a_list_is_swiped_from_its_middle() -> None:
    plus = UIElement(3, bounds=Bounds(400, 1000, 700, 1300), is_clickable=True, depth=1)
    assert clear_spot(screen(ROOT, LIST, plus), LIST) == LIST.bounds.center
