"""The offline brain with Android's intents and without: the same state, in fewer steps."""

from pathlib import Path

import pytest

from agent.action.action import CallTool, OpenApp
from agent.build import build
from agent.language.intention import SetTimer
from agent.offline.shortcut import by_intent
from agent.offline.step.history import Past
from agent.offline.step.move import Act
from agent.run.event import Ended, Question
from agent.settings import Settings
from benchmarks.ordinary.inventory import Item, Thing, inventory
from device.client import Device
from device.link.transport.inprocess import InProcessTransport
from device.phone.sample import fill
from tests.boot import fresh_phone


def run(
    goal: str, folder: Path, *tools: str, answer: str = "yes", off: str = ""
) -> tuple[Ended, set[Item], list[str]]:
    """How it ended, what is on the phone then, and what was asked; `off` is a setting that is off before."""
    phone, asked = fresh_phone(seed=0), []
    fill(phone)
    if off:
        phone.settings.put("global", off, "0")
    with Device(InProcessTransport(phone)) as device:
        going = build(Settings(runs=folder, tools=frozenset(tools)), device).run(goal)
        for event in going:
            if isinstance(event, Question):
                asked.append(event.text)
                going.answer(answer)
    assert going.ended is not None
    return going.ended, set(inventory(phone)), asked


@pytest.mark.parametrize(
    "goal",
    [
        "set an alarm for 7:30",
        "start a timer for 5 minutes",
        "add an event Dinner tomorrow from 7 pm to 8 pm in Rome",
        "text 5551234 saying hi & bye",
        "dial 10086",
        "turn on Bluetooth",
    ],
)
def test_intents_save_steps_and_nothing_else(goal: str, tmp_path: Path) -> None:
    by_touch, left, asked = run(goal, tmp_path / "touch")
    by_call, called, asked_too = run(goal, tmp_path / "call", "android")
    assert by_touch.verified
    assert by_call.verified, by_call.reason
    assert by_call.steps < by_touch.steps
    assert {item for item in called if item.thing is not Thing.SETTING} == {
        item for item in left if item.thing is not Thing.SETTING
    }
    assert asked == asked_too


def test_the_guard_holds_what_an_intent_has_filled_in(tmp_path: Path) -> None:
    ended, left, asked = run("text 5551234 saying hi", tmp_path, "android", answer="no")
    assert len(asked) == 1
    assert not ended.verified
    assert not any("5551234" in item.name for item in left if item.thing is Thing.SMS)


def test_a_mail_that_an_intent_began_is_sent_once(tmp_path: Path) -> None:
    ended, left, _ = run("mail ann@example.com with the subject Hello: see you", tmp_path, "android")
    assert ended.verified
    assert sum("ann@example.com" in item.name for item in left if item.thing is Thing.MAIL) == 1


def test_what_the_phone_does_not_offer_is_done_by_touch() -> None:
    opened = Act(OpenApp(app_name="Clock"), "Clock is wanted")
    called = by_intent(SetTimer(60), opened, Past(()), {"set_timer"})
    assert isinstance(called, Act)
    assert called.action == CallTool(name="set_timer", arguments={"seconds": 60})
    assert by_intent(SetTimer(60), opened, Past(()), {"set_alarm"}) is opened


def test_a_guess_that_was_so_before_anything_was_done_is_not_claimed(tmp_path: Path) -> None:
    ended, _, asked = run("fuera datos móviles", tmp_path, off="mobile_data")
    assert "turn off Mobile data" in asked[0]
    assert not ended.verified
    assert "as it was before" in ended.reason


def test_that_nothing_is_there_answers_no_guess(tmp_path: Path) -> None:
    ended, _, asked = run("what time am I on on the 28th", tmp_path)
    assert "find out the events of" in asked[0]
    assert not ended.verified
    assert "There are no events" in ended.reason
    ended, _, asked = run("what events do I have on October 28?", tmp_path)
    assert (ended.verified, asked) == (True, [])
