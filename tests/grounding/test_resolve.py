import pytest

from device.screen import Bounds, Observation, Point, UIElement
from grounding.resolve import TreeGrounder
from grounding.target import Target, TargetNotFound

SIZE = (1080, 2400)


def screen(*elements: UIElement) -> Observation:
    return Observation(None, elements, "com.example", "com.example.Main", False, SIZE)


def label(index: int, text: str, top: int, **more: object) -> UIElement:
    return UIElement(index, text=text, bounds=Bounds(0, top, 1080, top + 100), **more)


@pytest.fixture
def settings_page() -> Observation:
    return screen(
        label(0, "Wi-Fi", 100, is_clickable=True),
        UIElement(1, bounds=Bounds(900, 110, 1060, 190), is_checkable=True, resource_id="x:id/switch_widget"),
        label(2, "Bluetooth", 300, is_clickable=True),
        label(3, "Save", 500, is_clickable=True, is_enabled=False),
        UIElement(4, content_description="Navigate up", bounds=Bounds(0, 0, 100, 90), is_clickable=True),
        label(5, "保存", 700, is_clickable=True),
        UIElement(6, hint="Search settings", bounds=Bounds(0, 900, 1080, 1000), is_editable=True),
        UIElement(7, text="Below", bounds=Bounds(0, 2400, 1080, 2500)),
        UIElement(8, text="Half", bounds=Bounds(0, 2300, 1080, 2500)),
    )


@pytest.mark.parametrize(
    ("words", "point"),
    [
        ("Wi-Fi", Point(540, 150)),
        ("wifi", Point(540, 150)),
        ('the "Wi-Fi" switch', Point(980, 150)),
        ("WLAN Wi-Fi", Point(540, 150)),
        ("bluetooth row", Point(540, 350)),
        ("Bluetoth", Point(540, 350)),
        ("the navigate up button", Point(50, 45)),
        ("保存按钮", Point(540, 750)),
        ("search settings field", Point(540, 950)),
        ("Half", Point(540, 2350)),
    ],
)
def test_words_find_the_element_they_mean(settings_page: Observation, words: str, point: Point) -> None:
    found = TreeGrounder().ground(settings_page, Target(description=words))
    assert found.point == point
    assert found.method == "tree"
    assert 0 < found.confidence <= 1


@pytest.mark.parametrize("words", ["Airplane mode", "Below", "Save", "取消"])
def test_what_is_not_there_disabled_or_out_of_sight_is_not_found(
    settings_page: Observation, words: str
) -> None:
    with pytest.raises(TargetNotFound, match=words):
        TreeGrounder().ground(settings_page, Target(description=words))


def test_better_matches_are_surer(settings_page: Observation) -> None:
    exact, same, part, like = (
        TreeGrounder().ground(settings_page, Target(description=words)).confidence
        for words in ("Bluetooth", "bluetooth", "Bluetooth settings", "Bluetoth")
    )
    assert exact > same > max(part, like)


def test_two_of_a_name_are_doubtful_and_both_told() -> None:
    page = screen(label(0, "Edit", 100), label(1, "Edit", 300))
    found = TreeGrounder().ground(page, Target(description="Edit"))
    assert found.confidence <= 0.5
    assert {found.point, *(other.point for other in found.alternatives)} == {Point(540, 150), Point(540, 350)}


def test_a_row_and_the_label_in_it_are_one_thing() -> None:
    row = UIElement(0, content_description="Wi-Fi", bounds=Bounds(0, 100, 1080, 300), is_clickable=True)
    page = screen(row, UIElement(1, text="Wi-Fi", bounds=Bounds(50, 150, 300, 250)))
    found = TreeGrounder().ground(page, Target(description="Wi-Fi"))
    assert found.confidence == 1.0
    assert not found.alternatives


def test_an_elements_number_is_taken_at_its_word(settings_page: Observation) -> None:
    found = TreeGrounder().ground(settings_page, Target(element=8, description="something else"))
    assert found.point == Point(540, 2350), "the visible part's middle"
    assert found.confidence == 1.0


@pytest.mark.parametrize(("index", "reason"), [(99, "no element 99"), (7, "outside"), (3, "disabled")])
def test_elements_that_cannot_be_touched_say_why(settings_page: Observation, index: int, reason: str) -> None:
    with pytest.raises(TargetNotFound, match=reason):
        TreeGrounder().ground(settings_page, Target(element=index))


def test_points_must_lie_on_the_screen(settings_page: Observation) -> None:
    assert TreeGrounder().ground(settings_page, Target(point=(10.4, 20.6))).point == Point(10, 21)
    for outside in [(1080, 5), (-1, 5), (5, 2400)]:
        with pytest.raises(TargetNotFound, match="outside the screen"):
            TreeGrounder().ground(settings_page, Target(point=outside))
