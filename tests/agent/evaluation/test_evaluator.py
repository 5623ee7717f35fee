"""What an evaluator may say of a run, and that whatever goes wrong is no label."""

from pathlib import Path

import pytest

from agent.brain.modelbrain import ModelBrain
from agent.build import build
from agent.evaluation.evaluator import ModelJudge, RecordJudge
from agent.run.trajectory import Trajectory, read_trajectory
from agent.settings import Settings
from device.client import Device
from models.scripted import Item
from tests.agent.script import Recorder, says


def ran(goal: str, device: Device, folder: Path, **settings: object) -> Trajectory:
    run = build(Settings(out=folder / "run", use_memory=False, **settings), device).run(goal)
    for _ in run:
        pass
    return read_trajectory(folder / "run")


@pytest.fixture
def done(device: Device, tmp_path: Path) -> Trajectory:
    return ran("turn on Bluetooth", device, tmp_path)


def judge(*items: Item) -> tuple[ModelJudge, Recorder]:
    model = Recorder(items)
    return ModelJudge(ModelBrain(model)), model


def test_a_model_sees_first_and_last_screens_and_the_record(done: Trajectory) -> None:
    by_model, model = judge(says("evaluate", verdict="SUCCESS", reason="the switch is on", step=3))
    judged = by_model.judge(done)
    assert (judged.verdict, judged.by, judged.step) == ("SUCCESS", "scripted", 3)
    shots = list(dict.fromkeys(step.shot for step in done.steps))
    assert model.pictures == [len({shots[0], *shots[-3:]})]
    assert "turn on Bluetooth" in model.asked[0]
    assert "open_app" in model.asked[0]
    assert "complete" in model.asked[0]


def test_a_step_that_never_was_decides_nothing(done: Trajectory) -> None:
    by_model, _ = judge(says("evaluate", verdict="FAIL", reason="no", step=99))
    assert by_model.judge(done).step is None


@pytest.mark.parametrize(
    "wrong",
    [
        Item("bad reply", error="bad reply"),
        Item("unavailable: no quota", error="unavailable"),
        says("evaluate", verdict="PERHAPS", reason="?"),
    ],
    ids=["bad reply", "unavailable", "no verdict"],
)
def test_a_judge_that_fails_makes_no_label(done: Trajectory, wrong: Item) -> None:
    by_model, _ = judge(*[wrong] * 4)
    judged = by_model.judge(done)
    assert (judged.verdict, judged.by, judged.is_label) == ("UNSURE", "error", False)


def test_plain_code_believes_what_record_and_fresh_screen_bear_out(done: Trajectory) -> None:
    assert RecordJudge().judge(done).verdict == "SUCCESS"


def test_plain_code_does_not_believe_another_goal(done: Trajectory) -> None:
    manifest = done.manifest.model_copy(update={"goal": "Delete the recipe Pesto Pasta with Peas"})
    assert RecordJudge().judge(done.model_copy(update={"manifest": manifest})).verdict == "FAIL"


def test_plain_code_believes_no_claim_that_nobody_confirmed(done: Trajectory) -> None:
    assert done.ending is not None
    claimed = done.model_copy(update={"ending": done.ending.model_copy(update={"verified": False})})
    assert RecordJudge().judge(claimed).verdict == "UNSURE"


def test_what_was_given_up_failed_and_what_was_cut_off_is_unsure(device: Device, tmp_path: Path) -> None:
    given_up = ran("give me a hug", device, tmp_path / "a")
    assert RecordJudge().judge(given_up).verdict == "FAIL"
    assert RecordJudge().judge(given_up.model_copy(update={"ending": None})).verdict == "UNSURE"


def test_a_run_without_pictures_is_judged_all_the_same(done: Trajectory) -> None:
    bare = done.model_copy(update={"folder": done.folder / "gone"})
    by_model, model = judge(says("evaluate", verdict="UNSURE", reason="nothing to see"))
    assert by_model.judge(bare).verdict == "UNSURE"
    assert model.pictures == [0]
