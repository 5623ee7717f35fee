"""A run recorded on one phone is done again on another, which is in another state."""

import re
from pathlib import Path

import pytest

from agent.action.action import Click, InputText, Note, Scroll
from agent.replay.value import filled, filled_out
from agent.run.trajectory import read_trajectory
from device.phone.phone import Phone
from device.phone.sample import fill
from tests.agent.replay.stage import acted, add_people, hand, recorded, replayed
from tests.agent.script import click
from tests.boot import fresh_phone
from tests.thin import thinned

BLUETOOTH = "Turn on Bluetooth and set an alarm for 7:30"
SMS = "Send a text message to 5551234567: I am late"
OPEN_CONTACTS = {"action_type": "open_app", "app_name": "Contacts"}
CROWD = tuple(
    f"{first} {last}" for first in ("Bea", "Cal", "Dora", "Eli", "Fay") for last in ("Abt", "Ode", "Yun")
)


def shell(phone: Phone, line: str) -> str:
    with hand(phone) as device:
        return device.shell(line).text


def alarms(phone: Phone) -> list[tuple[int, int]]:
    database = "/data/user_de/0/com.google.android.deskclock/databases/alarms.db"
    rows = shell(phone, f"sqlite3 {database} 'select hour, minutes from alarm_templates'").split()
    return [(int(hour), int(minute)) for hour, minute in (row.split("|") for row in rows)]


def test_it_does_the_same_on_a_phone_that_looks_otherwise(tmp_path: Path) -> None:
    script = recorded(BLUETOOTH, fresh_phone(), tmp_path / "first")
    other = fresh_phone(seed=8)
    fill(other)
    for line in (
        "settings put system font_scale 1.3",
        "wm density 500",
        "cmd uimode night yes",
    ):
        shell(other, line)
    seen = replayed(script, other, tmp_path / "again")
    assert (seen.ended.status, seen.ended.verified) == ("complete", True), seen.ended.reason
    assert seen.ended.model_calls == 0
    assert shell(other, "settings get global bluetooth_on").strip() == "1"
    assert (7, 30) in alarms(other)
    again = read_trajectory(tmp_path / "again")
    assert (again.manifest.replays, again.manifest.goal) == ("first", BLUETOOTH)
    first = read_trajectory(tmp_path / "first")
    places = [[s.grounding[0].point for s in run.steps if s.grounding] for run in (first, again)]
    assert len(places[0]) == len(places[1])
    assert places[0] != places[1], "it went by the pixels of the record"


def test_to_a_chinese_goal_it_says_in_chinese_what_it_does(tmp_path: Path) -> None:
    script = recorded("打开蓝牙", fresh_phone(), tmp_path / "first")
    done = replayed(script, fresh_phone(seed=8), tmp_path / "again")
    assert done.ended.status == "complete"
    thoughts = [re.sub("“.*?”", "", step.thought) for step in read_trajectory(tmp_path / "again").steps]
    assert thoughts[0].startswith("第 1 步")
    assert not [thought for thought in thoughts if re.search("[A-Za-z]{2,} [a-z]{2,}", thought)]


def test_a_person_is_found_wherever_the_list_has_them(tmp_path: Path) -> None:
    first = fresh_phone()
    add_people(first, "Zoe Quill")
    script = acted("Open Zoe", [OPEN_CONTACTS, click("Zoe Quill")], first, tmp_path / "first")
    other = fresh_phone(seed=2)
    add_people(other, *CROWD, "Zoe Quill", "Zoe Quince")
    seen = replayed(script, other, tmp_path / "again")
    assert seen.ended.status == "complete", seen.ended.reason
    assert any(isinstance(step.action, Scroll) for step in seen.steps), "she was in sight from the start"
    assert seen.ended.verified
    assert "Zoe Quill" in read_trajectory(tmp_path / "again").steps[-1].page


def test_another_person_in_her_place_is_not_taken_for_her(tmp_path: Path) -> None:
    first, other = fresh_phone(), fresh_phone(seed=2)
    add_people(first, "Zoe Quill")
    add_people(other, "Zack Quill")
    script = acted("Open Zoe", [OPEN_CONTACTS, click("Zoe Quill")], first, tmp_path / "first")
    seen = replayed(script, other, tmp_path / "again")
    assert seen.ended.status == "truncated"
    assert '"Zoe Quill" is not on the screen' in seen.ended.reason
    assert "move 2 of 2" in seen.ended.reason
    assert not any(isinstance(step.action, Click) for step in seen.steps)


def test_recorded_scrolls_go_on_until_the_place_shows(tmp_path: Path) -> None:
    first, other = fresh_phone(), fresh_phone(seed=2)
    add_people(first, *CROWD, "Zoe Quill")
    add_people(other, "Zoe Quill")
    down = {"action_type": "scroll", "direction": "down"}
    acts = [OPEN_CONTACTS, down, down, click("Zoe Quill")]
    script = acted("Open Zoe", acts, first, tmp_path / "first")
    short = replayed(script, other, tmp_path / "short")
    assert short.ended.status == "complete", short.ended.reason
    assert not any(isinstance(step.action, Scroll) for step in short.steps)
    longer = fresh_phone(seed=3)
    add_people(longer, *CROWD, *(f"Max {name}" for name in CROWD), "Zoe Quill")
    long = replayed(script, longer, tmp_path / "long")
    assert long.ended.status == "complete", long.ended.reason
    assert sum(isinstance(step.action, Scroll) for step in long.steps) > 2


def test_a_switch_that_is_on_already_is_left_on(tmp_path: Path) -> None:
    script = recorded("Turn on Bluetooth", fresh_phone(), tmp_path / "first")
    other = fresh_phone(seed=2)
    shell(other, "svc bluetooth enable")
    seen = replayed(script, other, tmp_path / "again")
    assert seen.ended.status == "complete", seen.ended.reason
    assert "done already" in seen.ended.reason
    assert shell(other, "settings get global bluetooth_on").strip() == "1"


def test_an_app_that_comes_up_where_it_was_left_is_led_back(tmp_path: Path) -> None:
    script = recorded("Turn on Bluetooth", fresh_phone(), tmp_path / "first")
    other = fresh_phone(seed=2)
    with hand(other) as device:
        device.open_app("Settings")
        device.settle()
        battery = next(e for e in device.observe().elements if e.text == "Battery")
        device.tap(battery.bounds.center)
        device.settle()
        device.home()
    seen = replayed(script, other, tmp_path / "again")
    assert seen.ended.status == "complete", seen.ended.reason
    assert "came up on another page" in seen.thoughts


@pytest.mark.parametrize(
    "weather", thinned(["popups", "ads", "slow", "headsup", "reorder", "keyboard", "anr"], 2)
)
def test_what_comes_between_is_put_off(weather: str, tmp_path: Path) -> None:
    script = recorded("Turn on Bluetooth", fresh_phone(), tmp_path / "first")
    other = Phone(seed=5, weather=weather)
    fill(other)
    seen = replayed(script, other, tmp_path / "again")
    assert seen.ended.status == "complete", seen.ended.reason
    assert shell(other, "settings get global bluetooth_on").strip() == "1"


def test_a_popup_of_then_that_does_not_come_is_passed_over(tmp_path: Path) -> None:
    stormy = Phone(seed=5, weather="ads:1")
    script = recorded("Turn on dark theme", stormy, tmp_path / "first")
    assert len(script.moves) > 3, "nothing came between when it was recorded"
    seen = replayed(script, fresh_phone(), tmp_path / "again")
    assert seen.ended.status == "complete", seen.ended.reason
    assert "was not called for" in seen.thoughts + seen.ended.reason


# -- the guard ---------------------------------------------------------------------------------------------
def test_what_was_allowed_then_is_asked_again_and_sent_once(tmp_path: Path) -> None:
    script = recorded(SMS, fresh_phone(), tmp_path / "first")
    other = fresh_phone(seed=2)
    seen = replayed(script, other, tmp_path / "again")
    assert [question.classes for question in seen.asked] == [("send",)]
    assert seen.ended.status == "complete", seen.ended.reason
    assert shell(other, "content query --uri content://sms").count("I am late") == 1


def test_a_no_is_kept_to(tmp_path: Path) -> None:
    script = recorded(SMS, fresh_phone(), tmp_path / "first")
    for name, alone in (("alone", True), ("led", False)):
        other = fresh_phone(seed=2)
        seen = replayed(script, other, tmp_path / name, alone=alone, answers=lambda _question: "no")
        assert seen.ended.status in ("truncated", "infeasible")
        assert len(seen.asked) == 1, "it asked again for what was refused"
        assert "I am late" not in shell(other, "content query --uri content://sms")


# -- drift -------------------------------------------------------------------------------------------------
def test_a_missing_place_is_told_and_the_agent_goes_on_from_there(tmp_path: Path) -> None:
    script = recorded("Turn on Bluetooth", fresh_phone(), tmp_path / "first")
    spot = script.moves[2].spots[0]
    assert spot.mark is not None
    elsewhere = spot.mark.model_copy(update={"names": ("Radio drawer",)})
    moved = script.moves[2].model_copy(update={"spots": (spot.model_copy(update={"mark": elsewhere}),)})
    script = script.model_copy(update={"moves": (*script.moves[:2], moved, *script.moves[3:])})
    alone = replayed(script, fresh_phone(seed=2), tmp_path / "alone")
    assert alone.ended.status == "truncated"
    assert '"Radio drawer" is not on the screen' in alone.ended.reason
    other = fresh_phone(seed=2)
    led = replayed(script, other, tmp_path / "led", alone=False)
    assert (led.ended.status, led.ended.verified) == ("complete", True), led.ended.reason
    notes = [step.action.text for step in led.steps if isinstance(step.action, Note)]
    assert len(notes) == 1
    assert 'click "Connected devices"' in notes[0], "it does not tell what was done"
    at = next(n for n, step in enumerate(led.steps) if isinstance(step.action, Note))
    opened = [step for step in led.steps[at:] if step.action and step.action.action_type == "open_app"]
    assert not opened, "the agent began anew instead of going on from the screen"


def test_an_effect_that_does_not_come_is_told(tmp_path: Path) -> None:
    goal = "Add a contact Ana Silva with number 555 123 4567"
    script = recorded(goal, fresh_phone(), tmp_path / "first")
    other = Phone(seed=5, weather="swallow:1@5")
    fill(other)
    seen = replayed(script, other, tmp_path / "again")
    assert seen.ended.status == "truncated"
    assert "nothing came of it" in seen.ended.reason
    assert "Ana Silva" not in shell(other, "content query --uri content://contacts/phones")


def test_what_was_answered_then_is_read_anew(tmp_path: Path) -> None:
    first = fresh_phone()
    shell(first, "svc bluetooth enable")
    script = recorded("Is Bluetooth on?", first, tmp_path / "first")
    assert "on" in script.answer.lower()
    alone = replayed(script, fresh_phone(seed=2), tmp_path / "alone")
    assert (alone.ended.status, alone.ended.answer) == ("truncated", "")
    led = replayed(script, fresh_phone(seed=2), tmp_path / "led", alone=False)
    assert led.ended.status == "complete"
    assert "off" in led.ended.answer.lower()


def test_a_record_that_ends_early_is_gone_on_with(tmp_path: Path) -> None:
    script = recorded("Turn on Bluetooth", fresh_phone(), tmp_path / "first")
    cut = script.model_copy(update={"moves": script.moves[:3], "complete": False})
    alone = replayed(cut, fresh_phone(seed=2), tmp_path / "alone")
    assert (alone.ended.status, alone.ended.verified) == ("truncated", False)
    other = fresh_phone(seed=2)
    led = replayed(cut, other, tmp_path / "led", alone=False)
    assert led.ended.status == "complete"
    assert shell(other, "settings get global bluetooth_on").strip() == "1"


# -- values ------------------------------------------------------------------------------------------------
def test_other_values_are_typed_and_touched(tmp_path: Path) -> None:
    script = recorded("Set an alarm for 7:30", fresh_phone(), tmp_path / "first")
    other = fresh_phone(seed=2)
    seen = replayed(filled(script, {"7:30": "18:45"}), other, tmp_path / "again")
    assert seen.ended.status == "complete", seen.ended.reason
    assert (18, 45) in alarms(other)
    assert (7, 30) not in alarms(other)


def test_the_words_of_a_name_go_where_the_words_of_the_old_one_went(tmp_path: Path) -> None:
    goal = "Add a contact Ana Silva with number 555 123 4567"
    script = recorded(goal, fresh_phone(), tmp_path / "first")
    other = fresh_phone(seed=2)
    again = filled(script, {"Ana Silva": "Bo Li", "555 123 4567": "555 987 6543"})
    seen = replayed(again, other, tmp_path / "again", alone=False)
    assert (seen.ended.status, seen.ended.verified) == ("complete", True), seen.ended.reason
    typed = [step.action.text for step in seen.steps if isinstance(step.action, InputText)]
    assert typed == ["Bo", "Li", "5559876543"]


def test_a_value_that_cannot_be_told_apart_leaves_the_record_there(tmp_path: Path) -> None:
    goal = "Add a contact Ana Silva with number 555 123 4567"
    script = filled(recorded(goal, fresh_phone(), tmp_path / "first"), {"Ana Silva": "Maria da Cunha"})
    alone = replayed(script, fresh_phone(seed=2), tmp_path / "alone")
    assert alone.ended.status == "truncated"
    assert 'what "Ana" would be for "Maria da Cunha"' in alone.ended.reason
    other = fresh_phone(seed=2)
    led = replayed(script, other, tmp_path / "led", alone=False)
    assert led.ended.status == "complete", led.ended.reason
    assert "Maria da Cunha" in shell(other, "content query --uri content://contacts/phones")


@pytest.mark.parametrize("name", thinned(["Ana Silva", '"Ana Silva"', "“Ana Silva”"], 2))
@pytest.mark.parametrize("old", ["Ana Silva", '"Ana Silva"'])
def test_quotes_around_a_value_are_no_part_of_it(tmp_path: Path, name: str, old: str) -> None:
    goal = f"Turn on Bluetooth and add a contact {name} with number 555 123 4567"
    script = recorded(goal, fresh_phone(), tmp_path / "first")
    other = fresh_phone(seed=2)
    seen = replayed(filled_out(script, {old: '"Zoë 😀"'}), other, tmp_path / "again", alone=False)
    assert (seen.ended.status, seen.ended.verified) == ("complete", True), seen.ended.reason
    typed = [step.action.text for step in seen.steps if isinstance(step.action, InputText)]
    assert typed == ["Zoë", "😀", "5551234567"]
    assert name.replace("Ana Silva", "Zoë 😀").strip('"') in read_trajectory(tmp_path / "again").manifest.goal
    assert '""' not in read_trajectory(tmp_path / "again").manifest.goal
    assert "Zoë 😀" in seen.ended.reason + seen.ended.evidence
    assert '😀"' not in (seen.ended.reason + seen.ended.evidence).replace('"Zoë 😀"', "")
