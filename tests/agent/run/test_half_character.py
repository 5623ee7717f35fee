"""Half a character, from a model that was cut in the middle of one or from a terminal, spoils nothing."""

import json
from pathlib import Path

from agent.brain.modelbrain import ModelBrain
from agent.build import Agent
from agent.preset.preset import PRESETS
from agent.run.trajectory import read_trajectory
from agent.settings import Settings
from device.client import Device
from grounding.tree import TreeGrounder
from models.scripted import Item
from tests.agent.script import Recorder, decide, told

HALF = "half \ud83d of it"
WHOLE = "half \ufffd of it"


def test_a_run_goes_on_and_its_record_is_text(device: Device, tmp_path: Path) -> None:
    items: list[Item] = [
        decide({"action_type": "ask_user", "question": f"Which {HALF}?"}, thought=HALF),
        decide({"action_type": "note", "text": HALF}, thought=HALF),
        decide({"action_type": "answer", "text": HALF}, thought=HALF),
        decide({"action_type": "status", "goal_status": "infeasible", "reason": HALF}),
    ]
    model = Recorder(items)
    settings = Settings(out=tmp_path / "run", preset="single", max_steps=6)
    agent = Agent(device, ModelBrain(model), TreeGrounder(), PRESETS["single"], settings)
    run = agent.run("Say which")
    run.say(f"mind {HALF}")
    told(run, f"this {HALF}")
    assert run.ended is not None
    assert (run.ended.status, run.ended.answer, run.ended.reason) == ("infeasible", WHOLE, WHOLE)
    for asked in model.asked:
        asked.encode()
    for path in (tmp_path / "run").glob("*.json*"):
        for line in path.read_text("utf-8").splitlines():
            assert "\\ud83d" not in line
            if path.suffix == ".jsonl":
                json.loads(line)
    record = read_trajectory(tmp_path / "run")
    assert [step.thought for step in record.steps if step.thought != "because"][:1] == [WHOLE]
    assert any(step.permit and step.permit.answer == f"this {WHOLE}" for step in record.steps)
