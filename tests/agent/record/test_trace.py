"""What a researcher reads of a run: prompts, raw replies, what was found where, before and after."""

from pathlib import Path

import numpy as np
import pytest

from agent.brain.modelbrain import ModelBrain
from agent.build import Agent
from agent.preset.preset import PRESETS
from agent.record.trace import StepTrace, traced
from agent.run.trajectory import read_trajectory
from agent.settings import Settings
from device.client import Device
from device.screen import Observation, Point
from grounding.target import Alternative, Grounding, Target
from grounding.tree import TreeGrounder
from models.scripted import Item, ScriptedModel
from tests.agent.demo import BLUETOOTH, DONE, GOAL
from tests.agent.script import decide


class Warm:
    """Finds what the tree finds, and tells of a second place and of its scores."""

    def ground(self, observation: Observation, target: Target) -> Grounding:
        found = TreeGrounder().ground(observation, target)
        scores = np.zeros((4, 2), np.float32)
        scores[1, 1] = 2.0
        other = Alternative(Point(5, 6), 0.25)
        return Grounding(found.point, 0.75, "warm", found.bounds, alternatives=(other,), heatmap=scores)


def made(device: Device, folder: Path, items: list[Item], *, record: bool) -> tuple[StepTrace, ...]:
    settings = Settings(runs=folder, record=record)
    agent = Agent(device, ModelBrain(ScriptedModel(items)), Warm(), PRESETS["single"], settings)
    run = agent.run(GOAL)
    run.finish()
    return traced(read_trajectory(run.folder))


@pytest.fixture
def items() -> list[Item]:
    script = [decide(act) for act in (*BLUETOOTH, DONE)]
    script[1:1] = [Item("Sure, I will!", role="decide"), Item("Of course.", role="decide")]  # of no use
    return script


def test_prompts_and_replies_stand_beside_what_they_led_to(
    device: Device, tmp_path: Path, items: list[Item]
) -> None:
    traces = made(device, tmp_path, items, record=True)
    first, failed = traces[:2]
    (call,) = first.calls
    assert call.asked is not None
    roles = [message.role for message in call.asked.prompt]
    assert roles == ["system", "user"]
    assert GOAL in call.asked.prompt[1].text
    assert "[picture 1080x2400]" in call.asked.prompt[1].text
    assert call.asked.raw == items[0].text
    assert failed.step.action is None
    assert [one.asked and one.asked.raw for one in failed.calls] == ["Of course."]
    assert [trace.after for trace in traces] == [*(trace.step.shot for trace in traces[1:]), ""]


def test_without_a_record_it_is_told_who_spoke(device: Device, tmp_path: Path, items: list[Item]) -> None:
    first = made(device, tmp_path, items, record=False)[0]
    assert [(call.saying.role, call.asked) for call in first.calls] == [("decide", None)]


def test_candidates_and_scores_of_a_place_are_kept(device: Device, tmp_path: Path, items: list[Item]) -> None:
    from PIL import Image

    traces = made(device, tmp_path, items, record=False)
    trace = next(one for one in traces if one.step.grounding)
    (spot,) = trace.step.grounding
    assert (spot.alternatives, spot.doubts) == ((Point(5, 6),), (0.25,))
    (folder,) = tmp_path.iterdir()
    with Image.open(folder / spot.heatmap) as heat:
        assert np.asarray(heat).tolist() == [[0, 0], [0, 255], [0, 0], [0, 0]]
