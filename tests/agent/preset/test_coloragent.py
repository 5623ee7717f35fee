"""ColorAgent's own ways: kinds of task, sub-tasks that hand on what they found, reflection on the course."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from agent.brain.modelbrain import ModelBrain
from agent.build import Agent
from agent.preset.preset import PRESETS
from agent.run.event import PlanMade, StepDone
from agent.run.run import Run
from agent.settings import Settings
from device.client import Device
from grounding.tree import TreeGrounder
from models.scripted import Item
from tests.agent.script import Recorder, click, decide, says, speakers, told

SETTINGS: dict[str, object] = {"action_type": "open_app", "app_name": "Settings"}
HOME: dict[str, object] = {"action_type": "navigate_home"}
BACK: dict[str, object] = {"action_type": "navigate_back"}
DONE: dict[str, object] = {"action_type": "status", "goal_status": "complete"}
REACHED = says("confirm", reached=True, evidence="it shows")
DENIED = says("confirm", reached=False, evidence="the list is not complete")
TASKS = ["read the code", "read the name", "send both"]
Play = Callable[..., tuple[Run, Recorder]]


@pytest.fixture
def play(device: Device, tmp_path: Path) -> Iterator[Play]:
    runs: list[Run] = []

    def begin(*items: Item) -> tuple[Run, Recorder]:
        model = Recorder(items)
        brain = ModelBrain(model, pictures=False)
        settings = Settings(runs=tmp_path / "runs", preset="coloragent")
        agent = Agent(device, brain, TreeGrounder(), PRESETS["coloragent"], settings)
        runs.append(agent.run("Send Anna the code and the name"))
        return runs[-1], model

    yield begin
    for run in runs:
        run.close()


def acts(*actions: dict[str, object]) -> list[Item]:
    return [decide(action, role="operate") for action in actions]


def test_each_sub_task_is_given_all_that_those_before_it_found(play: Play) -> None:
    note: dict[str, object] = {"action_type": "note", "text": "12 is the code"}
    run, model = play(
        says("classify", kind="several_apps"), says("orchestrate", tasks=TASKS),
        *acts(note, DONE, DONE, DONE), REACHED, REACHED, REACHED,
        says("extract", found="12"), says("rewrite", task="read the name for 12"),
        says("extract", found="Anna B"), says("rewrite", task="send 12 and Anna B"),
        says("review", on_track=True),
    )  # fmt: skip
    events = told(run)
    assert [event.plan.subgoals for event in events if isinstance(event, PlanMade)] == [tuple(TASKS)]
    first, second, third, last = model.asked_of("operate")
    assert "Found before" not in first + second
    assert "Work on this one now: read the name" in third
    assert "read the name for 12" in third
    assert "Work on this one now: send both" in last
    assert "12\nAnna B\n</found-" in last
    assert "send 12 and Anna B" in last
    assert "12 is the code" in last, "and what was noted"
    assert "Send Anna the code and the name" in last, "and the goal itself"
    assert run.ended is not None
    assert run.ended.verified


def test_a_sub_task_that_is_not_done_is_not_left(play: Play) -> None:
    run, model = play(
        says("classify", kind="several_apps"), says("orchestrate", tasks=TASKS[:2]),
        *acts(DONE, SETTINGS, DONE, DONE), DENIED, REACHED, REACHED, says("extract", found=""),
    )  # fmt: skip
    made = [event.step for event in told(run) if isinstance(event, StepDone)]
    assert [step.errand.current for step in made if step.errand] == [0, 0, 0, 1, 1]
    assert "Not complete yet: the list is not complete" in model.asked_of("operate")[1]
    assert "rewrite" not in model.roles, "nothing was found to put into the next one"


@pytest.mark.parametrize("kind", ["other", "question", "several_items"])
def test_only_goals_over_several_apps_are_cut_up(play: Play, kind: str) -> None:
    run, model = play(says("classify", kind=kind), *acts(DONE), REACHED, says("answer", text="It is 12"))
    run.finish()
    assert "orchestrate" not in model.roles
    assert model.roles.count("answer") == (kind == "question")
    assert run.ended is not None
    assert run.ended.answer == ("It is 12" if kind == "question" else "")


def test_an_answer_that_was_given_is_not_asked_for_again(play: Play) -> None:
    said: dict[str, object] = {"action_type": "answer", "text": "It is 11"}
    run, model = play(says("classify", kind="question"), *acts(said, DONE), REACHED)
    run.finish()
    assert "answer" not in model.roles
    assert run.ended is not None
    assert run.ended.answer == "It is 11"


def test_the_course_is_looked_at_every_five_steps_and_the_operator_hears_of_it(play: Play) -> None:
    astray = says("review", on_track=False, advice="Look in Messages")
    run, model = play(
        says("classify", kind="other"),
        *acts(SETTINGS, click("Battery"), BACK, click("Display"), BACK, HOME, DONE),
        REACHED,
        astray,
    )
    made = [event.step for event in told(run) if isinstance(event, StepDone)]
    assert [n for n, step in enumerate(made, 1) if "review" in speakers(step)] == [6]
    heard = ["Look in Messages" in asked for asked in model.asked_of("operate")]
    assert heard == [False] * 5 + [True, False]
    latest = model.asked_of("review")[0].split("# Latest steps")[1]
    assert all(f"\n{n}. " in latest for n in range(1, 6))


def test_a_role_that_answers_nonsense_is_gone_without(play: Play) -> None:
    def bad(role: str) -> Item:
        return Item("", role=role, error="bad reply")

    claims = [*acts(SETTINGS, DONE), bad("confirm"), *acts(DONE), bad("confirm")]
    run, model = play(bad("classify"), *claims)
    run.finish()
    assert run.ended is not None
    assert (run.ended.status, run.ended.verified) == ("unverified", False)
    assert "orchestrate" not in model.roles
