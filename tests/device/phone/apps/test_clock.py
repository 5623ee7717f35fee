"""The Clock by touch: alarms in their database, timers and stopwatch over time, cities, intents."""

import pytest

from device.phone.apps.clock.timer import timer_title
from device.phone.apps.clock.timerstore import Timer
from device.phone.system.intent import Intent
from tests.boot import fresh_phone

PACKAGE = "com.google.android.deskclock"
TABS = ("Alarm", "Clock", "Timer", "Stopwatch", "Bedtime")


def alarms(phone):
    return phone.database(PACKAGE, "alarms.db").rows(
        "SELECT hour, minutes, daysofweek, enabled, label FROM alarm_templates ORDER BY _id"
    )


@pytest.fixture
def clock(hand):
    hand.open(PACKAGE)
    return hand


def tab(hand, name):
    hand.tap(name, -1)


# -- alarms ----------------------------------------------------------------------------------------------
def test_fresh_clock_has_aosp_defaults(clock):
    assert alarms(clock.phone) == [(8, 30, 31, 0, ""), (9, 0, 96, 0, "")]
    assert clock.see("8:30 AM")
    assert clock.see("Mon, Tue, Wed, Thu, Fri")


def test_alarm_is_added_by_the_dial(clock):
    clock.tap("Add alarm")
    clock.tap("7 o'clock")
    clock.tap("30 minutes")
    clock.tap("AM")
    clock.tap("OK")
    assert alarms(clock.phone)[-1] == (7, 30, 0, 1, "")
    assert clock.see("Alarm set for 15 hours and 56 minutes from now.")
    assert clock.phone.settings.text("system", "next_alarm_formatted") == "Mon 7:30 AM"


def test_alarm_is_added_in_24_hours_by_the_keyboard(clock):
    clock.phone.settings.put("system", "time_12_24", "24")
    clock.tap("Add alarm")
    assert not clock.see("AM")
    clock.tap("Switch to text input mode for the time input.")
    clock.tap("Hour")
    clock.type("19")
    clock.tap("Minute")
    clock.type("05")
    clock.tap("OK")
    assert alarms(clock.phone)[-1] == (19, 5, 0, 1, "")
    assert clock.see("19:05")
    assert clock.see("Today")


def test_every_minute_can_be_tapped_and_dragged(clock):
    clock.tap("Add alarm")
    clock.tap("7 o'clock")
    face = next(
        e for e in clock.phone.frame().elements() if e.resource_id.endswith("material_clock_face")
    ).bounds
    radius = face.width * 0.395
    x, y = face.center.x + int(radius * 0.1045), face.center.y - int(radius * 0.9945)  # 6 degrees: one minute
    clock.phone.touch.tap(x, y)
    assert clock.phone.front.state.time.minute == 1
    clock.phone.touch.swipe(x, y, face.center.x - int(radius * 0.9945), face.center.y - int(radius * 0.1045))
    assert clock.phone.front.state.time.minute == 46


def test_switch_turns_an_alarm_on_and_off(clock):
    clock.tap("8:30 AM Alarm")
    assert alarms(clock.phone)[0][3] == 1
    assert clock.see("Alarm set for 16 hours and 56 minutes from now.")
    clock.tap("8:30 AM Alarm")
    assert alarms(clock.phone)[0][3] == 0
    assert clock.phone.settings.text("system", "next_alarm_formatted") == ""


def test_open_card_changes_days_label_and_vibration(clock):
    clock.tap("Expand alarm")
    clock.tap("Saturday")
    clock.tap("Monday")
    assert alarms(clock.phone)[0][2] == 0b111110
    clock.tap("Add label")
    clock.type("Work")
    clock.tap("OK")
    assert alarms(clock.phone)[0][4] == "Work"
    clock.tap("Vibrate")
    query = "SELECT vibrate FROM alarm_templates WHERE _id = 1"
    assert clock.phone.database(PACKAGE, "alarms.db").value(query) == 1


def test_changing_the_time_switches_the_alarm_on(clock):
    clock.tap("8:30 AM")
    clock.tap("6 o'clock")
    clock.tap("OK")
    assert alarms(clock.phone)[0] == (6, 30, 31, 1, "")


def test_sound_is_chosen(clock):
    clock.tap("Expand alarm")
    clock.tap("Default (Fresh Start)")
    clock.tap("Early Bird")
    query = "SELECT ringtone FROM alarm_templates WHERE _id = 1"
    assert "Early%20Bird" in clock.phone.database(PACKAGE, "alarms.db").value(query)
    assert clock.see("Early Bird")


def test_deleted_alarm_can_be_brought_back(clock):
    before = alarms(clock.phone)
    clock.tap("Expand alarm")
    clock.tap("Delete")
    assert len(alarms(clock.phone)) == 1
    clock.tap("Undo")
    assert alarms(clock.phone) == before


# -- timers ------------------------------------------------------------------------------------------------
def test_keypad_fills_from_the_right(clock):
    tab(clock, "Timer")
    assert not clock.see("Start")
    for digit in ("1", "1", "5", "3", "0"):
        clock.tap(digit)
    assert clock.see("01h 15m 30s")
    assert clock.see("1 hours, 15 minutes, 30 seconds")
    clock.tap("Delete")
    assert clock.see("00h 11m 53s")
    clock.tap("00")
    assert clock.see("11h 53m 00s")
    clock.tap("4")
    assert clock.see("11h 53m 00s")


def test_timer_runs_pauses_grows_and_resets(clock):
    phone = clock.phone
    tab(clock, "Timer")
    for digit in ("1", "00"):
        clock.tap(digit)
    clock.tap("Start")
    phone.clock.advance(10_000)
    assert clock.see("50")
    clock.tap("Pause")
    shown = next(e.text for e in phone.frame().elements() if e.resource_id.endswith("timer_text"))
    phone.clock.advance(10_000)
    assert clock.see(shown)
    clock.tap("Add 1 minute")
    assert clock.see(f"1:{shown}")
    clock.tap("Reset")
    assert clock.see("1:00")
    clock.tap("Delete")
    assert clock.see("00h 00m 00s")


def test_timer_goes_on_while_the_app_is_closed_and_ends(clock):
    tab(clock, "Timer")
    clock.tap("5")
    clock.tap("Start")
    clock.back()
    clock.phone.force_stop(PACKAGE)
    clock.phone.clock.advance(8_000)
    clock.open(PACKAGE)
    text = next(e.text for e in clock.phone.frame().elements() if e.resource_id.endswith("timer_text"))
    assert text.startswith("-")
    clock.tap("Stop")
    assert clock.see("Start")


def test_a_second_timer_has_a_card_of_its_own(clock):
    tab(clock, "Timer")
    clock.tap("5")
    clock.tap("00")
    clock.tap("Start")
    clock.tap("Add timer")
    clock.back()
    assert clock.see("5m Timer")
    clock.tap("Add timer")
    clock.tap("9")
    clock.tap("Start")
    assert clock.see("9s Timer")
    assert clock.find("5m Timer")


# -- stopwatch ---------------------------------------------------------------------------------------------
def test_stopwatch_states_as_androidworld_reads_them(clock):
    tab(clock, "Stopwatch")
    assert clock.see("Start")
    assert len(clock.all("Stopwatch")) == 2
    clock.tap("Start")
    descriptions = {e.content_description for e in clock.phone.frame().elements()}
    assert {"Pause", "Lap", "Reset"} <= descriptions
    clock.tap("Lap")
    assert clock.see("# 1")
    clock.tap("Pause")
    assert len(clock.all("Stopwatch")) == 2
    shown = next(
        e.text for e in clock.phone.frame().elements() if e.resource_id.endswith("stopwatch_time_text")
    )
    clock.phone.clock.advance(5_000)
    assert clock.see(shown)
    clock.tap("Reset")
    assert clock.see("00:00.00")
    assert not clock.see("# 1")


def test_stopwatch_runs_on_behind_other_apps(clock):
    tab(clock, "Stopwatch")
    clock.tap("Start")
    clock.phone.touch.key(3)
    clock.phone.clock.advance(62_000)
    clock.open(PACKAGE)
    text = next(
        e.text for e in clock.phone.frame().elements() if e.resource_id.endswith("stopwatch_time_text")
    )
    assert text.startswith("01:0")


def test_clear_resets_it(clock):
    tab(clock, "Stopwatch")
    clock.tap("Start")
    clock.phone.clear(PACKAGE)
    clock.open(PACKAGE)
    tab(clock, "Stopwatch")
    assert clock.see("00:00.00")


# -- cities and the rest -----------------------------------------------------------------------------------
def test_city_is_found_added_and_removed(clock):
    tab(clock, "Clock")
    assert clock.see("3:34 PM")
    clock.tap("Add city")
    clock.tap("Accra, Ghana")
    assert clock.see("Accra")
    clock.tap("Add city")
    field = next(e for e in clock.phone.frame().elements() if e.is_editable)
    clock.phone.touch.tap(field.bounds.center.x, field.bounds.center.y)
    clock.type("toky")
    clock.tap("Tokyo, Japan")
    assert clock.see("12:34 AM")
    assert clock.see("Tomorrow, 9 hours ahead")
    clock.hold("Tokyo")
    clock.tap("Remove")
    assert not clock.see("Tokyo")


def test_bedtime_and_settings_keep_what_is_chosen(clock):
    tab(clock, "Bedtime")
    clock.tap("Use bedtime schedule")
    assert clock.checked("Use bedtime schedule")
    clock.tap("Wake-up")
    clock.tap("6 o'clock")
    clock.tap("OK")
    assert clock.see("6:00 AM")
    clock.tap("More options")
    clock.tap("Settings")
    clock.tap("Snooze length")
    clock.tap("15 minutes")
    assert clock.see("15 minutes")
    clock.back()
    assert clock.see("Use bedtime schedule")


@pytest.mark.parametrize("dark", [1, 2])
@pytest.mark.parametrize("name", TABS)
def test_every_tab_is_drawn(clock, draw, name, dark):
    clock.phone.settings.put("secure", "ui_night_mode", dark)
    tab(clock, name)
    assert clock.find(name, -1).is_selected
    assert draw(clock.phone)


def test_the_last_tab_shows_at_the_next_start(clock):
    tab(clock, "Timer")
    clock.back()
    clock.open(PACKAGE)
    assert clock.see("00h 00m 00s")


# -- intents -----------------------------------------------------------------------------------------------
EXTRA = "android.intent.extra.alarm."


def test_set_alarm_shows_the_new_alarm(phone, hand):
    extras = {EXTRA + "HOUR": 6, EXTRA + "MINUTES": 15, EXTRA + "MESSAGE": "Run"}
    phone.start(Intent("android.intent.action.SET_ALARM", extras=extras))
    assert phone.front.name == "com.android.deskclock.DeskClock"
    assert alarms(phone)[-1] == (6, 15, 0, 1, "Run")
    assert hand.see("6:15 AM")


def test_quiet_intents_stay_in_the_background(phone):
    home = phone.front.component
    phone.start(
        Intent("android.intent.action.SET_ALARM", extras={EXTRA + "HOUR": 6, EXTRA + "SKIP_UI": True})
    )
    phone.start(
        Intent("android.intent.action.SET_TIMER", extras={EXTRA + "LENGTH": 90, EXTRA + "SKIP_UI": True})
    )
    assert phone.front.component == home
    assert alarms(phone)[-1] == (6, 0, 0, 1, "")
    assert phone.database(PACKAGE, "clock.db").value("SELECT length_ms FROM timers") == 90_000


@pytest.mark.parametrize("beside", ["com.google.android.contacts", "com.google.android.deskclock"])
def test_quiet_intents_leave_what_is_in_front_there(phone, hand, beside):
    phone.start(Intent(package=PACKAGE))
    hand.tap("Stopwatch")
    phone.start(Intent(package=beside))
    front, tasks = phone.front, phone.stack.tasks
    for action, extra, value in (("SET_TIMER", "LENGTH", 90), ("SET_ALARM", "HOUR", 6)):
        quiet = {EXTRA + extra: value, EXTRA + "SKIP_UI": True}
        phone.start(Intent(f"android.intent.action.{action}", extras=quiet))
        assert phone.front == front
        assert phone.stack.tasks == tasks


def test_set_timer_and_show(phone, hand):
    phone.start(Intent("android.intent.action.SET_TIMER", extras={EXTRA + "LENGTH": 300}))
    assert hand.see("5m Timer")
    phone.start(Intent("android.intent.action.SHOW_ALARMS"))
    assert hand.see("8:30 AM")


@pytest.mark.parametrize("length", [0, -5, "soon", 10**9])
def test_nonsense_length_sets_no_timer(phone, length):
    phone.start(Intent("android.intent.action.SET_TIMER", extras={EXTRA + "LENGTH": length}))
    assert phone.database(PACKAGE, "clock.db").value("SELECT count(*) FROM timers") == 0


def test_a_timer_without_a_name_is_called_by_its_length_in_the_phones_language():
    timer = Timer(1, 0, 65_000, 65_000, 65_000, 0, "")
    phone = fresh_phone(locale="zh-CN")
    assert timer_title(lambda text: text, timer) == "1m 5s Timer"
    assert timer_title(lambda text: phone.translate(text, PACKAGE), timer) == "1分钟 5秒计时器"
