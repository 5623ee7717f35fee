"""The policy on the embedded phone: what it claims is what the phone's state says."""

import random
from dataclasses import replace

import pytest

from agent.action.action import Click, NavigateBack, Status, describe
from agent.offline.policy import OfflinePolicy
from device.phone.phone import Phone
from device.phone.system import keycode
from device.phone.system.intent import Intent
from grounding.target import Target
from tests.agent.offline.drive import _step, drive, look
from tests.boot import fresh_phone
from tests.thin import thinned

SWITCHES = [
    # goal, namespace, key, before, after
    ("turn off Wi-Fi", "global", "wifi_on", "1", "0"),
    ("turn on wifi", "global", "wifi_on", "0", "1"),
    ("打开蓝牙", "global", "bluetooth_on", "0", "1"),
    ("disable Bluetooth", "global", "bluetooth_on", "1", "0"),
    ("put the phone in airplane mode", "global", "airplane_mode_on", "0", "1"),
    ("退出飞行模式", "global", "airplane_mode_on", "1", "0"),
    ("use dark theme", "secure", "ui_night_mode", "1", "2"),
    ("turn on night light", "secure", "night_display_activated", "0", "1"),
    ("enable adaptive brightness", "system", "screen_brightness_mode", "0", "1"),
    ("关闭自动旋转", "system", "accelerometer_rotation", "1", "0"),
    ("turn on do not disturb", "global", "zen_mode", "0", "1"),
    ("turn NFC off", "global", "nfc_on", "1", "0"),
    ("turn on the Wi-Fi hotspot", "global", "hotspot_on", "0", "1"),
    ("turn off mobile data", "global", "mobile_data", "1", "0"),
    ("turn on data saver", "global", "data_saver", "0", "1"),
    ("turn off automatic time zone", "global", "auto_time_zone", "1", "0"),
    ("use the 24-hour format", "system", "time_12_24", "12", "24"),
    ("turn off dial pad tones", "system", "dtmf_tone", "1", "0"),
    ("turn off screen locking sounds", "system", "lockscreen_sounds_enabled", "1", "0"),
]


@pytest.mark.parametrize(("goal", "namespace", "key", "before", "after"), SWITCHES)
def test_switches(goal, namespace, key, before, after):
    phone = fresh_phone(seed=0)
    phone.settings.put(namespace, key, before)
    run = drive(goal, phone)
    assert run.status == "complete", run.lines
    assert run.setting(namespace, key) == after
    assert len(run.history) <= 10


def test_what_is_so_already_is_only_looked_at():
    phone = fresh_phone(seed=0)
    phone.settings.put("global", "wifi_on", "0")
    run = drive("turn off wifi", phone)
    assert run.status == "complete"
    assert not any("switch" in line.rpartition("|")[2] for line in run.lines)
    assert run.setting("global", "wifi_on") == "0"


def test_toggling_turns_it_over_once():
    for before, after in (("0", "1"), ("1", "0")):
        phone = fresh_phone(seed=0)
        phone.settings.put("global", "bluetooth_on", before)
        run = drive("toggle Bluetooth", phone)
        assert run.status == "complete"
        assert run.setting("global", "bluetooth_on") == after


@pytest.mark.parametrize(
    ("goal", "key", "value"),
    [
        ("Turn brightness to the max value.", "screen_brightness", "255"),
        ("Turn brightness to the min value.", "screen_brightness", "1"),
        ("把亮度调到50%", "screen_brightness", "128"),
        ("set media volume to 80%", "volume_music", "20"),
        ("mute the media volume", "volume_music", "0"),
        ("set the alarm volume to max", "volume_alarm", "7"),
        ("set the ring volume to half", "volume_ring", ("3", "4")),
    ],
)
def test_levels(goal, key, value):
    run = drive(goal)
    assert run.status == "complete", run.lines
    assert run.setting("system", key) in (value if isinstance(value, tuple) else (value,))


def test_alarm_for_half_past_seven():
    run = drive("Turn on Bluetooth and set an alarm for 7:30")
    assert run.status == "complete", run.lines
    assert run.setting("global", "bluetooth_on") == "1"
    assert (7, 30, 0, 1, "") in run.alarms()
    assert len(run.alarms()) == 3


def test_alarm_with_label_and_days_on_a_24_hour_phone():
    phone = fresh_phone(seed=0)
    phone.settings.put("system", "time_12_24", "24")
    run = drive("set an alarm called Gym time for 19:05 on weekdays", phone)
    assert run.status == "complete", run.lines
    assert (19, 5, 0b11111, 1, "Gym time") in run.alarms()


def test_an_alarm_that_repeats_on_other_days_is_left_alone():
    run = drive("设一个早上八点半的闹钟")
    assert run.status == "complete", run.lines
    assert run.alarms().count((8, 30, 31, 0, "")) == 1
    assert (8, 30, 0, 1, "") in run.alarms()


def test_an_alarm_that_is_there_is_not_made_twice():
    phone = fresh_phone(seed=0)
    first = drive("set an alarm for 6:15", phone)
    again = drive("set an alarm for 6:15", phone)
    assert (first.status, again.status) == ("complete", "complete")
    assert len(again.alarms()) == 3
    assert again.history == []


def test_many_alarms_are_scrolled_through():
    phone = fresh_phone(seed=0)
    run = drive("set alarms for 5:05, 6:10, 21:15 and 22:20", phone)
    assert run.status == "complete", run.lines
    assert {row[:2] for row in run.alarms()} >= {(5, 5), (6, 10), (21, 15), (22, 20)}
    asked = drive("what alarms are set?", phone)
    assert asked.status == "complete"
    for time in ("5:05 AM is on", "6:10 AM is on", "8:30 AM is off", "9:15 PM is on", "10:20 PM is on"):
        assert asked.answer.count(time) == 1
    assert "10:20 PM is on" in drive("is there an alarm for 22:20?", phone).answer
    assert "No alarm" in drive("is there an alarm for 22:25?", phone).answer


def test_alarms_are_switched_and_deleted():
    phone = fresh_phone(seed=0)
    on = drive("turn on the alarm for 9 am", phone)
    assert (9, 0, 96, 1, "") in on.alarms()
    off = drive("disable all alarms", phone)
    assert all(row[3] == 0 for row in off.alarms())
    gone = drive("delete the 8:30 alarm", phone)
    assert [row[:2] for row in gone.alarms()] == [(9, 0)]
    none = drive("删除所有闹钟", phone)
    assert none.alarms() == []
    assert [run.status for run in (on, off, gone, none)] == ["complete"] * 4
    assert drive("turn off the alarm for 8:30", phone).status == "infeasible"


def test_an_alarm_whose_delete_lies_under_the_plus_is_deleted():
    phone = fresh_phone(seed=0)
    drive("set an alarm for 5:00", phone)
    drive("show my alarms", phone)
    gone = drive("delete the alarm for 9:00", phone)
    assert gone.status == "complete", gone.lines
    assert [row[:2] for row in gone.alarms()] == [(5, 0), (8, 30)]
    assert not any('"OK"' in line for line in gone.lines), "the phone asks nothing here"


def test_a_time_picker_is_no_question_whether_to_delete():
    phone = fresh_phone(seed=0)
    drive("show my alarms", phone)
    goal = "delete the 8:30 alarm"
    plus = next(e for e in look(phone).elements if e.content_description == "Add alarm")
    strayed = Click(target=Target(description="alarm: delete", element=plus.index))
    history = [_step(strayed, phone, look(phone), 0, "")]
    assert OfflinePolicy().decide(goal, look(phone), history).actions == (NavigateBack(),)


def test_what_the_guard_refuses_ends_the_run():
    run = drive("delete the 8:30 alarm", deny="alarm: delete")
    assert run.status == "infeasible"
    assert "not allowed" in run.reason
    assert len(run.alarms()) == 2
    run = drive("turn off wifi", deny="Wi-Fi switch")
    assert run.status == "infeasible"
    assert "not allowed" in run.reason


def _timers(phone):
    return [
        tuple(row)
        for row in phone.database("com.google.android.deskclock", "clock.db").rows(
            "SELECT state, length_ms FROM timers ORDER BY _id"
        )
    ]


def test_timers():
    phone = fresh_phone(seed=0)
    run = drive("start a timer for 1h 15m 30s", phone)
    assert run.status == "complete", run.lines
    assert _timers(phone) == [(1, 4_530_000)]
    run = drive("倒计时90秒", phone)
    assert run.status == "complete", run.lines
    assert _timers(phone) == [(1, 4_530_000), (1, 90_000)]


def test_a_timer_is_paused_and_reset():
    phone = fresh_phone(seed=0)
    run = drive("set a timer for 5 minutes then pause the timer", phone)
    assert run.status == "complete", run.lines
    assert _timers(phone) == [(2, 300_000)]
    assert drive("reset the timer", phone).status == "complete"
    assert _timers(phone) == [(4, 300_000)]
    assert drive("delete the timer", phone).status == "complete"
    assert _timers(phone) == []
    assert drive("pause the timer", phone).status == "infeasible"


def test_a_timer_is_entered_and_not_started():
    run = drive("Create a timer with 0 hours, 16 minutes, and 35 seconds. Do not start the timer.")
    assert run.status == "complete", run.lines
    assert _timers(run.phone) == []
    assert any(e.text == "00h 16m 35s" for e in look(run.phone).elements)


def test_stopwatch():
    phone = fresh_phone(seed=0)
    states = []
    for goal in ("Run the stopwatch.", "Pause the stopwatch.", "把秒表清零"):
        assert drive(goal, phone).status == "complete"
        states.append(phone.database("com.google.android.deskclock", "clock.db").rows(
            "SELECT state FROM stopwatch")[0][0])  # fmt: skip
    assert states == [1, 2, 0]


def test_apps_home_and_back():
    run = drive("open the Clock app")
    assert run.phone.front.package == "com.google.android.deskclock"
    assert drive("回到主屏幕", run.phone).status == "complete"
    assert "launcher" in run.phone.front.package
    assert drive("打开设置", run.phone).status == "complete"
    assert run.phone.front.package == "com.android.settings"
    missing = drive("open Photoshop", run.phone)
    assert missing.status == "infeasible"
    assert "Photoshop" in missing.reason


def test_questions_are_answered_from_the_screen():
    assert drive("is Wi-Fi on?").answer == "Wi-Fi is on."
    assert drive("蓝牙开着吗?").answer == "蓝牙已关闭。"
    both = drive("check if wifi and bluetooth are on")
    assert both.answer == "Wi-Fi is on. Bluetooth is off."
    assert both.status == "complete"
    assert drive("what is the brightness?").answer == "Brightness is at 40%."


@pytest.mark.parametrize(
    ("goal", "answer"),
    [("What is the battery level?", "Battery level is at 37%."), ("还剩多少电？", "电池电量是 37%。")],
)
def test_the_battery_level_is_read_in_settings(goal, answer):
    phone = Phone(locale="zh-CN" if answer.startswith("电") else "en-US")
    phone.hardware = replace(phone.hardware, battery_level=37, charger=False)
    run = drive(goal, phone)
    assert (run.status, run.answer) == ("complete", answer)


def test_airplane_mode_does_not_undo_what_was_asked_before():
    run = drive("turn on Wi-Fi, Bluetooth and airplane mode")
    assert run.status == "complete", run.lines
    names = ("wifi_on", "bluetooth_on", "airplane_mode_on")
    assert [run.setting("global", name) for name in names] == ["2", "1", "1"], (
        "2 is on in spite of airplane mode"
    )


def _start(phone: Phone, activity: str) -> None:
    phone.start(Intent(component=f"com.android.settings/com.android.settings.{activity}"))


@pytest.mark.parametrize("goal", ["turn on bluetooth", "turn on auto-rotate", "set brightness to max"])
@pytest.mark.parametrize(
    "activity", ["Settings$MyDeviceInfoActivity", "Settings$ZenModeSettingsActivity", "DisplaySettings"]
)
def test_it_finds_its_way_from_anywhere(goal, activity):
    phone = fresh_phone(seed=0)
    _start(phone, activity)
    phone.touch.swipe(540, 2000, 540, 600)
    assert drive(goal, phone).status == "complete"


def test_a_dialog_in_the_way_is_left():
    phone = fresh_phone(seed=0)
    drive("open Settings", phone)
    drive("is the dark theme on?", phone)
    timeout = next(e for e in look(phone).elements if e.text == "Screen timeout")
    phone.touch.tap(timeout.bounds.center.x, timeout.bounds.center.y)
    assert drive("turn on wifi hotspot", phone).status == "complete"
    assert phone.settings.text("system", "screen_off_timeout") in ("", "60000")


def test_a_time_picker_left_open_is_not_used():
    phone = fresh_phone(seed=0)
    drive("show my alarms", phone)
    drive("turn on the alarm for 9 am", phone)
    time = next(e for e in look(phone).elements if e.text == "9:00 AM")
    phone.touch.tap(time.bounds.center.x, time.bounds.center.y)
    run = drive("set an alarm for 7:30", phone)
    assert run.status == "complete", run.lines
    assert {row[:2] for row in run.alarms()} == {(7, 30), (8, 30), (9, 0)}


def test_a_run_goes_on_after_an_interruption():
    phone = fresh_phone(seed=0)
    phone.settings.put("global", "bluetooth_on", "0")
    cut = drive("turn on bluetooth and set an alarm for 7:30", phone, most=7)
    assert cut.status == "truncated"
    phone.touch.key(keycode.HOME)
    rest = drive("turn on bluetooth and set an alarm for 7:30", phone)
    assert rest.status == "complete"
    assert (7, 30, 0, 1, "") in rest.alarms()


@pytest.mark.parametrize("seed", thinned(range(8), 3))
def test_several_things_at_once_from_any_state(seed):
    dice = random.Random(seed)
    phone = fresh_phone(seed=0)
    chosen = dice.sample(SWITCHES, 3)
    keys = {row[2] for row in chosen}
    if "airplane_mode_on" in keys or len(keys) < len(chosen):
        chosen = [row for row in chosen if row[2] == "airplane_mode_on"][:1] or chosen[:1]
    for _, namespace, key, before, after in chosen:
        phone.settings.put(namespace, key, dice.choice((before, after)))
    run = drive(", then ".join(row[0] for row in chosen), phone)
    assert run.status == "complete", run.lines
    assert [run.setting(row[1], row[2]) for row in chosen] == [row[4] for row in chosen]


def test_a_switch_of_the_same_name_on_another_page_is_left_alone():
    phone = fresh_phone(seed=0)
    phone.settings.put("system", "sound_effects_enabled", "0")
    before = phone.settings.text("global", "zen_system")
    run = drive("turn on Do Not Disturb and turn on Touch sounds", phone)
    assert run.status == "complete", run.lines
    assert run.setting("system", "sound_effects_enabled") == "1"
    assert run.setting("global", "zen_mode") == "1"
    assert run.setting("global", "zen_system") == before


def _meddling(goal, phone, at, namespace, key, values):
    """Drives on, with someone else setting a thing back whenever a line holds some words."""
    values = iter(values)
    run = drive(goal, phone, most=1)
    history = run.history
    for _ in range(80):
        observation = look(phone)
        decision = OfflinePolicy().decide(goal, observation, history)
        action = decision.actions[0]
        if isinstance(action, Status):
            return action
        if at in describe(action):
            value = next(values, None)
            if value is not None:
                phone.settings.put(namespace, key, value)
        history.append(_step(action, phone, observation, decision.done, ""))
    raise AssertionError("no end")


def test_what_comes_undone_meanwhile_is_done_again_once():
    phone = fresh_phone(seed=0)
    goal = "Turn on Bluetooth and set an alarm for 7:30"
    end = _meddling(goal, phone, "alarm: add", "global", "bluetooth_on", ["0"])
    assert end.goal_status == "complete"
    assert phone.settings.text("global", "bluetooth_on") == "1"


def test_what_does_not_stay_done_is_not_claimed():
    phone = fresh_phone(seed=0)
    goal = "Turn on Bluetooth and turn on dark theme and set an alarm for 7:30"
    end = _meddling(goal, phone, "open_app", "global", "bluetooth_on", ["0"] * 9)
    assert end.goal_status == "infeasible" or phone.settings.text("global", "bluetooth_on") == "1"
    end = _meddling("turn on bluetooth and nfc and wifi", fresh_phone(seed=0), "Wi-Fi", "x", "y", [])
    assert end.goal_status == "complete"


def test_parts_that_undo_each_other_are_not_done_again():
    run = drive("turn wifi off, then on, then off and toggle Bluetooth and set brightness to 50%")
    assert run.status == "complete", run.lines
    assert (run.setting("global", "wifi_on"), run.setting("global", "bluetooth_on")) == ("0", "1")
    run = drive("set an alarm for 7:30 and turn up the volume, then open Clock")
    assert run.status == "complete", run.lines
    assert run.phone.front.package == "com.google.android.deskclock"
    assert len(run.history) <= 40


def test_the_demonstration_takes_few_steps():
    run = drive("Turn on Bluetooth and set an alarm for 7:30")
    assert run.status == "complete"
    assert len(run.history) <= 20
    assert "Bluetooth is on" in run.reason
    assert "alarm for 07:30" in run.reason


def test_two_alarms_for_one_time():
    run = drive("set an alarm for 7:30 every Monday and set an alarm for 7:30 every Tuesday")
    assert run.status == "complete", run.lines
    assert [row[2] for row in run.alarms() if row[:2] == (7, 30)] == [1, 2]
    run = drive("set an alarm for 7:30 labelled A and set an alarm for 7:30 labelled B")
    assert run.status == "complete", run.lines
    assert [row[4] for row in run.alarms() if row[:2] == (7, 30)] == ["A", "B"]
    phone = fresh_phone(seed=0)
    drive("set an alarm for 7:30 labelled Pills", phone)
    run = drive("set an alarm for 7:30 labelled Gym", phone)
    assert run.status == "complete", run.lines
    assert [row[4] for row in run.alarms() if row[:2] == (7, 30)] == ["Pills", "Gym"]


@pytest.mark.parametrize("count", thinned([5, 8], 2))
def test_many_alarms_are_deleted(count):
    phone = fresh_phone(seed=0)
    goal = "set alarms for " + ", ".join(f"{hour}:05" for hour in range(1, count))
    assert drive(goal, phone, most=200).status == "complete"
    run = drive("delete all alarms", phone)
    assert run.status == "complete", run.lines
    assert run.alarms() == []
