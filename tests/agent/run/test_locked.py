"""A phone that locks in the middle of a run: the run waits, asks its owner, and goes on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.brain.modelbrain import ModelBrain
from agent.build import Agent
from agent.preset.preset import PRESETS
from agent.run.event import Ended, Event, Question, StepDone
from agent.run.run import Run
from agent.run.status import RunStatus
from agent.settings import Settings
from device.client import Device
from device.link.transport.direct import DirectTransport
from device.phone.server.host import PhoneServer, serve
from device.phone.server.vendor import play
from grounding.tree import TreeGrounder
from models.scripted import ScriptedModel
from tests.agent.script import complete, decide
from tests.boot import fresh_phone

SETTINGS = decide({"action_type": "open_app", "app_name": "Settings"})
HOME = decide({"action_type": "navigate_home"})


@pytest.fixture
def server() -> Iterator[PhoneServer]:
    with serve([fresh_phone()]) as server:
        yield server


@pytest.fixture
def run(server: PhoneServer, tmp_path: Path) -> Iterator[Run]:
    with Device(DirectTransport.dial(server.serials[0]), state_folder=tmp_path / "state") as device:
        brain = ModelBrain(ScriptedModel([SETTINGS, HOME, complete()]), pictures=False)
        settings = Settings(runs=tmp_path / "runs", preset="single")
        run = Agent(device, brain, TreeGrounder(), PRESETS["single"], settings).run("Go home")
        yield run
        run.close()


def locked_after_a_step(run: Run, server: PhoneServer, answers: list[str]) -> list[Event]:
    """The events of a run whose phone locks with a PIN after its first step; "done" unlocks it."""
    events: list[Event] = []
    (phone,) = server.phones
    for event in run:
        events.append(event)
        if isinstance(event, StepDone) and event.step.index == 1:
            server.call(lambda: play(phone, "pin"))
        if isinstance(event, Question):
            answer = answers.pop(0)
            if answer == "done":
                server.call(lambda: play(phone, "locked"))  # a lock screen that asks for nothing
            run.answer(answer)
    return events


def test_the_run_goes_on_once_its_owner_has_unlocked_it(run: Run, server: PhoneServer) -> None:
    events = locked_after_a_step(run, server, ["ok", "done"])
    asked = [event.text for event in events if isinstance(event, Question)]
    assert len(asked) == 2
    assert "unlock" in asked[0]
    ended = events[-1]
    assert isinstance(ended, Ended)
    assert ended.status is RunStatus.UNVERIFIED
    assert ended.steps == 3


@pytest.mark.parametrize("answer", ["", "no"])
def test_where_nobody_unlocks_it_the_run_says_so(run: Run, server: PhoneServer, answer: str) -> None:
    ended = locked_after_a_step(run, server, [answer])[-1]
    assert isinstance(ended, Ended)
    assert ended.status is RunStatus.ERROR
    assert "is locked" in ended.reason
