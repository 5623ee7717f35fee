"""A model that asks: the task's own person answers, the model reads that next, and the run goes on."""

import json
from pathlib import Path

import pytest

from agent.brain.modelbrain import ModelBrain
from agent.build import Agent
from agent.preset.preset import PRESETS
from agent.run.trajectory import read_trajectory
from agent.settings import Settings
from device.client import Device
from grounding.tree import TreeGrounder
from tasks.agent.preset import PresetAgent
from tasks.ledger.ledger import Ledger
from tasks.runner.message import AttemptRequest
from tasks.runner.phone import PhoneSpec, open_phone
from tasks.runner.plan import make_plan
from tasks.runner.worker import Worker
from tasks.suite import find_suite
from tests.agent.script import Recorder, decide
from tests.tasks.spec import spec_in
from tests.tasks.suites.attempt import attempt

NAME = "AskWhichRadio"
SEED = next(seed for seed in range(9) if find_suite("ask").named(NAME).task(seed).params["service"] == "wifi")
ANSWER = "I mean Wi-Fi"
ASK: dict[str, object] = {"action_type": "ask_user", "question": "Which of the two?"}
ACTS: list[dict[str, object]] = [
    {"action_type": "open_app", "app_name": "Settings"},
    *(
        {"action_type": "click", "target": {"description": text}}
        for text in ("Network & internet", "Internet", "Wi-Fi")
    ),
    {"action_type": "status", "goal_status": "complete"},
]


def scripted(acts: list[dict[str, object]]) -> tuple[PresetAgent, Recorder]:
    model = Recorder([decide(act) for act in acts])

    def built(settings: Settings, device: Device) -> Agent:
        return Agent(device, ModelBrain(model, pictures=False), TreeGrounder(), PRESETS["single"], settings)

    return PresetAgent(Settings(preset="single", use_memory=False), build=built), model


def test_the_answer_is_what_the_model_reads_next(tmp_path: Path) -> None:
    agent, model = scripted([ASK, *ACTS])
    verdict = attempt(find_suite("ask").named(NAME).task(SEED), agent, tmp_path)
    assert verdict.success, verdict.failed
    assert not verdict.damage
    assert ANSWER not in model.asked[0]
    assert all(ANSWER in asked for asked in model.asked_of("decide")[1:])


@pytest.mark.parametrize(
    ("acts", "missing"),
    [
        (ACTS, {"the person is asked", "nothing is changed before they are asked"}),
        ([*ACTS[:-1], ASK, ACTS[-1]], {"nothing is changed before they are asked"}),
        ([ASK, ACTS[-1]], {"Wi-Fi is off"}),
    ],
    ids=["guesses", "asks when it is done", "asks and does nothing"],
)
def test_who_does_not_ask_in_time_or_does_not_listen_fails(
    acts: list[dict[str, object]], missing: set[str], tmp_path: Path
) -> None:
    agent, _ = scripted(acts)
    verdict = attempt(find_suite("ask").named(NAME).task(SEED), agent, tmp_path)
    assert {clause.demand for clause in verdict.failed} == missing


def test_a_worker_asks_for_a_model_of_a_file_as_for_any(tmp_path: Path) -> None:
    script = tmp_path / "script.jsonl"
    script.write_text("\n".join(json.dumps(item) for item in map(_line, [ASK, *ACTS])), "utf-8")
    settings = Settings(preset="single", model=f"scripted:{script}", use_memory=False)
    spec = spec_in(tmp_path, suite="ask", agent="agent", settings=settings, tasks=(NAME,))
    (episode,) = make_plan(spec).episodes
    task = find_suite("ask").named(NAME).task(SEED)
    episode = episode.model_copy(update={"seed": SEED, "params": dict(task.params), "goal": task.goal})
    ledger, request = Ledger.open(spec.ledger), AttemptRequest(episode=episode)
    with open_phone(PhoneSpec()) as phone:
        outcome = Worker(spec, phone, ledger, "w").attempt(request, lambda _step: None)
    ledger.close()
    assert outcome.success, outcome.verdict
    asked = [step for step in read_trajectory(spec.folder / outcome.folder).steps if step.permit]
    assert [step.permit.answer for step in asked if step.permit and step.permit.by == "person"] == [ANSWER]


def _line(act: dict[str, object]) -> dict[str, object]:
    return {"role": "decide", "reply": {"thought": "because", "actions": [act]}}
