"""Every preset does the demonstration task, and calls each of its roles when it should."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from agent.brain.modelbrain import ModelBrain
from agent.build import Agent
from agent.memory.entry import Entry
from agent.memory.personal import PersonalMemory
from agent.memory.store import MemoryStore
from agent.preset.composition import CODE_ROLES, DECIDERS, OCCASIONS, ROLES
from agent.preset.preset import PRESETS, find_preset
from agent.run.run import Run
from agent.run.trajectory import Trajectory, read_trajectory
from agent.settings import Settings
from device.client import Device
from device.error import ConfigError
from device.phone.phone import Phone
from grounding.tree import TreeGrounder
from models.scripted import ScriptedModel
from tests.agent.demo import GOAL, SCRIPTS


@pytest.fixture
def run_of(device: Device, tmp_path: Path) -> Iterator[Callable[[str], Run]]:
    runs: list[Run] = []
    store = MemoryStore(tmp_path / "memory.sqlite")
    store.add(
        Entry(kind="card", text="Bluetooth hides under Connected devices", package="com.android.settings")
    )
    memory = PersonalMemory(store)

    def begin(preset: str) -> Run:
        brain = ModelBrain(ScriptedModel(SCRIPTS[preset]()), pictures=False)
        settings = Settings(runs=tmp_path / "runs", preset=preset)
        agent = Agent(device, brain, TreeGrounder(), PRESETS[preset], settings, memory=memory)
        runs.append(agent.run(GOAL))
        return runs[-1]

    yield begin
    for run in runs:
        run.close()


def done(run: Run, phone: Phone) -> Trajectory:
    """The run, once it has done what it should."""
    end = run.finish()
    assert end.status.is_claimed, end.reason
    assert phone.settings.text("global", "bluetooth_on") == "1"
    alarms = phone.database("com.google.android.deskclock", "alarms.db").rows(
        "SELECT hour, minutes FROM alarm_templates WHERE hour = 7 AND minutes = 30"
    )
    assert len(alarms) == 1
    return read_trajectory(run.folder)


def roles(trajectory: Trajectory) -> list[str]:
    """The roles of models that spoke before each step, joined, and last those that spoke after them all."""
    laps = [*(step.said for step in trajectory.steps), trajectory.said]
    return [" ".join(saying.role for saying in lap if saying.role not in CODE_ROLES) for lap in laps]


CALLS: dict[str, list[str]] = {
    "single": [*["decide"] * 13, ""],
    "mobile-agent-v2": ["decide remember", *["reflect progress decide remember"] * 12, ""],
    "mobile-agent-v3": [
        "manage execute",
        *["reflect take_notes manage execute"] * 11,
        "reflect take_notes manage",
        "",
    ],
    "coloragent": [
        "classify orchestrate operate",
        *["operate"] * 4,
        "review operate",
        "confirm extract rewrite",
        *["operate"] * 3,
        "review operate",
        *["operate"] * 4,
        "confirm",
    ],
    "default": ["effects decide", *["decide"] * 8, *[""] * 4, "confirm"],
}
"""Who speaks before each of the demonstration's steps, and after the last one: docs/presets.md says why."""


@pytest.mark.parametrize("preset", CALLS)
def test_each_role_is_called_when_it_should_be(
    run_of: Callable[[str], Run], phone: Phone, preset: str
) -> None:
    trajectory = done(run_of(preset), phone)
    assert roles(trajectory) == CALLS[preset]
    assert trajectory.ending is not None
    ended = trajectory.ending.status, trajectory.ending.verified
    assert ended == ("complete", True), "the phone tells its next alarm, also where no role judges"


def test_v2_has_the_progress_of_the_accepted_steps(run_of: Callable[[str], Run], phone: Phone) -> None:
    trajectory = done(run_of("mobile-agent-v2"), phone)
    told = [step.plan.progress for step in trajectory.steps if step.plan]
    assert told == [f"{count} done" for count in range(1, 13)]


def test_v3_ends_by_an_empty_plan_and_keeps_where_a_note_was_read(
    run_of: Callable[[str], Run], phone: Phone
) -> None:
    trajectory = done(run_of("mobile-agent-v3"), phone)
    assert trajectory.steps[-1].decided_by == "manage"
    notes = [str(note) for note in trajectory.steps[-1].notes]
    assert notes == ["the alarm was on 8:30 (read in com.android.settings)"]


def test_coloragent_hands_on_what_a_sub_task_found_and_changes_none(
    run_of: Callable[[str], Run], phone: Phone
) -> None:
    trajectory = done(run_of("coloragent"), phone)
    home = trajectory.steps[6]
    assert (home.decided_by, home.action.action_type if home.action else "") == ("reflect", "navigate_home")
    first, last = trajectory.steps[0].errand, trajectory.steps[-1].errand
    assert first is not None
    assert last is not None
    assert (first.current, last.current, last.found) == (0, 1, ("Bluetooth was off",))
    assert last.tasks == first.tasks, "what was read off a screen never takes the place of a sub-task"


@pytest.mark.parametrize("preset", ["coloragent", "default"])
def test_memory_is_asked_before_the_first_decision_in_an_app(
    run_of: Callable[[str], Run], phone: Phone, preset: str
) -> None:
    trajectory = done(run_of(preset), phone)
    asked: set[str] = set()
    for step in trajectory.steps:
        if "recall" in [saying.role for saying in step.said]:
            asked.add(step.package)
        if step.decided_by == PRESETS[preset].decider:
            assert step.package in asked
    texts = [saying.text for step in trajectory.steps for saying in step.said if saying.role == "recall"]
    assert any("Bluetooth hides under Connected devices" in text for text in texts)


def test_default_fills_the_form_with_one_decision(run_of: Callable[[str], Run], phone: Phone) -> None:
    trajectory = done(run_of("default"), phone)
    assert [step.decided_by for step in trajectory.steps[-5:]] == ["decide", *["queue"] * 4]
    plan = trajectory.steps[0].plan
    assert plan is not None
    assert len(plan.subgoals) == 2, "it came along with the first decision"


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


def table(page: str, head: str) -> list[list[str]]:
    """The cells of a table of a page, without its head; an empty first cell is as the one above."""
    rows = [line.strip("| \n").split(" | ") for line in page.split(head, 1)[1].split("\n\n")[0].splitlines()]
    return [[cell.strip("`| ") for cell in row] for row in rows[2:]]


def test_the_page_in_the_docs_is_what_happens() -> None:
    page = (Path(__file__).parents[3] / "docs" / "presets.md").read_text()
    counts = {name: int(calls) for name, _, calls in table(page, "| preset | for whom")}
    assert counts == {name: sum(len(lap.split()) for lap in laps) for name, laps in CALLS.items()}
    told: dict[str, list[str]] = {}
    for row in table(page, "| preset | role | when"):
        if row[0] in PRESETS:
            name, row = row[0], row[1:]
        told.setdefault(name, []).append(row[0])
    assert told == {name: [part.role for part in preset.parts] for name, preset in PRESETS.items()}


def test_an_unknown_preset_is_told() -> None:
    with pytest.raises(ConfigError, match="no preset is called 'v9'"):
        find_preset("v9")
