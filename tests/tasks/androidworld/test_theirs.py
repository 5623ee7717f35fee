"""AndroidWorld's own package: its seeds, its checks, its run loop and its agents with ours."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("android_world.registry", reason="needs android_world")

from android_world import episode_runner, registry, suite_utils
from android_world.agents import base_agent, random_agent
from android_world.env import interface, representation_utils

from agent.evaluation.verdict import Verdict
from agent.settings import Settings
from device.client import Device
from device.link.transport.inprocess import InProcessTransport
from tasks.agent.agent import Attempt, BenchmarkAgent
from tasks.agent.code import GOLD, NOOP
from tasks.androidworld.agent import TapwrightAgent
from tasks.androidworld.environment import Environment
from tasks.runner.plan import make_plan
from tasks.suite import Suite, find_suite
from tests.boot import fresh_phone
from tests.tasks.spec import spec_in

ROOT = Path(__file__).parents[3]
ALREADY_DONE = {f"System{what}Verify" for what in (
    "BluetoothTurnOff", "BluetoothTurnOn", "BrightnessMax", "BrightnessMin", "WifiTurnOff", "WifiTurnOn",
)}  # fmt: skip
"""Tasks that AndroidWorld counts as done for whoever does nothing."""
SOME = (
    "ContactsNewContactDraft",
    "MarkorCreateFolder",
    "NotesIsTodo",
    "SimpleSmsReply",
    "SystemWifiTurnOff",
    "TurnOffWifiAndTurnOnBluetooth",
)
"""Reads the forest, is named by the hour, wants an answer, has a message come in, is plain, has two parts."""


@pytest.fixture(scope="module")
def suite() -> Suite:
    return find_suite("androidworld")


@pytest.fixture
def device() -> Iterator[Device]:
    with Device(InProcessTransport(fresh_phone())) as held:
        yield held


def test_its_tasks_are_there_with_what_is_known_of_them(suite: Suite) -> None:
    assert len(suite.templates) == 116
    assert list(suite.templates) == sorted(suite.templates)
    assert {name for name, each in suite.templates.items() if each.needs == "ffmpeg"} == {
        name for name in suite.templates if name.startswith("Retro")
    }
    facts = suite.named("OsmAndTrack").facts
    assert (facts.budget, facts.difficulty, facts.steps) == (120, "hard", facts.steps)
    assert sum(one.facts.budget for one in suite.templates.values()) == 2349


def test_seeds_make_the_tasks_that_its_own_builder_makes(suite: Suite) -> None:
    theirs = suite_utils.create_suite(registry.TaskRegistry().get_registry("android_world"), 2, seed=30)
    wanted = [one for name in theirs for one in theirs[name]]
    for ours, task in zip(suite.tasks(30, repetitions=2), wanted, strict=True):
        assert ours.name == task.name
        assert ours.seed == task.params["seed"]
        assert set(ours.params) == set(task.params)
        if ours.name != "MarkorCreateFolder":  # its own is named by this computer's clock
            assert ours.goal == str(task.goal).strip()  # a run records its goal without blanks around it


def test_a_repeated_task_is_the_very_same(suite: Suite) -> None:
    first, second, third = suite.tasks(30, names=("SimpleSmsSend",), repeats=3)
    assert len({first.seed, second.seed, third.seed}) == 3
    assert first.goal == second.goal == third.goal
    assert first.params == second.params == third.params


_EPISODES = """
from agent.settings import Settings
from tasks.runner.plan import make_plan
from tests.tasks.spec import spec_in
for episode in make_plan(spec_in(suite="androidworld", agent="noop")).episodes:
    print(episode.model_dump_json())
"""


def test_every_process_plans_the_same_run() -> None:
    """Else no run could be gone on with."""
    plans = {
        subprocess.run(
            [sys.executable, "-c", _EPISODES],
            env={**os.environ, "PYTHONHASHSEED": hashing},
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
        ).stdout
        for hashing in ("1", "2")
    }
    assert len(plans) == 1
    assert plans.pop().count("\n") == 116


def test_a_plan_names_the_code_that_its_tasks_are_of(suite: Suite) -> None:
    plan = make_plan(spec_in(suite="androidworld", agent="noop", tasks=SOME))
    assert plan.versions["androidworld"] == suite.version


def attempt(suite: Suite, name: str, agent: BenchmarkAgent, device: Device, folder: Path) -> Verdict:
    [task] = suite.tasks(30, names=[name])
    task.initialize(device)
    with pytest.raises(RuntimeError, match="begun already"):
        task.initialize(device)
    try:
        return task.score(device, agent.work(Attempt(task, device, folder / "run", pictures=False)))
    finally:
        task.tear_down(device)
        task.tear_down(device)


@pytest.mark.parametrize("name", SOME)
def test_its_checks_take_what_gold_has_done(suite: Suite, name: str, device: Device, tmp_path: Path) -> None:
    verdict = attempt(suite, name, GOLD, device, tmp_path)
    assert verdict.success, verdict.failed


@pytest.mark.parametrize("name", [*SOME, "SystemWifiTurnOffVerify"])
def test_its_checks_refuse_what_nobody_has_done(
    suite: Suite, name: str, device: Device, tmp_path: Path
) -> None:
    verdict = attempt(suite, name, NOOP, device, tmp_path)
    assert verdict.success == (name in ALREADY_DONE)


def test_half_of_a_task_is_partial_credit(suite: Suite, device: Device, tmp_path: Path) -> None:
    [task] = suite.tasks(30, names=["TurnOffWifiAndTurnOnBluetooth"])
    task.initialize(device)
    device.shell("svc wifi disable")
    verdict = task.score(device, NOOP.work(Attempt(task, device, tmp_path / "run", pictures=False)))
    assert (verdict.success, verdict.partial) == (False, 0.5)


def test_what_else_changed_is_damage(suite: Suite, device: Device, tmp_path: Path) -> None:
    [task] = suite.tasks(30, names=["SystemWifiTurnOff"])
    task.initialize(device)
    device.shell("svc wifi disable; rm -r /sdcard/Documents/Markor; echo mine > /sdcard/Music/left.txt")
    verdict = task.score(device, NOOP.work(Attempt(task, device, tmp_path / "run", pictures=False)))
    assert verdict.success
    assert any("wifi_on" in change for change in verdict.changes)
    assert [change for change in verdict.damage if "left.txt" in change]
    assert not [change for change in verdict.damage if "wifi_on" in change]


def made(name: str) -> Any:
    """A task of its own, as its own runner has it."""
    some = {name: registry.TaskRegistry().get_registry("android_world")[name]}
    suite = suite_utils.create_suite(some, seed=30)
    suite.suite_family = "android_world"
    return suite


@pytest.mark.parametrize("name", ["SystemWifiTurnOff", "SystemBluetoothTurnOn"])
def test_our_agent_in_its_run_loop(name: str, device: Device, tmp_path: Path) -> None:
    env = Environment(device)
    agent = TapwrightAgent(env, Settings(model="offline", runs=tmp_path, use_memory=False))
    assert isinstance(agent, base_agent.EnvironmentInteractingAgent)
    assert isinstance(env, interface.AsyncEnv)
    [episode] = suite_utils.run(made(name), agent, return_full_episode_data=True)
    assert episode["is_successful"] == 1.0
    assert episode["exception_info"] is None
    assert episode["episode_data"]["status"][-1] == "complete"


def test_an_agent_of_its_own_on_our_phone(device: Device) -> None:
    agent = random_agent.RandomAgent(Environment(device))
    agent.transition_pause = 0.0
    done = episode_runner.run_episode("Do as you like", agent, max_n_steps=5, start_on_home_screen=True)
    assert len(done.step_data["step_number"]) <= 5


def test_the_forest_gives_the_elements_that_its_own_reader_finds(device: Device) -> None:
    device.open_app("Contacts")
    state = Environment(device).get_state(wait_to_stabilize=True)
    read = representation_utils.forest_to_ui_elements(state.forest, exclude_invisible_elements=True)
    ours = {(one.text, one.content_description, one.resource_name) for one in state.ui_elements}
    assert read
    assert {(one.text, one.content_description, one.resource_name) for one in read} <= ours
