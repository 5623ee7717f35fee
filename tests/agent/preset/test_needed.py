"""Calls that can change nothing are left out, unless the run is to be as published."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from agent.brain.modelbrain import ModelBrain
from agent.build import Agent, prepare
from agent.preset.composition import Calls
from agent.preset.preset import PRESETS, find_preset
from agent.run.run import Run
from agent.run.trajectory import Trajectory, read_trajectory
from agent.settings import Settings
from device.client import Device
from device.phone.phone import Phone
from device.phone.sample import fill
from grounding.tree import TreeGrounder
from models.scripted import Item, ScriptedModel
from tests.agent.demo import DONE, GOAL, NOTHING, SCRIPTS, SUCCESS, open_app
from tests.agent.preset.test_preset import CALLS, roles
from tests.agent.script import click, decide, says

Play = Callable[..., Trajectory]
HOME: dict[str, object] = {"action_type": "navigate_home"}
BACK: dict[str, object] = {"action_type": "navigate_back"}

NEEDED: dict[str, list[str]] = {
    "mobile-agent-v2": [
        "decide",  # the launcher has nothing to keep
        "decide remember",  # that Settings is in front is proven
        *["reflect progress decide remember"] * 3,
        "progress decide remember",  # the switch is on
        "decide remember",
        *["reflect progress decide remember"] * 2,
        *["decide"] * 2,  # two fields of a form
        "progress decide",
        "reflect progress decide",  # a claim leaves no screen
        "",
    ],
    "coloragent": [
        "classify orchestrate operate",
        *["operate"] * 5,
        "confirm extract rewrite",
        *["operate"] * 8,
        "confirm",
    ],
}
"""Who speaks before each of the demonstration's steps where only needed calls are made."""


@pytest.fixture
def play(device: Device, tmp_path: Path) -> Iterator[Play]:
    runs: list[Run] = []

    def begin(preset: str, calls: Calls, items: list[Item] | None = None, goal: str = GOAL) -> Trajectory:
        brain = ModelBrain(ScriptedModel(items or SCRIPTS[preset]()), pictures=False)
        settings = Settings(runs=tmp_path / "runs", preset=preset)
        agent = Agent(device, brain, TreeGrounder(), find_preset(preset, calls), settings)
        runs.append(agent.run(goal))
        runs[-1].finish()
        return read_trajectory(runs[-1].folder)

    yield begin
    for run in runs:
        run.close()


@pytest.mark.parametrize("preset", NEEDED)
def test_the_demonstration_is_done_with_the_needed_calls(play: Play, preset: str) -> None:
    trajectory = play(preset, "needed")
    assert trajectory.ending is not None
    assert (trajectory.ending.status, trajectory.ending.verified) == ("complete", True)
    assert roles(trajectory) == NEEDED[preset]
    assert sum(map(len, NEEDED[preset])) < sum(map(len, CALLS[preset]))


def test_a_plan_is_not_looked_at_while_a_form_is_filled_in(play: Play) -> None:
    *acts, _ = [item for item in SCRIPTS["mobile-agent-v2"]() if item.role == "decide"]
    plans = [["Bluetooth is on", "an alarm for 7:30 is set"]] * 4 + [["an alarm for 7:30 is set"]] * 4 + [[]]
    trajectory = play("mobile-agent-v3", "needed", [
        *(Item(act.text, role="execute") for act in acts),
        *(says("manage", thought="t", plan=plan) for plan in plans),
        *[SUCCESS] * len(acts),
        *[says("take_notes", notes=[])] * len(acts),
    ])  # fmt: skip
    assert trajectory.ending is not None
    assert trajectory.ending.status == "complete"
    assert roles(trajectory)[9:] == ["execute", "execute", "manage execute", "reflect take_notes manage", ""]


@pytest.mark.parametrize("calls", ["needed", "all"])
def test_what_a_message_says_is_noted_before_it_is_left(play: Play, phone: Phone, calls: Calls) -> None:
    fill(phone)
    acts = [open_app("Messages"), click("Ann Lee"), HOME, DONE]
    trajectory = play("mobile-agent-v2", calls, [
        *(decide(act) for act in acts),
        says("remember", content="dinner is at seven"),
        *[NOTHING] * len(acts),
        *[SUCCESS] * len(acts),
        *[says("progress", completed="read")] * len(acts),
    ], goal="When is dinner with Ann?")  # fmt: skip
    asked = ["remember" in said for said in roles(trajectory)]
    assert asked[:4] == ([False, True, True, False] if calls == "needed" else [True] * 4)
    assert [note.text for note in trajectory.steps[-1].notes] == ["dinner is at seven"]


def test_the_setting_chooses(device: Device, tmp_path: Path) -> None:
    for calls, when in (("needed", ("unproven",)), ("all", ("act",))):
        settings = Settings.model_validate(
            {"preset": "mobile-agent-v2", "calls": calls, "model": "scripted:" + str(script(tmp_path))}
        )
        agent = prepare(settings)(device)
        assert next(part.when for part in agent.preset.parts if part.role == "reflect") == when


def test_presets_without_calls_to_spare_stay_as_they_are() -> None:
    for name in ("default", "single"):
        assert find_preset(name, "needed").parts == PRESETS[name].parts


def script(folder: Path) -> Path:
    path = folder / "script.jsonl"
    path.write_text('{"thought": "t", "actions": [{"action_type": "navigate_home"}]}\n')
    return path
