"""A run keeps what it asked, and another model is asked the same."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from agent.brain.modelbrain import ModelBrain
from agent.build import Agent
from agent.preset.preset import PRESETS
from agent.record.comparison import Compared, comparable, compare
from agent.record.question import FILE_NAME, asked_questions, question_again
from agent.run.run import Run
from agent.run.trajectory import Trajectory, read_trajectory
from agent.settings import Settings
from device.client import Device
from device.error import ConfigError
from device.phone.phone import Phone
from device.phone.sample import fill
from grounding.tree import TreeGrounder
from models.scripted import Item, ScriptedModel
from tests.agent.demo import BLUETOOTH, DONE, GOAL, REACHED, open_app
from tests.agent.script import Recorder, click, decide

Make = Callable[..., Trajectory]


@pytest.fixture
def make(device: Device, tmp_path: Path) -> Iterator[Make]:
    runs: list[Run] = []

    def begin(items: list[Item], goal: str = GOAL, **settings: object) -> Trajectory:
        chosen = Settings.model_validate({"runs": tmp_path / "runs", "record": True, **settings})
        brain = ModelBrain(ScriptedModel(items))
        agent = Agent(device, brain, TreeGrounder(), PRESETS["single"], chosen)
        runs.append(agent.run(goal))
        runs[-1].finish()
        return read_trajectory(runs[-1].folder)

    yield begin
    for run in runs:
        run.close()


def against(run: Trajectory, items: list[Item]) -> list[Compared]:
    return list(compare(run, comparable(run), ModelBrain(ScriptedModel(items))))


def actions() -> list[dict[str, object]]:
    return [*BLUETOOTH, DONE]


def test_every_question_is_kept_with_its_picture_once(make: Make) -> None:
    run = make([*(decide(act) for act in actions())])
    rows = asked_questions(run.folder)
    asked = [saying.role for step in run.steps for saying in step.said if saying.model]
    assert [row.role for row in rows] == asked
    assert rows[0].reply == {
        "thought": "because",
        "actions": [{"action_type": "open_app", "app_name": "Settings"}],
        "expectation": "",
        "plan": None,
    }
    again = question_again(rows[1], run.folder).view
    assert again.goal == GOAL
    assert [step.action for step in again.steps] == [run.steps[0].action]
    assert again.observation.screenshot is not None
    assert again.observation.screenshot.path == run.folder / run.steps[1].shot
    assert len(list((run.folder / "shots").iterdir())) == len({step.shot for step in run.steps})


def test_a_model_that_errs_is_told_from_one_that_only_speaks_otherwise(make: Make) -> None:
    run = make([*(decide(act) for act in actions())])
    touched = run.steps[1].grounding[0]
    other = actions()
    other[1] = {"action_type": "click", "target": {"element": touched.element}}  # the same, by its number
    other[3] = click("Pair new device")
    other[4] = click("a thing that is not there")
    found = against(run, [*(decide(act) for act in other)])
    assert [one.is_same for one in found] == [True, True, True, False, False, True]
    astray, nowhere = found[3], found[4]
    assert astray.was is not None
    assert astray.would is not None
    assert "Bluetooth" in astray.was.told
    assert "Pair new device" in astray.would.told
    assert astray.step is not None
    assert (astray.step.index, nowhere.would and bool(nowhere.would.misses)) == (4, True)


def test_the_same_question_is_put(make: Make) -> None:
    first = Recorder([decide(act) for act in actions()])
    second = Recorder([decide(act) for act in actions()])
    run = make([*(decide(act) for act in actions())])
    list(compare(run, comparable(run), ModelBrain(first)))
    list(compare(run, comparable(run), ModelBrain(second)))
    assert first.pictures == second.pictures == [1] * len(actions())
    assert "Connected devices" in first.asked[1]
    assert "1. open_app" in first.asked[1], "with the record of the run"


def test_a_reply_of_no_use_is_none_and_the_others_are_asked_all_the_same(make: Make) -> None:
    run = make([*(decide(act) for act in actions())])
    replies = [*(decide(act) for act in actions())]
    replies[2] = Item("", role="decide", error="bad reply")
    found = against(run, replies)
    assert [one.would is None for one in found] == [False, False, True, False, False, False]
    assert found[2].error
    assert not found[2].is_same


def test_judgements_are_compared_by_their_verdict(make: Make, device: Device, tmp_path: Path) -> None:
    settings = Settings(runs=tmp_path / "runs", record=True)
    items = [decide(open_app("Settings")), decide(DONE), REACHED]
    agent = Agent(device, ModelBrain(ScriptedModel(items)), TreeGrounder(), PRESETS["default"], settings)
    begun = agent.run("Show me the settings of the phone, would you")
    begun.finish()
    run = read_trajectory(begun.folder)
    denied = Item('{"reached": false, "evidence": "not yet"}', role="confirm")
    found = [one for one in against(run, [*items[:2], denied]) if one.row.role == "confirm"]
    assert [one.is_same for one in found] == [False]


def test_secrets_are_struck_out_and_their_screen_has_no_picture(make: Make, phone: Phone) -> None:
    fill(phone)
    key = "sk-proj-abcdefghijkl0123456789"
    code = f"Your one-time code is 731942. Token: {key}"
    phone.shell(f"content insert --uri content://sms/inbox --bind address:s:+15550100 --bind body:s:'{code}'")
    run = make(
        [decide(open_app("Messages")), decide(DONE)],
        goal=f"Look whether there is a code; the account is {key}",
        api_key=SecretStr("a-key-of-the-model-itself"),
    )
    text = (run.folder / FILE_NAME).read_text("utf-8")
    assert "one-time code" in text
    assert key not in text
    assert "731942" not in text
    assert "a-key-of-the-model-itself" not in text
    shown = question_again(asked_questions(run.folder)[1], run.folder).view.observation
    assert shown.elements
    assert shown.screenshot is None


def test_private_apps_are_left_out(make: Make, phone: Phone) -> None:
    run = make([*(decide(act) for act in actions())])
    everything = comparable(run)
    left = comparable(run, private={"Settings"})
    assert [row.number for row in left] == [1]
    assert len(everything) == len(actions())
    assert comparable(run, private={"com.android.settings"}) == left


def test_a_run_without_a_record_is_told_how_to_make_one(make: Make) -> None:
    run = make([*(decide(act) for act in actions())], record=False)
    assert not (run.folder / FILE_NAME).exists()
    with pytest.raises(ConfigError, match="did not keep what it asked") as raised:
        comparable(run)
    assert "agent run --record" in str(raised.value.hint)
