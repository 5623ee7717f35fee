"""How a run of plain code ends, and what its trajectory says of it."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from agent.action.action import Status
from agent.run.trajectory import Trajectory
from device.client import Device
from device.error import ConfigError
from device.link.transport.inprocess import InProcessTransport
from tasks.agent.agent import Attempt
from tasks.agent.code import CodeAgent, Play
from tasks.agent.recorded import RecordedDevice
from tasks.gold.hand import Hand, Infeasible
from tasks.runner.fault import failure_of
from tasks.suite import find_suite
from tests.boot import fresh_phone

TASK = "SystemWifiTurnOn"


def run(play: Play, folder: Path, most: int | None = None) -> Trajectory:
    task = find_suite("world").named(TASK).task(1)
    with Device(InProcessTransport(fresh_phone())) as device:
        return CodeAgent("test", play, most).work(Attempt(task, device, folder / "run", pictures=False))


def looks(device: RecordedDevice, _attempt: Attempt) -> str:
    device.open_app("Clock")
    return "it is late"


def finds_it_infeasible(device: RecordedDevice, _attempt: Attempt) -> str:
    device.open_app("Clock")
    raise Infeasible("there is no such clock")


def is_lost(device: RecordedDevice, _attempt: Attempt) -> str:
    Hand(device).tap("No such thing")
    return ""


def wanders(device: RecordedDevice, _attempt: Attempt) -> str:
    while True:
        device.home()


def dawdles(device: RecordedDevice, _attempt: Attempt) -> str:
    device.see()
    device.home()
    time.sleep(0.2)
    device.wait(0.1)
    return device.ask("Which one?", lambda _question: time.sleep(0.1) or "this one")


def test_time_is_that_of_the_phone_of_waiting_and_of_the_code_itself(tmp_path: Path) -> None:
    done = run(dawdles, tmp_path)
    seconds = done.seconds
    assert seconds.device > 0
    assert seconds.wait >= 0.1
    assert seconds.overhead >= 0.2
    assert seconds.device + seconds.wait + seconds.overhead == pytest.approx(seconds.total)
    home, *_ = done.steps
    assert 0 < home.seconds.device <= home.seconds.total


@pytest.mark.parametrize(("play", "status"), [(looks, "complete"), (finds_it_infeasible, "infeasible")])
def test_the_last_step_is_the_word_said_at_the_end(play: Play, status: str, tmp_path: Path) -> None:
    done = run(play, tmp_path)
    assert done.ending is not None
    assert done.ending.status == status
    last = done.steps[-1]
    assert isinstance(last.action, Status)
    assert last.action.goal_status == status
    assert last.package == "com.google.android.deskclock"


def test_what_is_infeasible_says_why_and_answers_nothing(tmp_path: Path) -> None:
    done = run(finds_it_infeasible, tmp_path)
    assert done.ending is not None
    assert done.ending.reason == "there is no such clock"
    assert done.answer == ""


def keys(device: RecordedDevice, _attempt: Attempt) -> str:
    for key in ("enter", "KEYCODE_BACK", "home"):
        device.press(key)
    return ""


def test_keys_that_an_agent_has_are_the_steps_they_are_for_an_agent(tmp_path: Path) -> None:
    done = run(keys, tmp_path)
    actions = [step.action.action_type for step in done.steps if step.action]
    assert actions == ["keyboard_enter", "navigate_back", "navigate_home", "status"]


@pytest.mark.parametrize(
    ("verb", "use"),
    [
        ("press('volume_up')", lambda device: device.press("volume_up")),
        ("recents", lambda device: device.recents()),
        ("open_link", lambda device: device.open_link("http://127.0.0.1/")),
        ("send_intent", lambda device: device.send_intent("-a", "android.intent.action.DIAL")),
        ("shell", lambda device: device.shell("svc wifi enable")),
        ("push", lambda device: device.push(b"", "/sdcard/a")),
        ("pull", lambda device: device.pull("/sdcard/a")),
    ],
)
def test_what_no_agent_can_do_is_refused_and_not_done_for_nothing(
    verb: str, use: Callable[[RecordedDevice], object], tmp_path: Path
) -> None:
    def play(device: RecordedDevice, _attempt: Attempt) -> str:
        use(device)
        return ""

    with pytest.raises(ConfigError) as refused:
        run(play, tmp_path)
    assert f"`{verb}`" in str(refused.value)
    assert "Work by what shows" in str(refused.value)


@pytest.mark.parametrize(("play", "fault"), [(is_lost, "agent"), (wanders, "budget")])
def test_what_goes_wrong_is_cut_off_without_a_word(play: Play, fault: str, tmp_path: Path) -> None:
    """The budget is at fault only where it was spent; giving up before is the player's own."""
    done = run(play, tmp_path, most=60)
    assert done.ending is not None
    assert done.ending.status == "truncated"
    assert not any(isinstance(step.action, Status) for step in done.steps)
    assert failure_of(done) == fault
