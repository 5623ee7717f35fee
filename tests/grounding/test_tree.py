"""The tree grounder on small pages: what a person says finds what that person means."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.preset.preset import DEFAULT
from benchmarks.tree_grounding import read
from device.screen import Bounds, Observation, Point, UIElement
from grounding.target import Target, TargetNotFound
from grounding.tree import TreeGrounder
from grounding.wording import concepts, plain

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
    assert found.confidence > 0.9
    assert not found.alternatives


def test_a_sentence_that_has_the_word_is_not_the_button_that_does_it() -> None:
    message = label(0, "The rent is due on the 1st. Could you send it by Friday?", 100, is_clickable=True)
    button = UIElement(
        1,
        text="SMS",
        resource_id="x:id/thread_send_message",
        bounds=Bounds(900, 300, 1060, 400),
        is_clickable=True,
    )
    found = TreeGrounder().ground(screen(message, button), Target(description="Send"))
    assert found.point == Point(980, 350)


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


def switch(index: int, top: int, depth: int = 1) -> UIElement:
    box = Bounds(900, top + 10, 1060, top + 90)
    return UIElement(index, class_name="android.widget.Switch", bounds=box, is_checkable=True, depth=depth)


@pytest.fixture
def rows() -> Observation:
    """Three rows with a switch each, a bar of tabs below them."""
    found: list[UIElement] = []
    for at, name in enumerate(("Wi-Fi", "Bluetooth", "Hotspot")):
        top = 100 + 200 * at
        index = len(found)
        row = UIElement(index, class_name="Row", bounds=Bounds(0, top, 1080, top + 100), is_clickable=True)
        title = UIElement(index + 1, text=name, bounds=Bounds(50, top + 20, 400, top + 80), depth=1)
        found += [row, title, switch(index + 2, top)]
    for at, name in enumerate(("Home", "Search", "Profile")):
        box = Bounds(360 * at, 2200, 360 * (at + 1), 2300)
        found.append(UIElement(len(found), content_description=name, bounds=box, is_clickable=True))
    return screen(*found)


SWITCHES = {"Wi-Fi": Point(980, 150), "Bluetooth": Point(980, 350), "Hotspot": Point(980, 550)}


@pytest.mark.parametrize(
    ("words", "point"),
    [
        ("the switch next to Bluetooth", SWITCHES["Bluetooth"]),
        ("the Hotspot switch", SWITCHES["Hotspot"]),
        ("the second switch", SWITCHES["Bluetooth"]),
        ("the last switch", SWITCHES["Hotspot"]),
        ("the switch below Bluetooth", SWITCHES["Hotspot"]),
        ("the switch above Bluetooth", SWITCHES["Wi-Fi"]),
        ("Bluetooth旁边的开关", SWITCHES["Bluetooth"]),
        ("第二个开关", SWITCHES["Bluetooth"]),
        ("蓝牙", Point(540, 350)),
        ("der Schalter neben Bluetooth", SWITCHES["Bluetooth"]),
        ("el segundo interruptor", SWITCHES["Bluetooth"]),
        ("l'interrupteur à côté de Bluetooth", SWITCHES["Bluetooth"]),
        ("переключатель рядом с Bluetooth", SWITCHES["Bluetooth"]),
        ("Bluetooth 옆의 스위치", SWITCHES["Bluetooth"]),
        ("the third tab", Point(900, 2250)),
        ("the tab to the left of Profile", Point(540, 2250)),
        ("the Profile tab", Point(900, 2250)),
    ],
)
def test_roles_order_and_neighbours_are_understood(rows: Observation, words: str, point: Point) -> None:
    assert TreeGrounder().ground(rows, Target(description=words)).point == point


@pytest.mark.parametrize(
    ("words", "point"),
    [
        ("the second switch from the bottom", SWITCHES["Bluetooth"]),
        ("the first switch from the bottom", SWITCHES["Hotspot"]),
        ("the last but one switch", SWITCHES["Bluetooth"]),
        ("the next-to-last switch", SWITCHES["Bluetooth"]),
        ("second switch from the top", SWITCHES["Bluetooth"]),
        ("der erste Schalter von unten", SWITCHES["Hotspot"]),
        ("从下往上数第一个开关", SWITCHES["Hotspot"]),
        ("倒数第三个开关", SWITCHES["Wi-Fi"]),
        ("the switch that is off", SWITCHES["Hotspot"]),
        ("the Wi-Fi switch that is on", SWITCHES["Wi-Fi"]),
        ("the second switch that is turned on", SWITCHES["Bluetooth"]),
        ("关着的开关", SWITCHES["Hotspot"]),
        ("der ausgeschaltete Schalter", SWITCHES["Hotspot"]),
        ("the item between Wi-Fi and Hotspot", Point(540, 350)),
        ("the tab between Home and Profile", Point(540, 2250)),
        ("Wi-Fi和热点之间的选项", Point(540, 350)),
        ("der Eintrag zwischen Wi-Fi und Hotspot", Point(540, 350)),
    ],
)
def test_counting_from_below_state_and_between_are_understood(
    rows: Observation, words: str, point: Point
) -> None:
    """The switches of Wi-Fi and Bluetooth are on, that of Hotspot is off."""
    on = [element.index for element in rows.elements if element.is_checkable][:2]
    elements = tuple(replace(e, is_checked=e.index in on) for e in rows.elements)
    found = TreeGrounder().ground(replace(rows, elements=elements), Target(description=words))
    assert found.point == point
    assert found.confidence >= DEFAULT.min_confidence


def test_of_several_that_are_off_none_is_sure(rows: Observation) -> None:
    found = TreeGrounder().ground(rows, Target(description="the switch that is off"))
    assert found.confidence < 0.4
    with pytest.raises(TargetNotFound):
        TreeGrounder().ground(rows, Target(description="the switch that is on"))


@pytest.mark.parametrize(
    ("words", "labels"),
    [
        ("Add network", ["Saved networks", "Network preferences"]),
        ("Notification light", ["Notifications", "Battery"]),
        ("the switch next to Notification light", ["Notifications", "Battery"]),
        ("Battery replacement", ["Battery", "Display"]),
    ],
)
def test_a_word_that_nothing_says_is_not_passed_over(words: str, labels: list[str]) -> None:
    page = screen(*(label(at, text, 100 + 200 * at, is_clickable=True) for at, text in enumerate(labels)))
    try:
        found = TreeGrounder().ground(page, Target(description=words))
    except TargetNotFound:
        return
    assert found.confidence < DEFAULT.min_confidence


def test_a_label_of_android_s_settings_is_known_in_both_languages() -> None:
    names = ("Network & internet", "Sound & vibration", "Font size", "Stopwatch", "Shutter", "Add alarm")
    said = ("网络和互联网", "声音和振动", "字体大小", "秒表", "快门", "添加闹钟")
    english = screen(*(label(at, text, 100 + 200 * at, is_clickable=True) for at, text in enumerate(names)))
    chinese = screen(*(label(at, text, 100 + 200 * at, is_clickable=True) for at, text in enumerate(said)))
    for at, (name, word) in enumerate(zip(names, said, strict=True)):
        for page, words in ((english, word), (chinese, name)):
            found = TreeGrounder().ground(page, Target(description=words))
            assert (found.point.y, found.confidence >= 0.5) == (150 + 200 * at, True), words


def test_labels_know_nothing_of_the_held_questions() -> None:
    """They stay a measure of what was put in for nobody's sake."""
    for asked in read():
        if asked.split == "held" and asked.kind == "translated":
            name = plain(asked.where.partition("=")[2])
            shared = concepts().get(name, frozenset()) & concepts().get(plain(asked.says), frozenset())
            assert not any(concept.startswith("label ") for concept in shared), asked


def test_one_of_several_without_a_name_is_doubtful(rows: Observation) -> None:
    found = TreeGrounder().ground(rows, Target(description="the switch"))
    assert found.confidence < 0.4
    assert {found.point, *(other.point for other in found.alternatives)} >= set(SWITCHES.values())


def test_what_lies_behind_something_else_counts_less() -> None:
    behind = UIElement(0, text="Open", bounds=Bounds(0, 100, 400, 200), is_clickable=True)
    front = UIElement(1, text="Cover", bounds=Bounds(0, 50, 600, 400), is_clickable=True)
    free = UIElement(2, text="Open", bounds=Bounds(0, 900, 400, 1000), is_clickable=True)
    found = TreeGrounder().ground(screen(behind, front, free), Target(description="Open"))
    assert found.point == Point(200, 950)


def test_a_screen_without_a_tree_says_so() -> None:
    blind = Observation(None, (), "com.game", "", False, SIZE, tree_error="could not get idle state")
    with pytest.raises(TargetNotFound, match="could not get idle state"):
        TreeGrounder().ground(blind, Target(description="Play"))


BOXES = st.builds(Bounds, *[st.integers(-200, 2600)] * 4)
ELEMENTS = st.lists(
    st.builds(
        UIElement,
        index=st.just(0),
        text=st.text(max_size=12),
        class_name=st.sampled_from(["android.widget.Switch", "ImageView", "EditText", ""]),
        bounds=BOXES,
        is_clickable=st.booleans(),
        is_checkable=st.booleans(),
        is_enabled=st.booleans(),
        is_selected=st.booleans(),
        depth=st.integers(0, 4),
    ),
    max_size=12,
)
WORDS = st.one_of(
    st.text(min_size=1, max_size=40).filter(str.strip),
    st.sampled_from(["the second switch", "the tab left of", "next to", "“”", "第", "the last", ".", "the"]),
)


@settings(max_examples=150, deadline=None)
@given(ELEMENTS, WORDS)
def test_on_any_page_any_words_give_a_place_on_the_screen_or_one_error(
    elements: list[UIElement], words: str
) -> None:
    numbered = [
        UIElement(index, **{name: getattr(e, name) for name in e.__slots__ if name != "index"})
        for index, e in enumerate(elements)
    ]
    try:
        found = TreeGrounder().ground(screen(*numbered), Target(description=words))
    except TargetNotFound:
        return
    assert 0 <= found.point.x < SIZE[0]
    assert 0 <= found.point.y < SIZE[1]
    assert all(other.confidence <= found.confidence for other in found.alternatives)
