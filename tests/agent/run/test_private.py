"""An app that its owner keeps private: nothing of its screens goes to a model or to the disk."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from agent.brain.modelbrain import ModelBrain
from agent.build import Agent
from agent.preset.preset import PRESETS
from agent.run.event import Ended, Question, StepDone
from agent.run.private import private_packages
from agent.run.trajectory import read_trajectory
from agent.settings import Settings
from device.client import Device
from device.error import ConfigError, TreeUnavailable
from device.link.transport.direct import DirectTransport
from device.link.transport.inprocess import InProcessTransport
from device.phone.phone import Phone
from device.phone.server.host import serve
from device.phone.server.vendor import play
from grounding.tree import TreeGrounder
from models.scripted import Item
from tests.agent.script import Recorder, decide
from tests.boot import fresh_phone

SETTINGS = "com.android.settings"
SECRETS = ("Network & internet", "Connected devices", "Notifications", "Battery")
"""What stands on the private screen."""
OPENS = decide({"action_type": "open_app", "app_name": "Settings"})
GIVES_UP = decide({"action_type": "status", "goal_status": "infeasible", "reason": "no"})


@pytest.fixture(params=["inside", "wire"])
def hand(request: pytest.FixtureRequest) -> Iterator[tuple[Device, Phone]]:
    phone = fresh_phone()
    if request.param == "inside":
        with Device(InProcessTransport(phone)) as device:
            yield device, phone
        return
    with serve([phone]) as server, Device(DirectTransport.dial(server.serials[0])) as device:
        yield device, phone


@contextmanager
def beginning(
    device: Device, folder: Path, items: list[Item], *private: str
) -> Iterator[tuple[Agent, Recorder]]:
    model = Recorder(items)
    settings = Settings(out=folder, private_apps=frozenset(private), preset="single", max_steps=8)
    yield Agent(device, ModelBrain(model), TreeGrounder(), PRESETS["single"], settings), model


def written(folder: Path) -> bytes:
    """All that a run has left on the disk, but for its pictures."""
    return b"".join(
        path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.suffix != ".png"
    )


def test_the_person_goes_on_by_hand_and_the_run_where_they_leave_it(
    hand: tuple[Device, Phone], tmp_path: Path
) -> None:
    device, _ = hand
    asked: list[Question] = []
    with beginning(device, tmp_path / "run", [OPENS, GIVES_UP, GIVES_UP], "Settings") as (agent, model):
        run = agent.run("Look at the settings")
        for event in run:
            if isinstance(event, Question):
                asked.append(event)
                device.home()
                run.answer("done")
    assert [question.kind for question in asked] == ["take_over"]
    assert "Settings is private and is not looked at" in asked[0].text
    assert run.ended is not None
    assert run.ended.status == "infeasible"
    record = read_trajectory(tmp_path / "run")
    assert [step.decided_by for step in record.steps] == ["decide", "private", "decide"]
    assert record.steps[1].shot == ""
    said = "\n".join(model.asked)
    for secret in SECRETS:
        assert secret not in said
        assert secret.encode() not in written(tmp_path / "run")
    shots = {step.shot for step in record.steps if step.shot}
    assert {f"shots/{path.name}" for path in (tmp_path / "run/shots").iterdir()} == shots


def test_the_same_screen_is_shown_where_it_is_not_private(hand: tuple[Device, Phone], tmp_path: Path) -> None:
    device, _ = hand
    with beginning(device, tmp_path / "run", [OPENS, GIVES_UP, GIVES_UP], "Contacts") as (agent, model):
        agent.run("Look at the settings").finish()
    assert all(secret in "\n".join(model.asked) for secret in SECRETS)
    assert len(list((tmp_path / "run/shots").iterdir())) == 2


def test_where_nobody_takes_over_the_app_is_left(device: Device, tmp_path: Path) -> None:
    with beginning(device, tmp_path / "run", [OPENS, GIVES_UP, GIVES_UP], SETTINGS) as (agent, _):
        ended = agent.run("Look at the settings").finish()
    steps = read_trajectory(tmp_path / "run").steps
    assert [step.action.action_type for step in steps if step.action] == [
        "open_app", "take_over", "navigate_home", "status",
    ]  # fmt: skip
    assert ended.status == "infeasible"


def test_a_run_that_begins_there_asks_before_anything_else(device: Device, tmp_path: Path) -> None:
    device.open_app("Settings")
    with beginning(device, tmp_path / "run", [GIVES_UP, GIVES_UP], "Settings") as (agent, model):
        run = agent.run("Look at the settings")
        for event in run:
            if isinstance(event, Question):
                device.home()
                run.answer("done")
            if isinstance(event, StepDone | Ended):
                assert not any(secret in str(event) for secret in SECRETS)
    assert not any(secret in "\n".join(model.asked) for secret in SECRETS)


def test_nothing_of_it_is_seen_by_whoever_holds_the_phone_so(hand: tuple[Device, Phone]) -> None:
    device, _ = hand
    device.keep_private(frozenset({SETTINGS}))
    device.open_app("Settings")
    seen = device.observe()
    assert (seen.private, seen.screenshot, seen.elements, seen.package) == (True, None, (), SETTINGS)
    assert device.see()[1].private
    with pytest.raises(TreeUnavailable, match="private"):
        device._eye.elements()
    device.home()
    assert not device.observe().private
    assert device.observe().elements


def test_an_app_that_comes_up_in_the_middle_of_a_look_is_not_shown(device: Device) -> None:
    """The picture is of a moment later than what was in front."""

    class Late(InProcessTransport):
        def observe(self, *, screenshot: bool, tree: bool) -> object:
            seen = super().observe(screenshot=screenshot, tree=tree)
            self.phone.shell("am start -a android.settings.SETTINGS")
            return seen

    phone = fresh_phone()
    with Device(Late(phone)) as held:
        held.keep_private(frozenset({SETTINGS}))
        assert held.observe().private


def test_a_screen_that_two_apps_share_counts_as_private() -> None:
    phone = fresh_phone()
    play(phone, "split")
    with serve([phone]) as server, Device(DirectTransport.dial(server.serials[0])) as held:
        assert not held.observe().private
        held.keep_private(frozenset({SETTINGS}))
        seen = held.observe()
        assert (seen.private, seen.screenshot, seen.elements) == (True, None, ())


def test_a_name_that_protects_nothing_is_refused(device: Device) -> None:
    apps = device.apps()
    assert private_packages(["Settings", "com.example.bank"], apps) == {SETTINGS, "com.example.bank"}
    with pytest.raises(ConfigError, match="no app called 'Setings of mine'"):
        private_packages(["Setings of mine"], apps)
