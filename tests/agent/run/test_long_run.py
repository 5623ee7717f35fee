"""A run of hundreds of steps: prompts stay within bounds, and hold the goal and all that was noted."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from agent.action.action import Click, InputText
from agent.brain.modelbrain import ModelBrain
from agent.brain.prompt import Prompts
from agent.build import Agent
from agent.preset.preset import PRESETS
from agent.run.history import STRETCHES, history_lines, note_lines, plan_lines
from agent.run.run import Run
from agent.run.step import Noted, Permit, Plan, Step
from agent.settings import Settings
from device.client import Device
from grounding.target import Target
from grounding.tree import TreeGrounder
from models.scripted import Item
from tests.agent.brain.test_prompt import ASKS, view
from tests.agent.script import Recorder, click, decide, says
from tests.thin import thinned

GOAL = "In Settings, watch Network & internet and Connected devices by turns"
STEPS = 200
TOUR: list[dict[str, object]] = [
    {"action_type": "open_app", "app_name": "Settings"},
    click("Network & internet"),
    {"action_type": "navigate_back"},
    click("Connected devices"),
    {"action_type": "navigate_back"},
    {"action_type": "navigate_home"},
]
NOTE: dict[str, object] = {"action_type": "note", "text": "the code is 4711"}


@pytest.fixture
def play(device: Device, tmp_path: Path) -> Iterator[Any]:
    runs: list[Run] = []

    def begin(preset: str, items: list[Item]) -> Recorder:
        model = Recorder(items)
        patient = PRESETS[preset].model_copy(update={"max_strikes": 10**6, "asks": False})
        everything = frozenset({"all"})
        settings = Settings(runs=tmp_path / "runs", preset=preset, max_steps=STEPS, allow=everything)
        agent = Agent(device, ModelBrain(model, pictures=False), TreeGrounder(), patient, settings)
        runs.append(agent.run(GOAL))
        end = runs[-1].finish()
        assert (end.status, end.steps) == ("truncated", STEPS), end.reason
        return model

    yield begin
    for run in runs:
        run.close()


def acts(role: str) -> list[Item]:
    tour = [TOUR[n % len(TOUR)] for n in range(STEPS)]
    tour[5] = NOTE
    return [decide(act, role=role, thought=f"thought {n}. {'why ' * 60}") for n, act in enumerate(tour)]


EXTRAS: dict[str, list[Item]] = {
    "default": [
        *[says("plan", subgoals=["both were seen", "they are watched"])] * STEPS,
        *[says("review", on_track=False, advice="go another way")] * STEPS,
    ],
    "mobile-agent-v3": [
        *[says("manage", thought="t", completed="some of it", plan=["watch them"])] * STEPS,
        *[says("reflect", outcome="success", evidence="seen " * 50)] * STEPS,
        *[says("take_notes", notes=[{"text": "the code is 4711"}])] * STEPS,
    ],
}


@pytest.mark.full
@pytest.mark.parametrize("preset", ["default", pytest.param("mobile-agent-v3", marks=pytest.mark.full)])
def test_two_hundred_steps_stay_within_bounds(play: Any, preset: str) -> None:
    role = PRESETS[preset].decider
    model = play(preset, [*acts(role), *EXTRAS[preset]])
    asked = model.asked_of(role)
    assert len(asked) == STEPS
    assert all(GOAL in prompt for prompt in model.asked), "nobody ever forgets the goal"
    assert all("the code is 4711" in prompt for prompt in asked[7:]), "nor what was noted"
    assert max(map(len, asked[60:])) < 1.5 * max(map(len, asked[:60]))
    assert max(map(len, asked)) < 30_000, "under ten thousand tokens"


def steps(count: int) -> tuple[Step, ...]:
    """A long day: forms filled in one app after the other, a message sent in the middle."""
    made = []
    for n in range(1, count + 1):
        action = InputText(text=f"name {n}") if n % 4 == 0 else Click(target=Target(description=f"row {n}"))
        permit = Permit(classes=("send",), by="person", answer="yes") if n == 37 else Permit()
        made.append(
            Step(
                index=n,
                package=f"com.app{n // 3 % 20}",
                plan=Plan(subgoals=tuple(f"part {p}" for p in range(90)), done=n // 10),
                thought="why " * 100,
                action=action,
                permit=permit,
                performed=True,
                outcome="success",
                evidence="seen " * 100,
                error="failed " * 100 if n % 7 == 0 else "",
            )
        )
    return tuple(made)


@pytest.mark.parametrize("role", thinned(sorted(ASKS), 3))
def test_no_role_is_told_ever_more(role: str) -> None:
    def told(count: int) -> str:
        notes = tuple(Noted(text=f"note {n} " + "x" * 200, place="com.app") for n in range(count))
        plan = Plan(subgoals=tuple(f"part {p}" for p in range(count)), done=count // 2, progress="y" * count)
        facts = view(steps=steps(count), notes=notes, plan=plan, feedback=("z" * 50 * count,))
        orders, question = Prompts().messages(ASKS[role](facts))
        assert facts.goal in question.text
        return orders.text + question.text

    assert len(told(1000)) < 2 * len(told(100)) + 10_000
    assert len(told(1000)) < 70_000


def test_what_is_summed_up_keeps_what_must_not_be_done_twice() -> None:
    told = history_lines(view(steps=steps(400)))
    lines = told.splitlines()
    assert lines[0].startswith("1-")
    assert "(summed up)" in lines[0]
    assert '"37. click "row 37": success' in told, "sent with the person's leave"
    assert 'for "part 3' in told, "what it was for"
    assert "400. input_text" in told
    assert sum("(summed up)" in line for line in lines) <= STRETCHES
    assert len(told) < 40_000


def test_the_summary_stays_as_it_is_for_a_while_so_that_servers_cache_it() -> None:
    heads = {history_lines(view(steps=steps(n))).split("\n", 3)[0] for n in range(100, 110)}
    assert len(heads) <= 2


def test_short_runs_are_told_whole() -> None:
    told = history_lines(view(steps=steps(30)))
    assert "(summed up)" not in told
    assert all(f"\n{n}. " in f"\n{told}" for n in range(1, 31))


def test_notes_and_plans_are_told_around_what_matters_now() -> None:
    long = "x" * 600
    notes = note_lines(tuple(Noted(text=f"note {n} {long} end") for n in range(200))).splitlines()
    assert notes[0] == "(140 earlier ones left out)"
    assert notes[-1] == f"- note 199 {long} end"
    assert sum(note.endswith("end") for note in notes) == 19, "as many as the budget holds"
    assert notes[1].endswith("more characters)"), "nothing is cut silently"
    assert sum(map(len, notes)) < 24_000
    plan = plan_lines(Plan(subgoals=tuple(f"part {n}" for n in range(100)), done=50))
    assert "[x] part 49" in plan
    assert "[ ] part 50" in plan
    assert "(the first 45 are reached)" in plan
    assert "more)" in plan
