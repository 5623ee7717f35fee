"""The training commands end on a tiny vision model of a real class, and what they are for comes about."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from device.error import ConfigError
from grounding.training.blank import Form, build, save
from models.profile import profile_of
from tasks.practice.export import export
from tasks.practice.judging import cases
from tasks.practice.selection import Pair, Selection
from tasks.practice.training.tune import Tuning, tune
from tests.tasks.bundle.run import make_run
from ui.cli import main

PROFILE = replace(profile_of("Qwen2.5-VL-3B"), max_pixels=28 * 28 * 36)
FORM = Form(hidden=64, layers=2, vision=32)

# Libraries' own notices of what they will rename.
pytestmark = pytest.mark.filterwarnings(
    "ignore::FutureWarning", "ignore::UserWarning", "ignore::DeprecationWarning"
)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    ledger = make_run(folder, "one", "agent", names=("SystemBluetoothTurnOn",))
    (case,) = cases(ledger, folder, ["one"])
    run = case.run
    bad = run.steps[0].model_copy(update={"grounding": ()})
    export(Selection([run], [Pair(run, run.steps[:1], run.steps[1], bad)]), PROFILE, folder / "d", ["one"])
    return folder / "d"


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save(build("qwen2_5_vl", FORM), "qwen2_5_vl", tmp_path_factory.mktemp("model"))


def command(*words: str) -> Result:
    return CliRunner().invoke(main, ["practice", "tune", *words])


@pytest.mark.full
def test_cloning_ends_and_the_loss_falls(data: Path, model: Path, tmp_path: Path) -> None:
    run = tmp_path / "run"
    made = tune("sft", data, str(model), run, Tuning(steps=2, rate=1e-2, batch=1))
    assert made.losses[-1] < made.losses[0]
    assert json.loads((run / "tuned.json").read_text())["losses"] == list(made.losses)
    assert (run / "adapter_model.safetensors").is_file()


@pytest.mark.full
def test_preferring_ends_and_the_loss_falls(data: Path, model: Path, tmp_path: Path) -> None:
    made = tune("dpo", data, str(model), tmp_path / "run", Tuning(steps=8, rate=1e-2, batch=1))
    assert made.losses[-1] < made.losses[0]


@pytest.mark.full
def test_reinforcing_what_cloning_began_earns_more(data: Path, model: Path, tmp_path: Path) -> None:
    words = [str(data), "--model", str(model)]
    taught = command(
        "sft", *words, "--to", str(tmp_path / "sft"), "--steps", "160", "--rate", "0.01", "--batch", "1"
    )
    assert taught.exit_code == 0, taught.output
    more = [
        "--adapter",
        str(tmp_path / "sft"),
        "--to",
        str(tmp_path / "grpo"),
        "--steps",
        "12",
        "--rate",
        "0.003",
    ]
    result = command("grpo", *words, *more, "--longest", "160")
    assert result.exit_code == 0, result.output
    made = json.loads((tmp_path / "grpo" / "tuned.json").read_text())
    assert len(made["rewards"]) == 12
    assert max(made["rewards"]) > 0


def test_bad_input_is_told_in_a_line(data: Path, model: Path, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="holds no preference"):
        tune("dpo", tmp_path, str(model), tmp_path / "run")
    with pytest.raises(ConfigError, match="holds no adapter"):
        tune("sft", data, str(model), tmp_path / "run", adapter=tmp_path)
    result = command("sft", str(data), "--model", str(tmp_path / "none"), "--to", str(tmp_path / "run"))
    assert (result.exit_code, result.stderr.count("\n")) in ((2, 1), (3, 1))
