"""A success has a reason that belongs to the action; what was expected is held against what came up."""

from dataclasses import replace

import pytest

from agent.action.action import Action, Click, KeyboardEnter, LongPress, NavigateBack, OpenApp, Scroll
from agent.perception.compare import fingerprint
from agent.reflection.check import check
from agent.reflection.finding import Finding
from agent.run.reason import ReasonCode
from agent.run.step import Outcome, Seen, Spot, Step
from device.screen import Bounds, Observation, Point, UIElement
from grounding.target import Target

SIZE = (1080, 2400)
APP = "com.example"
CLICK = Click(target=Target(description="it"))


def at(label: str, top: int, left: int = 0, width: int = 1080, **more: object) -> UIElement:
    facts: dict[str, object] = {"text": label, "is_clickable": True, "package_name": APP, **more}
    return UIElement(0, bounds=Bounds(left, top, left + width, top + 120), **facts)  # type: ignore[arg-type]


PAGE = UIElement(0, bounds=Bounds(0, 0, *SIZE), package_name=APP, resource_id="x:id/root")


def seen(*elements: UIElement, package: str = APP, activity: str = "Main") -> Seen:
    numbered = tuple(replace(element, index=n) for n, element in enumerate((PAGE, *elements)))
    look = Observation(None, numbered, package, activity, False, SIZE)
    return Seen(observation=look, fingerprint=fingerprint(look))


def judged(before: Seen, after: Seen, expects: str = "", y: int = 250, action: Action = CLICK) -> Finding:
    spots = (Spot(point=Point(540, y), confidence=1, method="element"),)
    step = Step(index=1, action=action, grounding=spots, expectation=expects, performed=True)
    return check(step, before, after, (None, None))


def titled(title: str, *elements: UIElement, activity: str = "Main") -> Seen:
    bar = at(title, 60, is_clickable=False, resource_id="x:id/action_bar_title")
    return seen(bar, *elements, activity=activity)


LIST = UIElement(0, bounds=Bounds(0, 900, 1080, 2000), is_scrollable=True)
ROWS = [at(name, top) for name, top in (("Ann Lee", 200), ("Bob Stone", 400), ("Carla Diaz", 600))]


# -- what has nothing to do with the touch ---------------------------------------------------------------
@pytest.mark.parametrize(
    ("old", "new"),
    [
        (at("Unread 3", 1500, is_clickable=False), at("Unread 4", 1500, is_clickable=False)),
        (at("Buy shoes", 2100, resource_id="x:id/ad"), at("Buy hats", 2100, resource_id="x:id/ad")),
        (at("Steps: 17", 1500, is_clickable=False), at("Steps: 18", 1500, is_clickable=False)),
    ],
    ids=["a counter", "an advertisement", "another counter"],
)
def test_a_change_elsewhere_is_no_success_of_a_tap(old: UIElement, new: UIElement) -> None:
    found = judged(seen(*ROWS, old), seen(*ROWS, new))
    assert (found.outcome, found.reason) == (Outcome.CHANGED, ReasonCode.ELSEWHERE)
    assert found.evidence.endswith('but "Ann Lee" is as it was')
    assert judged(seen(*ROWS, old), seen(*ROWS, new), action=Scroll(direction="down")).outcome != "success"
    assert judged(seen(*ROWS, old), seen(*ROWS, new), action=NavigateBack()).outcome != "success"


def test_a_banner_that_slides_in_is_no_success_of_a_tap() -> None:
    banner = at("Upgrade now", 2200, resource_id="x:id/banner")
    assert judged(seen(*ROWS), seen(*ROWS, banner)).reason == ReasonCode.ELSEWHERE
    expected = judged(seen(*ROWS), seen(*ROWS, banner), "It offers an upgrade")
    assert (expected.outcome, expected.reason) == (Outcome.SUCCESS, ReasonCode.EXPECTED)


def test_another_apps_toast_is_nothing() -> None:
    toast = at("Backup finished", 2000, package_name="com.other", class_name="android.widget.Toast")
    assert judged(seen(*ROWS), seen(*ROWS, toast)).outcome != Outcome.SUCCESS


# -- what belongs to it ----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        (seen(at("Start", 200)), seen(at("Pause", 200)), ReasonCode.RELABELLED),
        (seen(at("Save", 200)), seen(at("Save", 200, is_enabled=False)), ReasonCode.RELABELLED),
        (seen(*ROWS), seen(*ROWS[1:]), ReasonCode.GONE),
        (seen(at("Tab", 200)), seen(at("Tab", 200, is_selected=True)), ReasonCode.SELECTED),
        (
            seen(at("+", 200, 500, 100), at("1", 200, 350, 100, is_clickable=False)),
            seen(at("+", 200, 500, 100), at("2", 200, 350, 100, is_clickable=False)),
            ReasonCode.BESIDE,
        ),
        (
            seen(at("Evening", 200), at("Morning", 1500, resource_id="x:id/spinner")),
            seen(at("Evening", 200), at("Evening", 1500, resource_id="x:id/spinner")),
            ReasonCode.BESIDE,
        ),
        (
            seen(at("Add", 200), LIST),
            seen(at("Add", 200), LIST, at("Milk", 1000)),
            ReasonCode.ROWS,
        ),
        (titled("All", *ROWS), titled("Ann Lee", at("Call", 300), activity="Detail"), ReasonCode.NEW_PAGE),
    ],
    ids=["own text", "disabled", "gone", "selected", "stepper", "says what was touched", "a row", "its page"],
)  # fmt: skip
def test_success_has_a_reason_that_belongs_to_the_tap(before: Seen, after: Seen, reason: ReasonCode) -> None:
    for action in (CLICK, LongPress(target=CLICK.target)):
        found = judged(before, after, action=action)
        assert (found.outcome, found.reason) == (Outcome.SUCCESS, reason), found.evidence


def test_dialogs_come_up_and_close() -> None:
    box = [
        replace(PAGE, bounds=Bounds(100, 900, 980, 1500), depth=0),
        at("Delete this note?", 1000, 120, 800, depth=1, is_clickable=False),
        at("Delete", 1300, 500, 300, depth=1),
    ]
    form = seen(at("Delete", 200, depth=1), at("A note", 600, depth=1, is_clickable=False))
    asked = seen(*form.observation.elements[1:], *box)
    up = judged(form, asked, "The note is gone")
    assert (up.outcome, up.reason) == (Outcome.SUCCESS, ReasonCode.DIALOG), "it asks about what was touched"
    rate = [box[0], at("Rate us", 1000, 120, 800, depth=1), at("Later", 1300, 500, 300, depth=1)]
    popup = judged(form, seen(*form.observation.elements[1:], *rate), "A note without text")
    assert (popup.outcome, popup.reason) == (Outcome.CHANGED, ReasonCode.UNEXPECTED)
    closed = judged(asked, form, "The list without the note", y=1350)
    assert (closed.outcome, closed.reason) == (Outcome.SUCCESS, ReasonCode.DISMISSED)


@pytest.mark.parametrize(
    "chosen",
    [
        at("Alarm", 200, is_selected=True),
        at("Evening", 200, class_name="android.widget.RadioButton", is_checkable=True, is_checked=True),
        at("Title", 200, is_editable=True, is_focused=True, class_name="android.widget.EditText"),
    ],
    ids=["tab", "radio button", "field"],
)
def test_what_is_as_wanted_already_counts_as_done(chosen: UIElement) -> None:
    found = judged(seen(chosen), seen(chosen))
    assert (found.outcome, found.reason) == (Outcome.SUCCESS, ReasonCode.ALREADY_SO)


def test_a_switch_that_does_not_turn_is_no_success() -> None:
    switch = at("Wi-Fi", 200, class_name="android.widget.Switch", is_checkable=True, is_checked=True)
    assert judged(seen(switch), seen(switch)).outcome == Outcome.NO_CHANGE


# -- what was expected -----------------------------------------------------------------------------------
BOB = [
    "The conversation with Bob Stone.",
    "Bob Stone's messages are shown",
    "打开与 Bob Stone 的对话",
]


@pytest.mark.parametrize("expects", BOB)
def test_the_page_of_another_row_than_the_one_expected_is_no_success(expects: str) -> None:
    ann = titled("Ann Lee", at("See you", 1500, is_clickable=False), activity="Thread")
    found = judged(titled("Messages", *ROWS), ann, expects)
    assert (found.outcome, found.reason) == (Outcome.CHANGED, ReasonCode.UNEXPECTED)
    assert found.evidence.startswith("expected ")
    assert '"Ann Lee"' in found.evidence


@pytest.mark.parametrize(
    ("row", "title"), [("File shopping.md", "shopping"), ("Bob Stone", "Bob"), ("Display", "Display")]
)
def test_a_page_that_has_its_title_from_what_was_touched_is_its_own(row: str, title: str) -> None:
    other = at("QuickNote", 600)
    page = titled(title, at("# Shopping", 1500, is_clickable=False), activity="Editor")
    found = judged(titled("Files", at(row, 200), other), page, "the text of the note")
    assert (found.outcome, found.reason) == (Outcome.SUCCESS, ReasonCode.NEW_PAGE), found.evidence


def test_a_page_that_says_what_was_touched_below_its_title_is_its_own() -> None:
    day = titled("Calendar", at("October 18, 2023 (Wed)", 600, is_clickable=False), activity="Day")
    found = judged(titled("Calendar", at("October 18, 2023", 200)), day, "events of Wednesday")
    assert (found.outcome, found.reason) == (Outcome.SUCCESS, ReasonCode.NEW_PAGE), found.evidence


def test_what_fields_held_names_no_other_control() -> None:
    facts = {"is_editable": True, "class_name": "android.widget.EditText"}
    form = titled("Create contact", at("Save", 200), at("Nora", 400, **facts), at("Quill", 600, **facts))
    contact = titled("Nora Quill", at("Call", 300), activity="Detail")
    found = judged(form, contact, "The contact Nora Quill")
    assert (found.outcome, found.reason) == (Outcome.SUCCESS, ReasonCode.NEW_PAGE), found.evidence


@pytest.mark.parametrize(
    "expects", ["The conversation with Ann Lee", "her messages", "the conversation opens", "", "打开对话"]
)
def test_the_page_of_what_was_touched_is_a_success_however_it_was_worded(expects: str) -> None:
    ann = titled("Ann Lee", at("See you", 1500, is_clickable=False), activity="Thread")
    assert judged(titled("Messages", *ROWS), ann, expects).outcome == Outcome.SUCCESS


def test_a_chinese_expectation_is_compared_with_a_chinese_screen() -> None:
    rows = [at("显示", 200), at("声音", 400)]
    shown = titled("显示", at("深色主题", 900), activity="Display")
    assert judged(titled("设置", *rows), shown, "打开显示页面").outcome == Outcome.SUCCESS
    assert judged(titled("设置", *rows), shown, "进入声音设置").outcome == Outcome.CHANGED
    icon = at("", 200, content_description="更多")
    assert judged(titled("设置", icon), shown, "出现深色主题的开关").outcome == Outcome.SUCCESS


def test_another_page_on_which_nothing_expected_shows_is_no_success() -> None:
    menu = at("", 200, content_description="More")
    page = titled("Storage", at("Photos", 900), at("Videos", 1100), activity="Other")
    assert judged(titled("Settings", menu), page, "A list of wallpapers").reason == ReasonCode.UNEXPECTED
    assert judged(titled("Settings", menu), page, "The room that videos take").outcome == Outcome.SUCCESS


def test_a_value_other_than_the_one_expected_is_no_success() -> None:
    before, after = seen(at("Brightness 37%", 200)), seen(at("Brightness 50%", 200))
    assert judged(before, after, "Brightness reads 80%").reason == ReasonCode.UNEXPECTED
    assert judged(before, after, "Brightness reads 50%").outcome == Outcome.SUCCESS
    assert judged(before, after).outcome == Outcome.SUCCESS


def test_a_plain_effect_needs_no_words() -> None:
    off, on = (at("Wi-Fi", 200, is_checkable=True, is_checked=on) for on in (False, True))
    found = judged(seen(off), seen(on), "the page of the network comes up")
    assert (found.outcome, found.reason, found.reason.turned) == ("success", ReasonCode.SWITCHED_ON, True)
    home = seen(at("Clock", 200), package="com.google.android.apps.nexuslauncher")
    assert judged(home, seen(*ROWS), "a watch", action=OpenApp(app_name="Clock")).outcome == "success"


def test_an_icon_of_the_home_screen_that_was_not_meant_is_no_success() -> None:
    home = seen(at("Clock", 200), at("Camera", 400), package="com.google.android.apps.nexuslauncher")
    assert judged(home, seen(*ROWS), "Camera opens").outcome == Outcome.CHANGED
    assert judged(home, seen(*ROWS), "Clock opens").outcome == Outcome.SUCCESS


def test_enter_and_back_are_judged_by_what_changed() -> None:
    form, results = seen(at("Search", 200), *ROWS[1:]), seen(at("Search", 200), at("A result", 900))
    assert judged(form, results, action=KeyboardEnter()).outcome == Outcome.SUCCESS
    assert judged(results, form, action=NavigateBack()).reason == ReasonCode.LEFT


@pytest.mark.parametrize(
    "expects",
    ["", "The 8:30 alarm no longer appears", "The list without 8:30 AM", "9:00 AM is the only alarm"],
)
def test_what_was_deleted_is_told_by_what_it_was(expects: str) -> None:
    """Its name went with it, and stood in the same card as the button."""
    card = at("", 200, is_clickable=False)
    card = replace(card, bounds=Bounds(0, 150, 1080, 600))
    bar, other = at("Alarm", 60, is_clickable=False, resource_id="x:id/title"), at("9:00 AM", 1200)
    before = seen(bar, card, at("8:30 AM", 200), at("Delete", 400), at("Vibrate", 520), other)
    after = seen(bar, at("9:00 AM", 200), at("Alarm deleted", 2200, is_clickable=False), at("Undo", 2280))
    assert judged(before, after, expects, y=450).outcome is Outcome.SUCCESS
