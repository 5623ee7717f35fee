"""Every preset does the demonstration task, and calls each of its roles when it should."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from agent.build import Agent
from agent.cast import CODE_ROLES, DECIDERS, OCCASIONS, ROLES
from agent.model_brain import ModelBrain
from agent.preset import PRESETS, find_preset
from agent.run import Run
from agent.settings import Settings
from agent.trajectory import Trajectory, read_trajectory
from device.client import Device
from device.error import ConfigError
from device.phone.phone import Phone
from grounding.resolve import TreeGrounder
from models.scripted import ScriptedModel
from tests.agent.demo import GOAL, SCRIPTS


class Store:
    """A store with one card."""

    def recall(self, goal: str, package: str) -> tuple[str, ...]:
        return ("Bluetooth hides under Connected devices",) if "settings" in package else ()


@pytest.fixture
def run_of(device: Device, tmp_path: Path) -> Iterator[Callable[[str], Run]]:
    runs: list[Run] = []

    def begin(preset: str) -> Run:
        brain = ModelBrain(ScriptedModel(SCRIPTS[preset]()), pictures=False)
        settings = Settings(runs=tmp_path / "runs", preset=preset)
        agent = Agent(device, brain, TreeGrounder(), PRESETS[preset], settings, knowledge=Store())
        runs.append(agent.run(GOAL))
        return runs[-1]

    yield begin
    for run in runs:
        run.close()


def done(run: Run, phone: Phone) -> Trajectory:
    """The run, once it has done what it should."""
    end = run.finish()
    assert (end.status, end.exit_code) == ("complete", 0), end.reason
    assert phone.settings.text("global", "bluetooth_on") == "1"
    alarms = phone.database("com.google.android.deskclock", "alarms.db").rows(
        "SELECT hour, minutes FROM alarm_templates WHERE hour = 7 AND minutes = 30"
    )
    assert len(alarms) == 1
    return read_trajectory(run.folder)


def roles(trajectory: Trajectory) -> list[str]:
    """Who spoke before each step, joined, and last who spoke after them all."""
    laps = [*(step.said for step in trajectory.steps), trajectory.said]
    return [" ".join(saying.role for saying in lap) for lap in laps]


def test_single_decides_and_nothing_else(run_of: Callable[[str], Run], phone: Phone) -> None:
    trajectory = done(run_of("single"), phone)
    assert roles(trajectory) == [*["decide"] * 13, ""]
    assert trajectory.ending is not None
    assert not trajectory.ending.verified


def test_mobile_agent_v2(run_of: Callable[[str], Run], phone: Phone) -> None:
    trajectory = done(run_of("mobile-agent-v2"), phone)
    assert roles(trajectory) == ["decide remember", *["reflect progress decide remember"] * 12, ""]
    assert trajectory.steps[5].plan is not None
    assert trajectory.steps[5].plan.progress == "5 done"


def test_mobile_agent_v3(run_of: Callable[[str], Run], phone: Phone) -> None:
    trajectory = done(run_of("mobile-agent-v3"), phone)
    assert roles(trajectory) == [
        "manage execute",
        *["reflect take_notes manage execute"] * 11,
        "reflect take_notes manage",
        "",
    ]
    assert trajectory.steps[-1].decided_by == "manage", "an empty plan ends the run"
    assert [str(note) for note in trajectory.steps[-1].notes] == [
        "the alarm was on 8:30 (read in com.android.settings)"
    ], "a note keeps the place it was first read in"


def test_coloragent(run_of: Callable[[str], Run], phone: Phone) -> None:
    trajectory = done(run_of("coloragent"), phone)
    ask = "recall operate"
    assert roles(trajectory) == [
        f"classify orchestrate {ask}",
        *[ask] * 4,
        f"review {ask}",
        "confirm extract rewrite",
        *[ask] * 3,
        f"review {ask}",
        *[ask] * 4,
        "confirm",
    ]
    home = trajectory.steps[6]
    assert (home.decided_by, home.action.action_type if home.action else "") == ("reflect", "navigate_home")
    first, last = trajectory.steps[0].errand, trajectory.steps[-1].errand
    assert first is not None
    assert last is not None
    assert (first.current, last.current, last.found) == (0, 1, ("Bluetooth was off",))
    assert last.tasks == first.tasks, "what was read off a screen never takes the place of a sub-task"
    assert trajectory.ending is not None
    assert trajectory.ending.verified


def test_default_asks_least(run_of: Callable[[str], Run], phone: Phone) -> None:
    trajectory = done(run_of("default"), phone)
    assert roles(trajectory) == [*["decide"] * 9, *[""] * 4, "confirm"]
    assert [step.decided_by for step in trajectory.steps[-5:]] == ["decide", *["queue"] * 4]
    plan = trajectory.steps[0].plan
    assert plan is not None
    assert len(plan.subgoals) == 2
    assert trajectory.ending is not None
    assert trajectory.ending.verified


def test_default_needs_less_than_half_of_the_calls_of_v2(run_of: Callable[[str], Run], phone: Phone) -> None:
    ours = done(run_of("default"), phone)
    assert sum(used.calls for used in ours.usage.values()) * 2 < 2 * 13 + 2 * 12


@pytest.mark.parametrize("preset", SCRIPTS)
def test_it_is_told_who_said_what(run_of: Callable[[str], Run], phone: Phone, preset: str) -> None:
    trajectory = done(run_of(preset), phone)
    sayings = [saying for step in trajectory.steps for saying in step.said] + [*trajectory.said]
    assert all(saying.text for saying in sayings)
    assert {saying.model for saying in sayings if saying.role not in CODE_ROLES} == {"scripted"}
    calls = sum(used.calls for used in trajectory.usage.values())
    assert sum(saying.usage.calls for saying in sayings) == calls


def test_presets_name_only_what_there_is() -> None:
    for preset in PRESETS.values():
        assert {part.role for part in preset.parts} <= set(ROLES)
        assert {when for part in preset.parts for when in part.when} <= set(OCCASIONS)
        assert sum(part.role in DECIDERS for part in preset.parts) == 1


def test_an_unknown_preset_is_told() -> None:
    with pytest.raises(ConfigError, match="no preset is called 'v9'. There are: default, single, mobile-agent-v2"):
        find_preset("v9")
