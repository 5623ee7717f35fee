"""What the phone is asked for every day goes through the whole ring with nobody there to say yes."""

from pathlib import Path

import pytest

from agent.build import build
from agent.run.event import Question
from agent.settings import Settings
from device.client import Device
from device.phone.phone import Phone
from tests.device.phone.apps.errand import LOCALES, errand
from tests.thin import thinned

SWITCHES = [
    # goal, namespace, key, before, after
    ("turn off Wi-Fi", "global", "wifi_on", "1", "0"),
    ("Have Wi-Fi off, please.", "global", "wifi_on", "1", "0"),
    ("打开蓝牙", "global", "bluetooth_on", "0", "1"),
    ("use dark theme", "secure", "ui_night_mode", "1", "2"),
    ("turn on do not disturb", "global", "zen_mode", "0", "1"),
    ("use the 24-hour format", "system", "time_12_24", "12", "24"),
    ("turn off dial pad tones", "system", "dtmf_tone", "1", "0"),
]
OTHERS = [
    "Turn brightness to the max value.",
    "set the call volume to max",
    "set an alarm for 7:30",
    "turn on the alarm for 8:30",
    "start a timer for 90 seconds",
]


@pytest.mark.parametrize(("goal", "namespace", "key", "before", "after"), thinned(SWITCHES, 2))
def test_switches_are_not_held(
    device: Device, phone: Phone, tmp_path: Path, goal: str, namespace: str, key: str, before: str, after: str
) -> None:
    phone.settings.put(namespace, key, before)
    _go(goal, device, tmp_path)
    assert phone.settings.text(namespace, key) == after


@pytest.mark.parametrize("goal", thinned(OTHERS, 2))
def test_levels_alarms_and_timers_are_not_held(device: Device, tmp_path: Path, goal: str) -> None:
    _go(goal, device, tmp_path)


def _go(goal: str, device: Device, folder: Path) -> None:
    run = build(Settings(runs=folder / "runs"), device).run(goal)
    questions: list[Question] = []
    for event in run:
        if isinstance(event, Question):
            questions.append(event)
            run.answer("")
    assert not questions
    assert run.ended is not None
    assert (run.ended.status, run.ended.verified) == ("complete", True), run.ended.reason


@pytest.mark.parametrize("locale", thinned(LOCALES, 2))
def test_freeing_the_controls_over_a_film_is_not_held(locale: str) -> None:
    with errand("org.videolan.vlc", locale) as hand:
        hand.do("#container")
        lock = next(e for e in hand.look().elements if e.resource_id.endswith("lock_overlay_button"))
        hand.phone.touch.tap(lock.bounds.center.x, lock.bounds.center.y)
        assert hand.held("Unlock") == ()


@pytest.mark.parametrize("locale", LOCALES)
def test_deleting_an_expense_pays_nothing_whatever_the_sheet_is_written_in(locale: str) -> None:
    with errand("com.arduia.expense", locale) as hand:
        hand.do("#tv_amount")
        assert hand.held("#btn_delete") == ("delete",)


@pytest.mark.parametrize("goal", thinned(["what is the battery level?", "现在电量多少？"], 2))
def test_a_look_into_settings_is_not_held_for_what_the_screen_before_it_tells(
    device: Device, tmp_path: Path, goal: str
) -> None:
    _go("set an alarm for 7:30 AM", device, tmp_path / "first")
    _go(goal, device, tmp_path / "second")


def test_the_dialog_of_what_was_allowed_is_put_as_that(device: Device, tmp_path: Path) -> None:
    _go("create a note called Tea with text green", device, tmp_path / "first")
    run = build(Settings(runs=tmp_path / "runs"), device).run("delete the note Tea")
    asked: list[Question] = []
    for event in run:
        if isinstance(event, Question):
            asked.append(event)
            run.answer("yes")
    assert run.ended is not None
    assert run.ended.status == "complete"
    assert {one.classes for one in asked} == {("delete",)}
