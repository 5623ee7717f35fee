from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.brain.brain import Brain
from agent.brain.modelbrain import ModelBrain
from agent.build import Agent
from agent.preset.preset import PRESETS
from agent.run.event import Ended, Event
from agent.run.trajectory import read_trajectory
from agent.settings import Settings
from device.client import Device
from grounding.tree import TreeGrounder
from models.endpoint import OpenAIModel
from models.known import Known
from models.retry import Retries
from models.scripted import Item, ScriptedModel
from tests.agent.run.provider import Begin, GoOn
from tests.models.server import Server


@pytest.fixture
def begin(device: Device, tmp_path: Path) -> Iterator[Begin]:
    models: list[OpenAIModel] = []

    def go(
        brain: Brain | Server, *, patience: float = 300.0, pictures: bool = False
    ) -> tuple[list[Event], Ended]:
        if isinstance(brain, Server):
            retries = Retries(patience, sleep=lambda _: None, jitter=lambda: 0.0)
            models.append(OpenAIModel("m", base_url=brain.url, retries=retries))
            brain = ModelBrain(models[-1], known=Known("m", "u", tmp_path / "models.json"))
        settings = Settings(runs=tmp_path / "runs", preset="default")
        run = Agent(device, brain, TreeGrounder(), PRESETS["default"], settings).run(
            "Look through the Wi-Fi settings"
        )
        events: list[Event] = []
        run.at_once(events.append)
        events += list(run)
        assert run.ended is not None
        return events, run.ended

    yield go
    for model in models:
        model.close()


@pytest.fixture
def go_on(device: Device) -> GoOn:
    def go(folder: Path, items: list[Item], told: list[Event] | None = None) -> Ended:
        brain = ModelBrain(ScriptedModel(items, "other"), pictures=False)
        agent = Agent(device, brain, TreeGrounder(), PRESETS["default"], Settings(preset="default"))
        run = agent.resume(read_trajectory(folder))
        events = list(run)
        if told is not None:
            told += events
        assert run.ended is not None
        return run.ended

    return go
