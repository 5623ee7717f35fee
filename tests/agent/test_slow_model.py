"""A model that thinks for longer than a run may take does not prolong it."""

from pathlib import Path

from agent.build import Agent
from agent.model_brain import ModelBrain
from agent.preset import PRESETS
from agent.settings import Settings
from device.client import Device
from grounding.tree import TreeGrounder
from models.endpoint import OpenAIModel
from tests.models.server import Answer, serving


def test_a_run_ends_when_its_time_is_over_whatever_the_model_does(device: Device, tmp_path: Path) -> None:
    with serving(Answer(delay=20.0)) as server:
        model = OpenAIModel("slow", base_url=server.url, api_key="none")
        settings = Settings(runs=tmp_path / "runs", preset="single", timeout=0.8)
        agent = Agent(device, ModelBrain(model), TreeGrounder(), PRESETS["single"], settings)
        ended = agent.run("Turn off Wi-Fi").finish()
        model.close()
    assert (ended.status, ended.reason, ended.cause) == ("truncated", "not done after 0.8 seconds", "limit")
