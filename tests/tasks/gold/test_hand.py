"""The hand finds what a person would, touches only what shows, and says what it misses."""

import pytest

from device.error import ActionRejected
from device.phone.phone import Phone
from device.phone.system.intent import Intent
from device.screen import Bounds, Observation, UIElement
from tasks.gold import sight
from tasks.gold.hand import Hand, NotOnScreen
from tasks.gold.markor import create_and_send
from tasks.gold.params import Params
from tasks.gold.sought import Sought

SETTINGS = "com.android.settings"
CONTACTS = "com.google.android.contacts"


def open_form(hand: Hand) -> None:
    hand.open_app(CONTACTS)
    hand.tap(id="floating_action_button")


def observation(*elements: UIElement) -> Observation:
    return Observation(None, elements, "app", "app.Main", False, (1000, 1000))


# -- finding -------------------------------------------------------------------------------------------
def test_labels_are_alternatives_and_case_does_not_matter(hand: Hand) -> None:
    open_form(hand)
    found = hand.find("保存", "SAVE")
    assert found is not None
    assert found.text == "Save"
    assert hand.sees("close")  # a description
    assert not hand.sees("Discard")


def test_traits_must_all_hold(hand: Hand) -> None:
    open_form(hand)
    assert hand.find(id="first", kind="EditText", hint=("First name", "名字")) is not None
    assert hand.find(id="first", kind="Button") is None
    assert hand.find(id="irst") is None
    assert [e.resource_id.rpartition("/")[2] for e in hand.find_all(kind="EditText", containing="")][:2] == [
        "first",
        "last",
    ]


def test_looking_for_nothing_is_a_mistake(hand: Hand) -> None:
    with pytest.raises(ValueError, match="say what"):
        hand.find()


def test_a_person_takes_what_is_enabled_and_reacts() -> None:
    box = Bounds(0, 0, 100, 100)
    title = UIElement(0, text="Save", bounds=box)
    grey = UIElement(1, text="Save", bounds=box, is_clickable=True, is_enabled=False)
    button = UIElement(2, text="Save", bounds=box, is_clickable=True)
    hidden = UIElement(3, text="Save", bounds=Bounds(0, 2000, 100, 2100), is_clickable=True)
    seen = observation(title, grey, button, hidden)
    assert sight.find(seen, Sought(("Save",), {})) == button
    assert sight.find(observation(title, grey), Sought(("Save",), {})) == title
    assert sight.find(observation(hidden), Sought(("Save",), {})) is None


def test_the_row_of_a_title_reacts_for_it() -> None:
    row = UIElement(0, bounds=Bounds(0, 0, 1000, 100), is_clickable=True)
    title = UIElement(1, text="Wi-Fi", bounds=Bounds(0, 0, 500, 100), depth=1)
    switch = UIElement(2, bounds=Bounds(800, 0, 1000, 100), is_checkable=True, depth=1)
    below = UIElement(3, text="Other", bounds=Bounds(0, 100, 1000, 200))
    seen = observation(row, title, switch, below)
    assert sight.row_of(seen, title) == row
    assert sight.inside_of(seen, row) == [title, switch]
    assert sight.row_of(seen, below) == below


def test_a_finger_goes_where_nothing_lies_over() -> None:
    row = UIElement(0, bounds=Bounds(0, 0, 1000, 200), is_clickable=True)
    over = UIElement(1, bounds=Bounds(300, 0, 1000, 200), is_clickable=True)
    spot = sight.spot_on(observation(row, over), row)
    assert row.bounds.contains(spot)
    assert not over.bounds.contains(spot)
    covered = UIElement(1, bounds=row.bounds, is_clickable=True)
    assert sight.spot_on(observation(row, covered), row) == row.bounds.center


def test_a_finger_stays_on_the_screen() -> None:
    tall = UIElement(0, bounds=Bounds(0, 900, 1000, 3000), is_clickable=True)
    assert sight.spot_on(observation(tall), tall).y < 1000


# -- touching ------------------------------------------------------------------------------------------
def test_what_is_missing_is_named_with_what_is_there(hand: Hand) -> None:
    open_form(hand)
    with pytest.raises(NotOnScreen) as missing:
        hand.tap("Publish", "发布", kind="Button")
    assert "'Publish' / '发布'" in str(missing.value)
    assert "ContactEditorActivity" in str(missing.value)
    assert "'Save'" in str(missing.value)


def test_a_long_press_stays(hand: Hand, phone: Phone) -> None:
    hand.open_app("com.google.android.deskclock")
    hand.tap(id="tab_menu_timer")
    for digit in "123":
        hand.tap(id=f"timer_setup_digit_{digit}")
    hand.long_press(id="timer_setup_delete")
    assert hand.read(id="timer_setup_time") == "00h 00m 00s"


@pytest.mark.parametrize("on", [True, False])
def test_a_switch_is_set_not_turned(hand: Hand, phone: Phone, on: bool) -> None:
    phone.start(Intent(action="android.settings.AIRPLANE_MODE_SETTINGS"))
    for _ in range(2):
        hand.set_switch(on, "Airplane mode")
        assert phone.settings.text("global", "airplane_mode_on") == str(int(on))


@pytest.mark.parametrize(("to", "level"), [("start", "1"), ("end", "255")])
def test_a_slider_goes_to_its_end(hand: Hand, phone: Phone, to: str, level: str) -> None:
    hand.open_app(SETTINGS)
    hand.scroll_to("Display")
    hand.tap("Display")
    hand.slide("start" if to == "start" else "end", "Brightness level", kind="SeekBar")
    assert phone.settings.text("system", "screen_brightness") == level


def test_back_until_stops_where_it_should(hand: Hand) -> None:
    hand.open_app(SETTINGS)
    hand.tap("Network & internet")
    hand.tap("Internet")
    hand.back_until(id="search_action_bar")
    assert hand.sees("Connected devices")
    with pytest.raises(NotOnScreen):
        hand.back_until("Nowhere", most=2)


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
@pytest.mark.parametrize(
    ("package", "add", "field"),
    [
        (CONTACTS, "floating_action_button", "first"),
        ("com.flauschcode.broccoli", "fab_recipes", "new_title"),
    ],
)
def test_going_back_gives_up_what_is_half_written(
    hand: Hand, phone: Phone, locale: str, package: str, add: str, field: str
) -> None:
    phone.set_locale(locale)
    hand.open_app(package)
    hand.tap(id=add)
    hand.type("Half written", id=field)
    hand.back_until(id=add)
    assert hand.sees(id=add)
    assert not hand.sees(containing="Half written")


def test_an_app_is_opened_past_what_another_left_over_it(hand: Hand, phone: Phone) -> None:
    sheet = Params({"file_name": "note.md", "text": "Shared.", "number": "+15551234567"})
    create_and_send(hand, sheet)
    hand.home()
    hand.open_app("net.gsantner.markor")
    assert hand.look().package == "net.gsantner.markor"
    with pytest.raises(ActionRejected, match="no app called 'Xyzzy'"):
        hand.open_app("Xyzzy")


def test_patience_ends(hand: Hand, phone: Phone) -> None:
    hand.open_app(SETTINGS)
    before = phone.clock.uptime_ms
    with pytest.raises(NotOnScreen):
        hand.wait_for("Nowhere", seconds=2.0)
    assert phone.clock.uptime_ms - before >= 2000
    assert hand.wait_until_gone("Nowhere")
    assert not hand.wait_until_gone("Connected devices", seconds=0.5)


def test_what_an_app_asks_to_be_allowed_is_allowed(hand: Hand, phone: Phone) -> None:
    phone.shell("pm clear com.android.camera2")
    hand.open_app("com.android.camera2")
    assert hand.look().package == "com.android.camera2"
    granted = phone.shell("dumpsys package com.android.camera2").stdout.decode()
    assert "android.permission.ACCESS_COARSE_LOCATION: granted=true" in granted


# -- typing --------------------------------------------------------------------------------------------
@pytest.mark.parametrize("text", ['O\'Neil & "Söhne" 100%s', "王小明", "x", ""])
def test_typing_replaces_what_the_field_holds(hand: Hand, text: str) -> None:
    open_form(hand)
    hand.type("something else", id="first")
    hand.type("Mills", id="last")
    hand.type(text, id="first")
    field = hand.find(id="first")
    assert field is not None
    assert field.text == text
    assert hand.read(id="last") == "Mills"


def test_the_keyboard_is_put_away_and_nothing_else(hand: Hand) -> None:
    open_form(hand)
    hand.type("Ann", id="first")
    for _ in range(2):
        hand.put_keyboard_away()
        assert not hand.look().keyboard_shown
        assert hand.read(id="first") == "Ann"


def test_what_is_on_the_clipboard_is_pasted(hand: Hand, phone: Phone) -> None:
    phone.set_clipboard("Invoice #98765")
    open_form(hand)
    hand.paste(id="company")
    assert hand.read(id="company") == "Invoice #98765"


# -- scrolling -----------------------------------------------------------------------------------------
def test_scrolling_finds_what_is_below_and_above(hand: Hand) -> None:
    hand.open_app(SETTINGS)
    assert not hand.sees("About phone")
    hand.scroll_to("About phone")
    assert hand.sees("About phone")
    hand.scroll_to("Network & internet")
    assert hand.sees("Network & internet")
    with pytest.raises(NotOnScreen, match="Nowhere"):
        hand.scroll_to("Nowhere")


def test_pages_show_all_there_is(hand: Hand) -> None:
    hand.open_app(SETTINGS)
    hand.scroll_to("About phone")
    read = [text for page in hand.pages() for text in sight.written(sight.shown(page))]
    assert read[0] == "Settings"
    assert {"Network & internet", "Battery", "Display", "About phone"} <= set(read)


def test_a_screen_that_does_not_scroll_is_one_page(hand: Hand) -> None:
    hand.open_app("com.google.android.deskclock")
    hand.tap(id="tab_menu_timer")
    assert len(list(hand.pages())) == 1
    assert not hand.scroll_down()
    assert not hand.scroll_up()
