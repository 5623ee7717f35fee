"""A dry run tells what would be done first, and touches neither the phone nor the disk."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from agent.action.action import describe
from agent.brain.brain import CoreBrain
from agent.brain.modelbrain import ModelBrain
from agent.build import Agent, build
from agent.preset.preset import DEFAULT, PRESETS
from agent.run.event import Ended, Event, PlanMade, Question, StepDone
from agent.run.run import Run
from agent.settings import Settings
from device.client import Device
from device.link.transport.inprocess import InProcessTransport
from device.link.transport.protocol import DEFAULT_TIMEOUT, ShellOutput
from device.phone.phone import Phone
from grounding.tree import TreeGrounder
from models.scripted import Item, ScriptedModel
from tests.agent.demo import SCRIPTS
from tests.agent.killing import MESSAGE, Careful
from tests.agent.script import click, decide

Rehearse = Callable[..., list[Event]]


class Listed(InProcessTransport):
    """Notes what the phone is told."""

    def __init__(self, phone: Phone) -> None:
        super().__init__(phone)
        self.told: list[str] = []

    def shell(
        self, command: str, *, stdin: bytes = b"", timeout: float = DEFAULT_TIMEOUT, repeat: bool = True
    ) -> ShellOutput:
        self.told.append(command)
        return super().shell(command, stdin=stdin, timeout=timeout, repeat=repeat)


@pytest.fixture
def rehearse(phone: Phone, tmp_path: Path) -> Iterator[Rehearse]:
    """All that a dry run tells; the phone must be afterwards as it was, and nothing recorded."""
    lines: list[Listed] = []
    before = phone.snapshot()

    def dry(begin: Callable[[Device, Settings], Run], **more: object) -> list[Event]:
        lines.append(Listed(phone))
        with Device(lines[-1]) as device:
            run = begin(device, Settings(runs=tmp_path / "runs", **more))
            return list(run)

    yield dry
    assert not phone.diff(before)
    told = [command for line in lines for command in line.told]
    assert not [one for one in told if one.startswith(("input", "am ", "monkey", "content", "ime "))]
    assert list(tmp_path.iterdir()) == []


def scripted(*items: Item, preset: str = "default") -> Callable[[Device, Settings], Run]:
    def begin(device: Device, settings: Settings) -> Run:
        brain = ModelBrain(ScriptedModel(items), pictures=False)
        return Agent(device, brain, TreeGrounder(), PRESETS[preset], settings).run("Do it", dry=True)

    return begin


def told(events: list[Event]) -> list[str]:
    return [describe(e.step.action) for e in events if isinstance(e, StepDone) and e.step.action]


def ended(events: list[Event]) -> Ended:
    assert isinstance(events[-1], Ended)
    return events[-1]


def test_the_policy_tells_its_plan_and_its_first_step(rehearse: Rehearse) -> None:
    events = rehearse(lambda device, settings: build(settings, device).run("Turn off Wi-Fi", dry=True))
    assert [type(event) for event in events] == [PlanMade, StepDone, Ended]
    assert told(events) == ['open_app "Settings"']
    end = ended(events)
    assert (end.status, end.cause, end.folder, end.steps) == ("stopped", "dry_run", None, 0)
    assert "nothing was touched" in end.reason


@pytest.mark.parametrize("preset", SCRIPTS)
def test_every_preset_can_be_rehearsed(rehearse: Rehearse, preset: str) -> None:
    events = rehearse(scripted(*SCRIPTS[preset](), preset=preset))
    assert told(events)[0] == 'open_app "Settings"'
    first = next(event.step for event in events if isinstance(event, StepDone))
    assert first.said
    assert not first.performed


def test_actions_decided_together_are_all_told(rehearse: Rehearse) -> None:
    events = rehearse(scripted(decide({"action_type": "navigate_home"}, click("Chrome"), click("Search"))))
    assert told(events) == ["navigate_home", 'click "Chrome"', 'click "Search"']


def test_a_question_is_told_and_needs_no_answer(rehearse: Rehearse) -> None:
    events = rehearse(scripted(decide({"action_type": "ask_user", "question": "Which?"})))
    assert [event.text for event in events if isinstance(event, Question)] == ["Which?"]
    assert ended(events).status == "stopped"


def test_what_cannot_be_done_is_told(rehearse: Rehearse) -> None:
    no = decide({"action_type": "status", "goal_status": "infeasible", "reason": "there is no such app"})
    end = ended(rehearse(scripted(no)))
    assert (end.status, end.cause) == ("infeasible", "impossible")
    assert "there is no such app" in end.reason
    end = ended(rehearse(scripted(*[decide(click("Teleport"))] * 3)))
    assert (end.status, end.cause) == ("truncated", "stuck")
    assert "not on this screen" in end.reason


def test_a_send_button_is_only_looked_at(phone: Phone, device: Device, tmp_path: Path) -> None:
    settings = Settings(runs=tmp_path / "runs")
    agent = Agent(device, CoreBrain(Careful()), TreeGrounder(), DEFAULT, settings)
    for event in (run := agent.run("Send it")):
        if isinstance(event, StepDone) and event.step.index == 5:
            run.stop()
    before = phone.snapshot()
    events = list(agent.run("Send it", dry=True))
    (question,) = [event for event in events if isinstance(event, Question)]
    assert "send" in question.classes
    assert told(events)[0].startswith("click")
    assert not phone.diff(before)
    assert MESSAGE in {element.text for element in device.observe().elements}, "still in its field"
