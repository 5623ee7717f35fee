"""Typing goes nowhere but into the field that was meant: the cursor is looked for before a word is typed."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from agent.brain.modelbrain import ModelBrain
from agent.build import Agent
from agent.preset.preset import PRESETS
from agent.run.event import StepDone
from agent.run.step import Step
from agent.settings import Settings
from device.client import Device
from device.link.transport.direct import DirectTransport
from device.link.transport.inprocess import InProcessTransport
from device.phone.phone import Phone
from device.phone.server.host import serve
from device.resident.jar import Jar
from device.screen import Point
from grounding.tree import TreeGrounder
from models.scripted import Item, ScriptedModel
from tests.agent.script import click, complete, decide, told
from tests.device.resident.faulty import server_jar

OPEN = decide({"action_type": "open_app", "app_name": "Broccoli"})
NEW = decide(click("Add recipe"))


class LossyDevice(Device):
    """A phone that loses the taps on one text field, so many of them."""

    lost = 0
    hint = ""

    def tap(self, point: Point) -> None:
        seen = self.observe(screenshot=False)
        here = [e for e in seen.elements if e.is_editable and e.bounds.contains(point)]
        if self.lost and here and here[0].hint == self.hint:
            self.lost -= 1
            return
        super().tap(point)


class Counting(DirectTransport):
    """Counts how often the list of elements is asked for."""

    dumps = 0

    def exec_out(self, command: str, *, timeout: float = 30.0) -> bytes:
        self.dumps += "uiautomator" in command
        return super().exec_out(command, timeout=timeout)


@pytest.fixture(params=["quick", "slow", pytest.param("served", marks=pytest.mark.full)])
def lossy(
    phone: Phone, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[LossyDevice]:
    """On a slow phone looks are spared, and nothing may go astray for that."""
    if request.param == "quick":
        with LossyDevice(InProcessTransport(phone)) as device:
            yield device
        return
    monkeypatch.setattr("device.look.settle.SLOW", -1.0)
    with serve([phone]) as server, LossyDevice(DirectTransport.dial(server.serials[0])) as device:
        if request.param == "served":
            device.use_server(Jar(server_jar(), "0.4.1"))
        yield device


def field(device: Device, hint: str) -> str:
    """What a field of the form holds, the keyboard put away."""
    if device.observe(screenshot=False).keyboard_shown:
        device.back()
    found = next(e for e in device.observe(screenshot=False).elements if e.hint == hint)
    return "" if found.text == found.hint else found.text


def write(text: str, into: str, **more: object) -> Item:
    return decide({"action_type": "input_text", "text": text, "target": {"description": into}, **more})


@pytest.fixture
def steps_of(lossy: LossyDevice, tmp_path: Path) -> Callable[..., list[Step]]:
    def go(*items: Item) -> list[Step]:
        brain = ModelBrain(ScriptedModel([OPEN, NEW, *items, complete()]), pictures=False)
        settings = Settings(runs=tmp_path / "runs", preset="single")
        run = Agent(lossy, brain, TreeGrounder(), PRESETS["single"], settings).run("Write a recipe")
        steps = [event.step for event in told(run) if isinstance(event, StepDone)]
        run.close()
        return steps

    return go


def test_a_tap_that_gets_lost_is_done_again_before_typing(lossy, steps_of):
    lossy.hint, lossy.lost = "Description", 1
    steps = steps_of(write("Porridge", "Title"), write("good", "Description"))
    assert not any(step.error for step in steps), steps
    assert (field(lossy, "Title"), field(lossy, "Description")) == ("Porridge", "good")


@pytest.mark.parametrize("clear", [True, False])
def test_nothing_is_typed_where_the_field_does_not_get_the_cursor(lossy, steps_of, clear):
    lossy.hint, lossy.lost = "Description", 9
    steps = steps_of(write("Porridge", "Title"), write("good", "Description", clear=clear))
    assert "nothing was typed" in steps[3].error
    assert '"Title"' in steps[3].error
    assert '"Description"' in steps[3].error
    assert (field(lossy, "Title"), field(lossy, "Description")) == ("Porridge", "")


def test_another_field_is_not_emptied_either(lossy, steps_of):
    lossy.hint, lossy.lost = "Description", 9
    empty = decide({"action_type": "clear_text", "target": {"description": "Description"}})
    steps = steps_of(write("Porridge", "Title"), empty)
    assert "nothing was typed" in steps[3].error
    assert field(lossy, "Title") == "Porridge"


def test_typing_at_what_is_no_field_does_not_go_where_the_cursor_was(lossy, steps_of):
    steps = steps_of(write("Porridge", "Title"), write("good", "New Recipe"))
    assert "nothing was typed" in steps[3].error
    assert field(lossy, "Title") == "Porridge"


def test_a_bar_that_opens_a_page_with_a_field_is_typed_into(lossy, tmp_path):
    opened = decide({"action_type": "open_app", "app_name": "Settings"})
    brain = ModelBrain(ScriptedModel([opened, write("wifi", "Search settings"), complete()]), pictures=False)
    settings = Settings(runs=tmp_path / "runs", preset="single")
    run = Agent(lossy, brain, TreeGrounder(), PRESETS["single"], settings).run("Search")
    steps = [event.step for event in told(run) if isinstance(event, StepDone)]
    run.close()
    assert not any(step.error for step in steps), steps
    assert any(e.is_editable and e.text == "wifi" for e in lossy.observe(screenshot=False).elements)


def test_a_field_of_a_slow_phone_costs_one_look(phone, tmp_path, monkeypatch):
    monkeypatch.setattr("device.look.settle.SLOW", -1.0)
    with serve([phone]) as server, Device(Counting.dial(server.serials[0])) as device:
        items = [
            decide({"action_type": "open_app", "app_name": "Settings"}),
            decide(click("Search settings")),
        ]
        brain = ModelBrain(
            ScriptedModel([*items, write("wifi", "Search settings"), complete()]), pictures=False
        )
        settings = Settings(runs=tmp_path / "runs", preset="single")
        run = Agent(device, brain, TreeGrounder(), PRESETS["single"], settings).run("Search")
        dumps = []
        for event in run:
            if isinstance(event, StepDone):
                assert not event.step.error, event.step
                dumps.append(device.transport.dumps)
        run.close()
    assert dumps == [2, 3, 4, 4], "one before the first step, one after each, none for the end"
