"""A phone that does not go along is blamed, not the goal: the run is cut short and says what happened."""

import pytest

from agent.action.action import Click, Status, Wait
from agent.language.intention import SetSwitch
from agent.offline.decision import PastStep
from agent.offline.policy import OfflinePolicy
from agent.offline.step.balk import balked
from agent.offline.step.history import Past
from agent.offline.step.move import Stuck
from device.phone.weather.forecast import forecast
from grounding.target import Target
from tests.agent.offline.drive import drive
from tests.agent.offline.screens import row, screen
from tests.boot import fresh_phone

WANT = SetSwitch("bluetooth", True)
NOT_FOUND = Stuck("Settings shows no Bluetooth that I could find")


def tap(name: str, outcome: str = "no_change", **more: object) -> PastStep:
    return PastStep(Click(target=Target(description=name, element=1)), outcome, **more)


def blamed(*steps: PastStep, end: Stuck = NOT_FOUND) -> Stuck:
    return balked(end, WANT, Past(steps))


def test_taps_on_one_thing_that_never_answered_are_the_phones_doing() -> None:
    row = "Connected devices"
    end = blamed(tap(row), tap(row), PastStep(Wait(seconds=2.5), "success"), tap(row))
    assert end.balked
    assert end.reason == (
        "I could not turn on Bluetooth: the phone did not do what was asked, "
        "nothing came of tapping Connected devices"
    )


def test_an_app_that_stops_each_time_is_told_as_that() -> None:
    crash = (tap("Connected devices", "success"), tap("closed: Close app", "success"))
    end = blamed(*crash, *crash)
    assert (end.balked, end.reason) == (True, "I could not turn on Bluetooth: the app keeps stopping")


def test_what_did_answer_or_was_seen_is_no_excuse() -> None:
    assert blamed(tap("Display"), tap("Display"), tap("Display", "success")) == NOT_FOUND
    assert blamed(tap("Display"), tap("Sound")) == NOT_FOUND
    seen = Stuck("Bluetooth is off and the phone does not let it be changed", sure=True)
    assert blamed(tap("Bluetooth"), tap("Bluetooth"), end=seen) == seen
    refused = tap("Display", error="not allowed", refused=True)
    assert blamed(tap("Display"), tap("Display"), refused) == NOT_FOUND


@pytest.mark.parametrize(
    ("goal", "words"),
    [("turn on Bluetooth", "the app keeps stopping"), ("打开蓝牙", "未能打开蓝牙：应用一再停止运行")],
)
def test_it_ends_cut_short_in_the_goals_language(goal: str, words: str) -> None:
    ends = [f"closed: {n}" for n in range(6)]
    history = [step for end in ends for step in (tap("Bluetooth", "success"), tap(end, "success"))]
    broken = screen(
        row("Settings keeps stopping"),
        row("Close app", resource_id="android:id/aerr_close"),
        package="android",
    )
    (end,) = OfflinePolicy().decide(goal, broken, history).actions
    assert isinstance(end, Status)
    assert end.goal_status == "truncated"
    assert words in end.reason


@pytest.mark.parametrize("seed", range(3))
def test_in_the_worst_weather_nothing_is_called_impossible(seed: int) -> None:
    phone = fresh_phone(seed=0)
    phone.weather.change(forecast(f"swallow:1,crash:1,anr:1@{seed}"))
    run = drive("turn on Bluetooth", phone)
    assert run.status != "infeasible", run.reason
    assert run.status != "complete" or run.setting("global", "bluetooth_on") == "1"
