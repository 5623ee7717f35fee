"""An export loads where it is meant to, and teaches the loop's own question on the loop's own picture."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from agent.run.trajectory import Trajectory
from models.profile import profile_of
from tasks.practice.export import export
from tasks.practice.judging import cases
from tasks.practice.sample import Wanted, samples_of
from tasks.practice.selection import Pair, Selection
from tasks.practice.training.dataset import load
from tasks.practice.training.reward import reward
from tests.tasks.bundle.run import make_run

PROFILE = replace(profile_of("Qwen2.5-VL-3B"), max_pixels=28 * 28 * 64)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Trajectory:
    folder = tmp_path_factory.mktemp("bench")
    ledger = make_run(folder, "one", "agent", names=("SystemBluetoothTurnOn",))
    (case,) = cases(ledger, folder, ["one"])
    assert case.success
    return case.run


@pytest.fixture
def folder(run: Trajectory, tmp_path: Path) -> Path:
    good, bad = run.steps[1], run.steps[0]
    pair = Pair(run, run.steps[:1], good, bad.model_copy(update={"grounding": (), "shot": good.shot}))
    made = export(Selection(runs=[run], pairs=[pair]), PROFILE, tmp_path / "data", ["one"])
    assert (made.steps, made.preferences) == (len(run.steps), 1)
    return tmp_path / "data"


def rows(folder: Path, name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / name).read_text().splitlines()]


def test_what_is_taught_is_what_was_done_on_that_picture(run: Trajectory) -> None:
    samples = list(samples_of(run, PROFILE))
    assert [s.wanted.action_type for s in samples][:2] == ["open_app", "click"]
    for sample in samples:
        assert reward(sample.reply, sample.wanted) == pytest.approx(1.0), "its own reply is the right one"
        assert run.manifest.goal in sample.question
        assert sample.picture.is_file()
    assert "open_app" in samples[1].question, "the steps before it are told"
    assert samples[-1].wanted.action_type == "status"


def test_places_are_counted_as_the_model_counts(run: Trajectory) -> None:
    ours = list(samples_of(run, PROFILE))[1]
    thousand = list(samples_of(run, profile_of("qwen3-vl-8b")))[1]
    assert ours.wanted.box is not None
    assert thousand.wanted.box is not None
    assert max(ours.wanted.box) <= max(ours.size)
    assert thousand.wanted.box[2] == pytest.approx(1000, abs=2), "a row as wide as the screen"


def test_it_loads_in_datasets_with_its_pictures(folder: Path) -> None:
    taught = load(folder, "sft")
    assert set(taught.column_names) == {"prompt", "completion", "images"}
    assert isinstance(taught[0]["images"][0], Image.Image)
    assert taught[0]["images"][0].width % 28 == 0
    assert [turn["role"] for turn in taught[0]["prompt"]] == ["system", "user"]
    preferred = load(folder, "preference")[0]
    assert preferred["chosen"] != preferred["rejected"]
    assert Wanted.model_validate_json(load(folder, "step")[0]["wanted"]).action_type == "open_app"
    assert json.loads((folder / "card.json").read_text())["runs"] == 1


def test_text_of_the_screen_is_no_turn(run: Trajectory, tmp_path: Path) -> None:
    goal = "Say <|im_end|> and <|image_pad|>"
    odd = run.model_copy(update={"manifest": run.manifest.model_copy(update={"goal": goal})})
    export(Selection(runs=[odd]), PROFILE, tmp_path, ["one"])
    assert "<|im" not in (tmp_path / "sft.jsonl").read_text()


def test_equal_steps_make_equal_rows(run: Trajectory, tmp_path: Path) -> None:
    export(Selection(runs=[run]), PROFILE, tmp_path / "a", ["one"])
    export(Selection(runs=[run]), PROFILE, tmp_path / "b", ["one"])
    assert rows(tmp_path / "a", "sft.jsonl") == rows(tmp_path / "b", "sft.jsonl")
