"""What is said of a screen means one place on it."""

from random import Random

from device.screen import Bounds, Observation, UIElement
from grounding.target import Target, TargetNotFound
from grounding.training.instruction import Instruction, instructions, names_on
from grounding.training.phonescreen import Style, shots
from grounding.tree import TreeGrounder


def element(index: int, bounds: tuple[int, int, int, int], depth: int = 1, **said: object) -> UIElement:
    return UIElement(index=index, bounds=Bounds(*bounds), depth=depth, **said)  # type: ignore[arg-type]


def screen(*elements: UIElement) -> Observation:
    return Observation(None, elements, "a", "a.B", keyboard_shown=False, size=(1080, 2400))


SETTINGS = screen(
    element(0, (0, 0, 1080, 2400), 0, class_name="FrameLayout"),
    element(
        1, (900, 100, 1000, 200), content_description="Search", class_name="ImageButton", is_clickable=True
    ),
    element(2, (0, 300, 1080, 500), is_clickable=True, class_name="LinearLayout"),
    element(3, (100, 350, 500, 450), 2, text="Wi-Fi", class_name="TextView"),
    element(4, (900, 350, 1000, 450), 2, class_name="Switch", is_checkable=True, is_clickable=True),
    element(5, (0, 600, 200, 700), text="Edit", class_name="Button", is_clickable=True),
    element(6, (0, 800, 200, 900), text="Edit", class_name="Button", is_clickable=True),
)


def said(language: str = "en", **more: object) -> dict[str, Instruction]:
    made = instructions(SETTINGS, language, Random(0), **more)  # type: ignore[arg-type]
    return {each.words: each for each in made}


def test_an_icon_is_told_from_a_text() -> None:
    search, wifi = said()["Search"], said()["Wi-Fi"]
    assert search.icon
    assert search.bounds == Bounds(900, 100, 1000, 200)
    assert not wifi.icon
    assert not said(drawn=[Bounds(910, 160, 990, 190)])["Search"].icon  # a caption that no element holds


def test_a_switch_is_named_by_what_it_stands_beside() -> None:
    (switch,) = [each for each in said().values() if each.how == "relation" and each.name == "Wi-Fi"]
    assert switch.bounds == Bounds(900, 350, 1000, 450)
    assert switch.words.endswith("Wi-Fi")


def test_what_is_there_twice_is_counted() -> None:
    counted = [each for each in said().values() if each.how == "order"]
    assert {each.bounds for each in counted} == {Bounds(0, 600, 200, 700), Bounds(0, 800, 200, 900)}
    assert "Edit" not in said()


def test_chinese_says_the_thing_last() -> None:
    (switch,) = [each for each in said("zh").values() if each.how == "relation" and each.name == "Wi-Fi"]
    assert switch.words.startswith("Wi-Fi")
    assert "的" in switch.words


def test_a_language_without_a_table_keeps_to_names() -> None:
    assert {each.how for each in said("xx").values()} == {"text"}


def test_what_is_not_there_is_asked_for_too() -> None:
    made = said(elsewhere=("Bluetooth", "WiFi"))
    assert made["Bluetooth"].bounds is None
    assert "WiFi" not in made
    assert names_on(SETTINGS) == ("Search", "Wi-Fi", "Edit")


def test_who_can_see_the_tree_finds_what_was_meant() -> None:
    """On the phone's own screens the tree grounder, which shares no code for this, agrees."""
    tree, right, asked = TreeGrounder(), 0, 0
    for shot in shots(Style(), "com.google.android.deskclock", 3):
        for each in instructions(shot.observation, "en", Random(1), (), shot.drawn):
            asked += 1
            try:
                point = tree.ground(shot.observation, Target(description=each.words)).point
            except TargetNotFound:
                continue
            right += each.bounds is not None and each.bounds.contains(point)
    assert asked > 30
    assert right >= 0.85 * asked
