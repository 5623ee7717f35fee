"""A model that thinks for longer than a run may take does not prolong it."""

import threading
import time
from pathlib import Path

import pytest

from agent.brain.modelbrain import ModelBrain
from agent.build import Agent
from agent.preset.preset import PRESETS
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
        ended = agent.run("Look through the Wi-Fi settings").finish()
        model.close()
    assert (ended.status, ended.reason, ended.cause) == ("truncated", "not done after 0.8 seconds", "limit")


@pytest.mark.parametrize("delayed", ["reply", "retry"])
def test_who_stops_a_run_does_not_wait_for_its_model(device: Device, tmp_path: Path, delayed: str) -> None:
    busy = Answer(status=429, error={"message": "busy"}, headers={"retry-after": "50"})
    answer = Answer(delay=50.0) if delayed == "reply" else busy
    with serving(answer) as server:
        model = OpenAIModel("slow", base_url=server.url, api_key="none")
        settings = Settings(runs=tmp_path / "runs", preset="single")
        run = Agent(device, ModelBrain(model), TreeGrounder(), PRESETS["single"], settings).run("Wait")
        going = threading.Thread(target=run.finish, daemon=True)
        going.start()
        while not server.requests:
            time.sleep(0.01)
        run.stop()
        going.join(20)
        assert not going.is_alive(), "the answer takes longer"
        model.close()
    assert run.ended is not None
    assert (run.ended.status, run.ended.reason) == ("stopped", "stopped by the person")
    assert len(server.requests) == 1
