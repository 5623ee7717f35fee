"""What comes due: alarms when the date moves past them, timers by uptime; snoozed, stopped, missed."""

from dataclasses import replace

import pytest

from device.client import Device
from device.link.transport.inprocess import InProcessTransport
from device.phone.apps.dialer.call import ring
from device.phone.apps.messages.delivery import deliver
from device.phone.phone import Phone
from device.phone.system.intent import Intent
from device.phone.system.posting import heads_up, shown
from tests.boot import fresh_phone

CLOCK = "com.google.android.deskclock"
ALARM = "android.intent.extra.alarm."


@pytest.fixture
def phone():
    return fresh_phone()


def titles(phone):
    phone.frame()
    return [entry.title for entry in shown(phone)]


def alarm_at(phone, hour, minute, label=""):
    extras = {
        ALARM + "HOUR": hour,
        ALARM + "MINUTES": minute,
        ALARM + "MESSAGE": label,
        ALARM + "SKIP_UI": True,
    }
    phone.start(Intent("android.intent.action.SET_ALARM", extras=extras))
    phone.touch.key(3)


def heads_up_of(phone):
    """Whose notification is over the screen."""
    phone.frame()
    entry = heads_up(phone)
    return [entry.package] if entry is not None else []


def press(phone, label):
    """A button of what is over the screen, by touch."""
    window = next(window for window in phone.frame().windows if window.kind == "heads_up")
    node = next(node for node in window.root.walk() if node.view.text.content == label)
    phone.touch.tap((node.left + node.right) // 2, (node.top + node.bottom) // 2)


# -- alarms ----------------------------------------------------------------------------------------------
def test_an_alarm_rings_when_the_date_moves_past_it(phone):
    alarm_at(phone, 16, 0, "Tea")
    assert titles(phone) == []
    phone.shell("date 101515592023.00")
    assert titles(phone) == []
    phone.shell("date 101516012023.00")
    assert titles(phone) == ["Tea"]
    phone.clock.advance(60_000)
    assert heads_up(phone).title == "Tea"


def test_snooze_rings_again_and_dismiss_switches_a_single_alarm_off(phone):
    alarm_at(phone, 16, 0, "Tea")
    phone.shell("date 101516012023.00")
    phone.frame()
    press(phone, "Snooze")
    phone.frame()
    assert heads_up(phone) is None
    assert [entry.text for entry in shown(phone)] == ["Snoozing until 4:11 PM"]
    phone.shell("date 101516112023.00")
    phone.frame()
    press(phone, "Dismiss")
    assert titles(phone) == []
    rows = phone.database(CLOCK, "alarms.db").rows("SELECT enabled FROM alarm_templates WHERE label = 'Tea'")
    assert rows == [(0,)]
    assert phone.settings.text("system", "next_alarm_formatted") == ""


def test_a_date_far_past_an_alarm_finds_it_missed_and_half_a_day_past_finds_nothing(phone):
    alarm_at(phone, 16, 0, "Tea")
    saved = phone.snapshot()
    phone.shell("date 101518002023.00")
    assert titles(phone) == ["Missed alarm"]
    assert heads_up(phone) is None
    phone.restore(saved)
    phone.shell("date 101818002023.00")
    assert titles(phone) == []


def test_a_live_phone_rings_when_the_time_has_come():
    now = [0.0]
    phone = Phone(seed=1, monotonic=lambda: now[0])
    alarm_at(phone, 15, 40)
    now[0] = 300.0
    assert titles(phone) == []
    now[0] = 370.0
    assert titles(phone) == ["Alarm"]


def test_an_alarm_lights_a_dark_display_with_a_screen_of_its_own(phone):
    alarm_at(phone, 16, 0, "Tea")
    phone.hardware = replace(phone.hardware, asleep=True)
    phone.shell("date 101516012023.00")
    phone.frame()
    assert not phone.hardware.asleep
    with Device(InProcessTransport(phone)) as device:
        stop = next(e for e in device.observe().elements if e.text == "Stop")
        device.tap(stop.bounds.center)
        assert not any(e.text == "Stop" for e in device.observe().elements)
    assert titles(phone) == []


def test_a_single_alarm_that_rings_is_not_the_next_one(phone):
    alarm_at(phone, 16, 0, "Tea")
    phone.shell("date 101516012023.00")
    phone.frame()
    next_alarm = "settings get system next_alarm_formatted"
    assert phone.shell(next_alarm).text.strip() == ""
    assert "Next alarm clock" not in phone.shell("dumpsys alarm").text
    press(phone, "Snooze")
    assert phone.shell(next_alarm).text == "Sun 4:11 PM\n"
    alarm_at(phone, 16, 5)
    assert phone.shell(next_alarm).text == "Sun 4:05 PM\n"
    phone.shell("date 101515002023.00")
    phone.frame()
    phone.shell("date 101516052023.00")
    phone.frame()
    assert phone.shell(next_alarm).text == "Sun 4:11 PM\n"


@pytest.mark.parametrize("minute", [5, 25])
def test_the_next_alarm_wakes_the_phone_though_an_older_one_was_left_ringing(phone, minute):
    alarm_at(phone, 16, 0, "Tea")
    alarm_at(phone, 16, minute, "Cake")
    phone.shell("input keyevent SLEEP; date 101516002023.00")
    assert phone.frame().active.root is not None
    assert phone.front.component == f"{CLOCK}/com.android.deskclock.alarms.AlarmActivity"
    phone.shell("input keyevent HOME; input keyevent SLEEP")
    phone.frame()
    assert phone.hardware.asleep
    phone.shell(f"date 101516{minute:02d}2023.00")
    phone.frame()
    assert not phone.hardware.asleep
    assert phone.front.component == f"{CLOCK}/com.android.deskclock.alarms.AlarmActivity"
    assert titles(phone) == (["Cake", "Tea"] if minute == 5 else ["Cake", "Missed alarm"])


# -- intents ---------------------------------------------------------------------------------------------
def ends(phone, action, **extras):
    phone.start(Intent(f"android.intent.action.{action}", extras={ALARM + k: v for k, v in extras.items()}))


def labels_on(phone):
    rows = phone.database(CLOCK, "alarms.db").rows(
        "SELECT label FROM alarm_templates WHERE enabled = 1 ORDER BY label"
    )
    return [label for (label,) in rows]


def test_what_rings_is_snoozed_and_dismissed_by_intent(phone):
    home = phone.front.component
    alarm_at(phone, 16, 0, "Tea")
    phone.shell("date 101516002023.00")
    ends(phone, "SNOOZE_ALARM", SNOOZE_DURATION=3)
    phone.frame()
    assert [entry.text for entry in shown(phone)] == ["Snoozing until 4:03 PM"]
    phone.shell("date 101516032023.00")
    assert titles(phone) == ["Tea"]
    ends(phone, "DISMISS_ALARM")
    assert (titles(phone), labels_on(phone), phone.front.component) == ([], [], home)


@pytest.mark.parametrize(
    ("extras", "left"),
    [
        ({"SEARCH_MODE": "android.next"}, ["Cake", "Soup"]),
        ({"SEARCH_MODE": "android.all"}, []),
        ({"SEARCH_MODE": "android.label", "MESSAGE": "Cake"}, ["Soup", "Tea"]),
        ({"SEARCH_MODE": "android.time", "HOUR": 6, "MINUTES": 30, "IS_PM": True}, ["Cake", "Tea"]),
        ({}, ["Cake", "Soup", "Tea"]),
        ({"SEARCH_MODE": "android.label", "MESSAGE": "Nap", "HOUR": 5}, ["Cake", "Soup", "Tea"]),
    ],
)
def test_alarms_to_come_are_dismissed_by_what_the_intent_looks_for(phone, extras, left):
    for hour, minute, label in ((16, 0, "Tea"), (17, 0, "Cake"), (18, 30, "Soup")):
        alarm_at(phone, hour, minute, label)
    ends(phone, "DISMISS_ALARM", **extras)
    assert labels_on(phone) == left
    assert (phone.front.package == CLOCK) is (len(left) == 3)  # the list is there to choose from


def test_an_alarm_that_repeats_stops_and_stays_on(phone):
    alarm_at(phone, 16, 0, "Tea")
    phone.database(CLOCK, "alarms.db").run("UPDATE alarm_templates SET daysofweek = 127 WHERE label = 'Tea'")
    phone.shell("date 101516002023.00")
    assert titles(phone) == ["Tea"]
    ends(phone, "DISMISS_ALARM")
    assert (titles(phone), labels_on(phone)) == ([], ["Tea"])
    assert phone.settings.text("system", "next_alarm_formatted") == "Mon 4:00 PM"


def test_timers_that_are_over_are_dismissed_by_intent(phone):
    for seconds in (5, 600):
        phone.start(
            Intent(
                "android.intent.action.SET_TIMER", extras={ALARM + "LENGTH": seconds, ALARM + "SKIP_UI": True}
            )
        )
    phone.shell("sleep 10")
    assert titles(phone) == ["Time’s up", "10m Timer"]
    ends(phone, "DISMISS_TIMER")
    assert titles(phone) == ["10m Timer"]


# -- timers and stopwatch --------------------------------------------------------------------------------
def test_a_timer_counts_in_the_shade_and_rings_at_its_end(phone):
    phone.start(Intent("android.intent.action.SET_TIMER", extras={ALARM + "LENGTH": 60}))
    assert titles(phone) == []  # the Clock shows it
    phone.touch.key(3)
    assert titles(phone) == ["1m Timer"]
    phone.shell("sleep 61")
    assert titles(phone) == ["Time’s up"]
    assert heads_up(phone) is not None
    press(phone, "Add 1 minute")
    phone.frame()
    assert titles(phone) == ["1m Timer"]


def test_a_clock_that_was_stopped_is_silent_until_it_is_opened(phone):
    length = {ALARM + "LENGTH": 5, ALARM + "SKIP_UI": True}
    phone.start(Intent("android.intent.action.SET_TIMER", extras=length))
    phone.touch.key(3)
    phone.shell("sleep 10")
    assert heads_up_of(phone) == [CLOCK]
    phone.shell(f"am force-stop {CLOCK}")
    assert (heads_up_of(phone), titles(phone)) == ([], [])
    phone.shell("sleep 60")
    assert (heads_up_of(phone), titles(phone)) == ([], [])
    phone.start(Intent(package=CLOCK))
    assert titles(phone) != []


def test_the_stopwatch_runs_on_in_the_shade(phone):
    database = phone.database(CLOCK, "clock.db")
    database.run("UPDATE stopwatch SET state = 1, started_ms = ?", phone.clock.uptime_ms)
    phone.frame()
    (entry,) = shown(phone)
    assert (entry.title, entry.counts_ms, entry.ongoing) == ("Stopwatch", phone.clock.uptime_ms, True)
    database.run("UPDATE stopwatch SET state = 0")
    assert titles(phone) == []


def test_a_clock_whose_database_is_broken_leaves_the_phone_alone(phone):
    phone.strict = False
    phone.shell(f"sqlite3 /data/data/{CLOCK}/databases/clock.db 'DROP TABLE timers'")
    assert phone.frame().elements()
    phone.touch.key(3)
    assert phone.frame().elements()


def test_what_rings_is_not_hidden_by_a_message(phone):
    ring(phone.context(), "5559999")
    assert heads_up(phone).insistent
    deliver(phone.context(), "5551111", "second")
    assert heads_up(phone).insistent
    assert "second" in {entry.text for entry in shown(phone)}


def test_a_call_that_is_being_connected_counts_from_nothing(phone):
    phone.shell("am start -a android.intent.action.CALL -d tel:5551234; cmd statusbar expand-notifications")
    texts = [element.text for element in phone.frame().elements()]
    assert any("00:00" in text for text in texts)
    assert not any("\u2212" in text for text in texts)
