"""The cheap check on made-up screens: what must not fool it, and what it must see."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from agent.action.action import (
    Action,
    ClearText,
    Click,
    InputText,
    LongPress,
    NavigateBack,
    NavigateHome,
    OpenApp,
    Scroll,
    Swipe,
)
from agent.brain.modelbrain import ModelBrain
from agent.build import Agent
from agent.perception.compare import SYSTEM_UI, Pair, fingerprint, moving_parts
from agent.preset.preset import PRESETS
from agent.reflection.check import check, check_interrupted
from agent.run.event import StepDone
from agent.run.step import Seen, Spot, Step
from agent.settings import Settings
from device.client import Device
from device.screen import Bounds, Observation, Point, Screenshot, UIElement
from grounding.target import Target
from grounding.tree import TreeGrounder
from models.scripted import ScriptedModel
from tests.agent.script import click, complete, decide, told

SIZE = (1080, 2400)
TARGET = Target(description="it")
POINT = Point(540, 250)
SPINNER = Bounds(400, 1000, 700, 1300)
CLICK = Click(target=TARGET)
TOUCHES: list[Action] = [
    CLICK, LongPress(target=TARGET), Scroll(direction="down"), Swipe(direction="up"), NavigateBack(),
]  # fmt: skip
OUTCOMES = {"success", "changed", "wrong_page", "no_change", "uncertain"}


def seen(*elements: UIElement, at: float = 1000.0, moving: tuple[Bounds, ...] = (), **more: object) -> Seen:
    numbered = tuple(replace(element, index=n) for n, element in enumerate(elements))
    look = Observation(
        more.pop("picture", None), numbered, str(more.pop("package", "com.example")), "Main", False, SIZE,
        taken_at=at, **more,
    )  # fmt: skip
    return Seen(observation=look, fingerprint=fingerprint(look, moving), moving=moving)


def judged(action: Action, before: Seen, after: Seen) -> tuple[str, str]:
    spots = (Spot(point=POINT, confidence=1, method="element"),)
    step = Step(index=1, action=action, grounding=spots, performed=True)
    pictures = before.observation.screenshot, after.observation.screenshot
    found = check(step, before, after, pictures)
    return found.outcome, found.evidence


words = st.sampled_from(["Wi-Fi", "Off", "Messages", "9", "发送", "a long label that says a lot", ""])
boxes = st.builds(
    lambda x, y, w, h: Bounds(x, y, x + w, y + h),
    st.integers(0, 900), st.integers(100, 2000), st.integers(1, 180), st.integers(1, 390),
)  # fmt: skip
elements = st.builds(
    UIElement,
    index=st.just(0),
    text=words,
    content_description=words,
    resource_id=st.sampled_from(["", "com.example:id/a", "com.example:id/b"]),
    class_name=st.sampled_from(["android.widget.TextView", "android.widget.Switch"]),
    package_name=st.just("com.example"),
    bounds=boxes,
    is_clickable=st.booleans(),
    is_checkable=st.booleans(),
    is_checked=st.booleans(),
    is_editable=st.booleans(),
    is_focused=st.booleans(),
)
pages = st.lists(elements, max_size=6)
ROW = UIElement(0, text="a row", bounds=Bounds(0, 150, 1080, 350), package_name="com.example")


@given(pages, words, words, st.sampled_from(TOUCHES))
def test_what_changes_by_itself_is_never_taken_for_the_actions_doing(
    page: list[UIElement], old: str, new: str, action: Action
) -> None:
    still = [replace(e, is_focused=False) for e in page]
    bar = Bounds(0, 0, 1080, 90)
    status = [UIElement(0, text=t, package_name="com.android.systemui", bounds=bar) for t in (old, new)]
    spinner = [UIElement(0, text=t, bounds=Bounds(450, 1050, 650, 1250)) for t in (old, new)]
    clock = [UIElement(0, text=t, bounds=Bounds(0, 2100, 300, 2200)) for t in ("9:59 PM", "10:00 PM")]
    before = seen(status[0], ROW, *still, spinner[0], clock[0], at=1790.0, moving=(SPINNER,))
    after = seen(status[1], ROW, *still, spinner[1], clock[1], at=1805.0)
    outcome, _ = judged(action, before, after)
    assert outcome == "no_change"


@given(pages, pages, st.sampled_from(["com.example", "com.other", "com.android.launcher3"]), st.data())
def test_every_verdict_is_one_of_five_and_says_what_it_was_read_from(
    old: list[UIElement], new: list[UIElement], package: str, data: st.DataObject
) -> None:
    action = data.draw(
        st.sampled_from(
            [*TOUCHES, InputText(text="hello"), ClearText(), OpenApp(app_name="x"), NavigateHome()]
        )
    )
    outcome, evidence = judged(action, seen(*old), seen(*new, package=package))
    assert outcome in OUTCOMES
    assert evidence


@given(pages, pages, st.booleans())
def test_a_switch_that_flips_under_the_finger_is_seen_whatever_else_changes(
    old: list[UIElement], new: list[UIElement], on: bool
) -> None:
    def with_switch(page: list[UIElement], checked: bool) -> Seen:
        apart = [replace(e, bounds=Bounds(0, 1500, 100, 1600)) for e in page]
        switch = UIElement(
            0, text="Wi-Fi", bounds=Bounds(500, 200, 600, 300), is_checkable=True, is_checked=checked
        )
        return seen(*apart, switch)

    outcome, evidence = judged(CLICK, with_switch(old, not on), with_switch(new, on))
    assert (outcome, evidence) == ("success", f'"Wi-Fi" is now {"on" if on else "off"}')


@given(pages, st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"]), min_size=1, max_size=12))
def test_text_that_stands_in_its_field_is_seen(page: list[UIElement], text: str) -> None:
    def with_field(holds: str) -> Seen:
        apart = [replace(e, bounds=Bounds(0, 1500, 100, 1600)) for e in page]
        return seen(UIElement(0, text=holds, bounds=Bounds(0, 200, 1080, 300), is_editable=True), *apart)

    assert judged(InputText(text=text, target=TARGET), with_field(""), with_field(text))[0] == "success"


def field(holds: str, **more: object) -> Seen:
    facts = {"hint": "Phone", "resource_id": "com.example:id/a", "bounds": Bounds(0, 200, 1080, 300), **more}
    return seen(UIElement(0, text=holds, is_editable=True, **facts))


@pytest.mark.parametrize(
    ("action", "before", "after", "outcome", "evidence"),
    [
        (InputText(text="5551234567"), "", "(555) 123-4567", "success", "now reads"),
        (InputText(text="- eggs"), "- milk", "- eggs", "success", 'reads "- eggs" in place of "- milk"'),
        (InputText(text="- eggs"), "- milk", "- milk - eggs", "success", 'reads "- milk - eggs"'),
        (InputText(text="hello"), "x", "x", "no_change", 'still reads "x"'),
        (InputText(text="hello"), "Phone", "Phone", "no_change", "still reads nothing"),
        (InputText(text="hello"), "", "hel", "uncertain", 'reads "hel" instead of "hello"'),
        (InputText(text="", clear=True), "x", "Phone", "success", "is empty"),
        (ClearText(), "x", "", "success", "is empty"),
        (ClearText(), "x", "Phone", "success", "is empty"),
        (ClearText(), "x", "x", "no_change", 'still reads "x"'),
    ],
)
def test_a_field_tells_what_became_of_it(
    action: Action, before: str, after: str, outcome: str, evidence: str
) -> None:
    found, told = judged(action, field(before), field(after))
    assert found == outcome
    assert evidence in told


def test_text_that_went_into_another_field_is_no_success() -> None:
    def form(name: str, phone: str) -> Seen:
        return seen(
            UIElement(
                0,
                text=name,
                hint="Name",
                resource_id="x:id/n",
                bounds=Bounds(0, 400, 1080, 500),
                is_editable=True,
            ),
            UIElement(
                0,
                text=phone,
                hint="Phone",
                resource_id="x:id/p",
                bounds=Bounds(0, 200, 1080, 300),
                is_editable=True,
            ),
        )

    found, told = judged(InputText(text="555 123", target=TARGET), form("Ann", ""), form("555 123", ""))
    assert found == "no_change"
    assert 'another field, "Name"' in told
    right = judged(InputText(text="555 123", target=TARGET), form("555 123", ""), form("555 123", "555 123"))
    assert right[0] == "success"


def test_a_field_is_known_where_the_keyboard_has_moved_it_to() -> None:
    def form(phone: str, top: int) -> Seen:
        boxes = {
            name: Bounds(0, top + 100 * n, 1080, top + 100 * n + 90) for n, name in enumerate(("p", "n"))
        }
        fields = [
            UIElement(
                0, text=phone if name == "p" else "", resource_id=f"x:id/{name}", bounds=box, is_editable=True
            )
            for name, box in boxes.items()
        ]
        return seen(*fields)

    assert judged(InputText(text="555", target=TARGET), form("", 200), form("555", 100))[0] == "success"
    assert judged(InputText(text="555", target=TARGET), form("", 200), form("", 100))[0] == "no_change"


def test_a_password_is_told_by_its_length_only() -> None:
    typed = judged(InputText(text="abc"), field("", is_password=True), field("•••", is_password=True))
    assert typed == ("success", "what the field holds has changed")


def test_a_tap_into_a_field_puts_the_cursor_there() -> None:
    assert judged(CLICK, field(""), field("", is_focused=True)) == ("success", 'the cursor is in "Phone"')


def test_an_app_that_breaks_down_or_closes_is_a_wrong_page() -> None:
    dialog = UIElement(
        0, text="Wait", resource_id="android:id/aerr_wait", package_name="android", bounds=Bounds(0, 0, 9, 9)
    )
    assert judged(CLICK, seen(ROW), seen(dialog))[0] == "wrong_page"
    home = seen(UIElement(0, text="Chrome", bounds=ROW.bounds), package="com.miui.home")
    assert judged(CLICK, seen(ROW), home) == (
        "wrong_page",
        "com.example is gone, and the home screen is in front",
    )
    assert judged(NavigateBack(), seen(ROW), home)[0] == "success"
    assert judged(OpenApp(app_name="Clock"), home, home)[0] == "no_change"


def test_the_shade_is_a_page_of_its_own() -> None:
    def shade(state: str) -> Seen:
        tile = UIElement(
            0,
            text="Wi-Fi",
            content_description=state,
            package_name=SYSTEM_UI,
            bounds=ROW.bounds,
            is_clickable=True,
        )
        return seen(tile, package=SYSTEM_UI)

    assert judged(Swipe(direction="down"), seen(ROW), shade("On")) == ("success", "the shade was pulled down")
    assert judged(Swipe(direction="up"), shade("On"), seen(ROW)) == ("success", "the shade is closed")
    assert judged(CLICK, shade("On"), shade("Off"))[0] == "success"
    assert judged(CLICK, shade("On"), shade("On"))[0] == "no_change"


# -- pictures alone ------------------------------------------------------------------------------------
def drawn(*boxes: Bounds) -> Screenshot:
    image = Image.new("RGBA", SIZE, "white")
    for box in boxes:
        image.paste("black", (box.left, box.top, box.right, box.bottom))
    return Screenshot(SIZE, image.tobytes(), "rgba")


def shot(*boxes: Bounds, moving: tuple[Bounds, ...] = ()) -> Seen:
    return seen(picture=drawn(*boxes), tree_error="no idle state", moving=moving)


CURSOR = Bounds(301, 700, 305, 760)
PAGE = Bounds(0, 500, 1080, 2000)


@pytest.mark.parametrize(
    ("action", "boxes", "outcome"),
    [
        (CLICK, (), "no_change"),
        (CLICK, (CURSOR,), "no_change"),
        (CLICK, (Bounds(500, 200, 600, 300),), "success"),
        (CLICK, (PAGE,), "success"),
        (CLICK, (Bounds(0, 2000, 300, 2100),), "uncertain"),
        (Scroll(direction="down"), (Bounds(0, 2000, 300, 2100),), "success"),
        (Scroll(direction="down"), (CURSOR,), "no_change"),
    ],
)
def test_without_a_tree_the_picture_tells(action: Action, boxes: tuple[Bounds, ...], outcome: str) -> None:
    found, evidence = judged(action, shot(), shot(*boxes))
    assert (found, bool(evidence)) == (outcome, True)


def test_a_cursor_gives_a_screen_without_a_tree_no_other_name() -> None:
    assert shot().fingerprint == shot(CURSOR).fingerprint
    assert shot().fingerprint != shot(PAGE).fingerprint


def test_what_moves_between_two_looks_is_left_out_and_a_page_in_motion_is_not() -> None:
    first, second = shot(SPINNER).observation, shot(Bounds(420, 1020, 720, 1320)).observation
    parts = moving_parts(first, second)
    assert parts
    assert judged(CLICK, shot(SPINNER, moving=parts), shot(moving=parts))[0] == "no_change"
    assert moving_parts(shot().observation, shot(PAGE).observation) == ()
    at_work = judged(CLICK, shot(moving=(Bounds(500, 200, 600, 300),)), shot())
    assert at_work == ("uncertain", "nothing changed but what moves there by itself")


def listed(*texts: str, top: int = 400) -> Seen:
    boxes = (Bounds(0, top + 200 * n, 1080, top + 200 * n + 180) for n in range(len(texts)))
    return seen(*(UIElement(0, text=text, bounds=box) for text, box in zip(texts, boxes, strict=True)))


@pytest.mark.parametrize(
    ("after", "swiped", "tapped"),
    [
        (listed("Tea", "4:37", "19:57"), "no_change", "no_change"),
        (listed("Tea", "4:32", "19:59"), "no_change", "no_change"),  # the other one stands
        (listed("Tea", "4:32", "19:55"), "success", "changed"),
        (listed("Soup", "4:37", "19:57"), "success", "changed"),
        (listed("Tea", "4:37", "19:57", top=350), "success", "success"),
        (listed("Tea", "4:32", "9:30"), "success", "changed"),
    ],
)
def test_timers_that_go_on_are_nobodys_doing(after: Seen, swiped: str, tapped: str) -> None:
    before = listed("Tea", "4:39", "19:59")
    assert judged(Swipe(direction="up"), before, after)[0] == swiped
    assert judged(CLICK, before, after)[0] == tapped, "the finger went down above them"


def test_a_touched_time_that_is_set_is_no_timer_that_goes_on() -> None:
    before, after = listed("4:39", top=200), listed("4:38", top=200)
    assert judged(CLICK, before, after) == ("success", '"4:39" now reads "4:38"')


def test_a_hidden_picture_is_no_black_page() -> None:
    black = seen(picture=drawn(Bounds(0, 0, *SIZE)), secure=True)
    assert not Pair.of(shot(), black, (drawn(), drawn(PAGE))).pictured
    assert judged(CLICK, black, black)[0] == "uncertain"


@pytest.mark.parametrize(
    ("typed", "outcome"), [("hello", "success"), ("hel", "uncertain"), ("", "no_change")]
)
def test_typing_that_was_cut_short_is_done_only_when_all_of_it_stands_there(typed: str, outcome: str) -> None:
    step = Step(index=1, action=InputText(text="hello"))
    name = field("").fingerprint
    nothing = Observation(None, (), "com.example", "", False, (0, 0))
    before = Seen(observation=nothing, fingerprint=name)
    found = check_interrupted(step, before, field(typed, is_focused=True))
    assert (found.outcome, found.evidence.startswith("interrupted")) == (outcome, True)


def test_a_running_stopwatch_is_not_taken_for_what_a_tap_did(device: Device, tmp_path: Path) -> None:
    blank: dict[str, object] = {"action_type": "click", "target": {"point": [540, 1200]}}
    acts = [{"action_type": "open_app", "app_name": "Clock"}, click("Stopwatch"), click("Start"), blank]
    items = [*(decide(act) for act in (*acts, click("Lap"))), complete()]
    brain = ModelBrain(ScriptedModel(items), pictures=False)
    settings = Settings(runs=tmp_path / "runs", preset="single", allow=frozenset({"all"}))
    agent = Agent(device, brain, TreeGrounder(), PRESETS["single"], settings)
    made = [
        event.step for event in told(agent.run("Start the stopwatch"), "yes") if isinstance(event, StepDone)
    ]
    assert [step.outcome for step in made] == [
        "success",
        "success",
        "success",
        "no_change",
        "success",
        "uncertain",  # the claim: nothing proves that it runs
    ]
    assert '"# 2"' in made[4].evidence


def test_a_text_that_was_in_a_field_and_stands_on_the_page_is_told() -> None:
    field = UIElement(0, text="On my way", bounds=Bounds(0, 2000, 900, 2100), is_editable=True)
    button = UIElement(1, text="SMS", bounds=Bounds(900, 200, 1080, 300), is_clickable=True)
    sent = UIElement(2, text="On my way", bounds=Bounds(100, 1000, 900, 1100))
    empty = replace(field, text="")
    spots = (Spot(point=Point(990, 250), confidence=1, method="element"),)
    step = Step(index=1, action=CLICK, grounding=spots, performed=True)
    found = check(
        step, seen(field, button), seen(empty, replace(button, is_enabled=False), sent), (None, None)
    )
    assert found.outcome == "success"
    assert found.evidence == '"SMS" can no longer be used; now shows "On my way"'
