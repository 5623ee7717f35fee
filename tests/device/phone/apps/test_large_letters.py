"""With large letters no word is cut in height, and a time stays on one line."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from device.phone.phone import Phone
from device.phone.sample import fill
from device.phone.system.intent import Intent
from device.phone.toolkit.node import Node
from tests.boot import fresh_phone
from tests.thin import thinned

CLOCK, DIALER, EXPENSE = "com.google.android.deskclock", "com.google.android.dialer", "com.arduia.expense"
BANK, CALENDAR = "com.oakwaybank.mobile", "com.simplemobiletools.calendar.pro"
SCREENS = {
    "timer": (CLOCK, ("tab_menu_timer",)),
    "stopwatch": (CLOCK, ("tab_menu_stopwatch",)),
    "dialer": (DIALER, ("dialpad_fab",)),
    "expense home": (EXPENSE, ()),
    "expense logs": (EXPENSE, ("btn_more_logs",)),
    "bank": (BANK, ("pin", "274913", "login_button")),
    "month": (CALENDAR, ()),
}
TIMES = ("timer_setup_time", "stopwatch_time_text")


def cut(node: Node, *, scrolls: bool = False) -> Iterator[str]:
    """Words that their own box, or one around it that does not scroll, cuts in height."""
    if node.text is not None and node.view.text.content:
        high = node.text.line_height * len(node.text.lines)
        seen = node.height if scrolls else min(node.height, node.clip[3] - node.clip[1])
        if seen + 1 < high:  # a pixel is lost to rounding
            yield f"{node.view.resource_id} {node.view.text.content!r}: {seen} of {high}"
    for child in node.children:
        yield from cut(child, scrolls=scrolls or bool(node.view.scroll))


def opened(name: str, scale: float, locale: str, *, turned: bool = False) -> Phone:
    package, way = SCREENS[name]
    phone = fresh_phone(locale=locale)
    fill(phone)
    phone.start(Intent(package=package))
    for step in way:
        if step.isdigit():
            phone.shell(f"input text {step}")
            continue
        held = next(node for node in phone.frame().active.root.walk_all() if node.view.resource_id == step)
        assert held.view.on_tap or held.view.input.key
        if held.view.on_tap:
            held.view.on_tap()
        else:
            phone.touch.tap((held.left + held.right) // 2, (held.top + held.bottom) // 2)
    phone.settings.put("system", "font_scale", str(scale))
    if turned:
        phone.shell("settings put system accelerometer_rotation 0; settings put system user_rotation 1")
    return phone


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
@pytest.mark.parametrize("scale", thinned([2.0, 1.0, 1.3, 1.6], 4))
@pytest.mark.parametrize("name", SCREENS)
def test_no_word_is_cut(name: str, scale: float, locale: str) -> None:
    phone = opened(name, scale, locale)
    root = phone.frame().windows[0].root
    assert list(cut(root)) == []
    times = [node for node in root.walk() if node.view.resource_id in TIMES]
    assert all(node.text is not None and len(node.text.lines) == 1 for node in times)


def large(package: str, scale: float, locale: str, **given: str) -> Phone:
    """The phone with an app in front and letters of that size."""
    phone = Phone(seed=1, locale=locale, **given)
    fill(phone)
    phone.settings.put("system", "font_scale", str(scale))
    phone.start(Intent(package=package))
    return phone


def called(phone: Phone, *names: str) -> list[Node]:
    """What shows under any of the names."""
    return [node for node in phone.frame().active.root.walk() if node.view.resource_id in names]


def press(phone: Phone, name: str, place: int = 0) -> None:
    node = [one for one in phone.frame().active.root.walk() if one.view.resource_id == name][place]
    phone.touch.tap((node.left + node.right) // 2, (node.top + node.bottom) // 2)


def whole(node: Node) -> bool:
    """Whether a text is not cut short."""
    return node.text is not None and not any("…" in line for line in node.text.lines)


@pytest.mark.parametrize("scale", [1.0, 1.6, 2.0])
def test_a_label_stands_above_what_was_typed(scale: float) -> None:
    phone = large("com.simplemobiletools.draw.pro", scale, "en-US")
    save = next(node for node in phone.frame().active.root.walk() if node.view.content_description == "Save")
    phone.touch.tap((save.left + save.right) // 2, (save.top + save.bottom) // 2)
    (field,) = called(phone, "save_image_filename")
    label = next(
        node for node in phone.frame().active.root.walk() if node.view.text.content.startswith("Filename (")
    )
    assert label.text is not None
    assert len(label.text.lines) == 1
    assert field.top < label.top
    assert label.bottom <= field.top + field.inset[1]


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
@pytest.mark.parametrize("scale", [1.0, 1.6, 2.0])
def test_answers_that_do_not_fit_beside_each_other_stand_below_each_other(scale: float, locale: str) -> None:
    phone = large("org.tasks", scale, locale, weather="popups:1@1")
    spell = phone.weather.spell("popups")
    assert spell is not None
    phone.weather.put(replace(spell, what="rating", since_ms=phone.clock.uptime_ms))
    accept, cancel, neutral = (called(phone, f"android:id/button{number}")[0] for number in (1, 2, 3))
    assert all(whole(answer) for answer in (accept, cancel, neutral))
    if scale == 1.0:
        assert accept.top == cancel.top == neutral.top
        assert neutral.right < cancel.left < cancel.right < accept.left
    else:
        assert accept.bottom < cancel.top < cancel.bottom < neutral.top
        assert accept.right == cancel.right == neutral.right
    press(phone, "android:id/button2")
    assert called(phone, "android:id/button2") == []


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
@pytest.mark.parametrize("scale", [1.0, 1.6, 2.0])
def test_what_a_shop_offers_and_a_track_measures_is_told_in_full(scale: float, locale: str) -> None:
    phone = large("com.larkmart.shop", scale, locale)
    press(phone, "item_card")
    offers = called(phone, "add_to_basket", "buy_now")
    assert len(offers) == 2
    assert all(whole(offer) and offer.height > 0 for offer in offers)
    phone = large("de.dennisguse.opentracks", scale, locale)
    for place in range(2):
        press(phone, "track_list_item", place)
        rates = called(
            phone, "stats_average_speed_value", "stats_moving_speed_value", "stats_max_speed_value"
        )
        assert rates
        assert all(whole(rate) for rate in rates)
        phone.shell("input keyevent BACK")


@pytest.mark.parametrize("scale", [1.3, 2.0])
@pytest.mark.parametrize("name", ["timer", "stopwatch"])
def test_a_time_stays_on_its_line_in_landscape_too(name: str, scale: float) -> None:
    phone = opened(name, scale, "zh-CN", turned=True)
    times = [node for node in phone.frame().windows[0].root.walk() if node.view.resource_id in TIMES]
    assert [len(node.text.lines) for node in times if node.text is not None] == [1]


def sideways(phone: Phone) -> None:
    phone.shell("settings put system accelerometer_rotation 0; settings put system user_rotation 1")


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("scale", [1.0, 1.3, 1.6, 2.0])
def test_the_digits_of_the_time_picker_fit_their_boxes(scale: float, turned: bool) -> None:
    phone = large(CLOCK, scale, "en-US")
    if turned:
        sideways(phone)
    press(phone, "fab")
    chips = called(phone, "material_hour_tv", "material_minute_tv")
    assert [len(chip.text.lines) for chip in chips if chip.text is not None] == [1, 1]
    assert [words for chip in chips for words in cut(chip)] == []
    press(phone, "material_timepicker_mode_button")
    fields = [(one, one.editor.block) for one in called(phone, "edit_text") if one.editor is not None]
    assert len(fields) == 2
    for one, shown in fields:
        assert shown.line_height <= one.height - 2 * one.inset[1]
        assert shown.width <= one.width - 2 * one.inset[0]


def test_only_the_field_that_is_wrong_is_marked() -> None:
    phone = large(CLOCK, 1.0, "en-US")
    for name, place, keys in (
        ("fab", 0, ""),
        ("material_timepicker_mode_button", 0, ""),
        ("edit_text", 1, "75"),
    ):
        press(phone, name, place)
        if keys:
            phone.shell(f"input keyevent MOVE_END DEL DEL; input text {keys}; input keyevent BACK")
    press(phone, "material_timepicker_ok_button")
    assert [one.view.surface.border for one in called(phone, "edit_text")] == ["", "error"]


@pytest.mark.parametrize("scale", [1.3, 1.6, 2.0])
def test_names_of_pages_are_shown_in_full(scale: float) -> None:
    phone = large(CALENDAR, scale, "zh-CN")
    press(phone, "day_monthly_holder")
    (day,) = called(phone, "top_value")
    assert day.view.text.content == "2023年10月1日（周日）"
    assert whole(day)
    phone = large(EXPENSE, scale, "en-US")
    phone.touch.tap(70, 200)
    (name,) = called(phone, "tv_app_name")
    assert whole(name)


@pytest.mark.parametrize("scale", [1.6, 2.0])
def test_the_keys_of_a_new_timer_show_their_digits_in_landscape(scale: float) -> None:
    phone = opened("timer", scale, "en-US", turned=True)
    keys = [f"timer_setup_digit_{digit}" for digit in ("00", "0", "5")]
    found = called(phone, *keys)
    assert [len(one.text.lines) for one in found if one.text is not None] == [1, 1, 1]
    assert list(cut(phone.frame().active.root)) == []


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("scale", [1.0, 1.6, 2.0])
def test_a_ringing_alarm_shows_its_time_and_both_answers(scale: float, turned: bool) -> None:
    phone = large(CLOCK, scale, "en-US")
    if turned:
        sideways(phone)
    phone.shell(f"sqlite3 /data/data/{CLOCK}/databases/alarms.db 'UPDATE alarm_templates SET enabled = 1'")
    phone.shell("input keyevent SLEEP; date 101608302023.00")
    (time,) = called(phone, "digital_clock")
    assert time.text is not None
    assert time.text.lines == ("8:30 AM",)
    answers = called(phone, "snooze", "dismiss")
    assert len(answers) == 2
    assert all(answer.bottom <= min(answer.clip[3], phone.frame().size[1]) for answer in answers)


@pytest.mark.parametrize("scale", [1.0, 1.3, 1.6, 2.0])
def test_figures_of_tracks_keep_away_from_the_edge(scale: float) -> None:
    phone = large("de.dennisguse.opentracks", scale, "en-US")
    press(phone, "track_list_item")
    pace = called(phone, "stats_average_speed_value")[0]
    assert pace.text is not None
    assert pace.left + pace.text.width + 4 * phone.density <= phone.frame().size[0]
    phone.shell("input keyevent BACK")
    page = "ui.aggregatedStatistics.AggregatedStatisticsActivity"
    phone.start(Intent(component=f"de.dennisguse.opentracks/.{page}"))
    assert called(phone, "aggregated_stats_type_label")
    assert list(cut(phone.frame().active.root)) == []
