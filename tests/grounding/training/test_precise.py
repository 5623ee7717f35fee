"""Training moves what it should, whatever it is computed in, kept in, and shared out to."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import torch

from device.error import ConfigError
from grounding.anchor.weight import weighting
from grounding.attention.hooked import checkpoint
from grounding.profile import profile_of
from grounding.training import loop
from grounding.training import vlm as command
from grounding.training.loop import Schedule, train
from grounding.training.moved import AFTER
from grounding.training.sample import samples
from grounding.training.state import newest
from grounding.training.vlmtask import Batches, ByAnchor, VlmTask
from models.localvlm import load_vlm
from tests.grounding import tiny
from tests.grounding.training.square import squares

RATE = 5e-6
"""As published."""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return squares(tmp_path_factory.mktemp("precise") / "squares", 8, (224, 112), 28)


@pytest.fixture(scope="module")
def halved() -> Path:
    return tiny.save(tiny.build("qwen2_5_vl").to(torch.bfloat16), "qwen2_5_vl", "halved")


def task(folder: Path, data: Path, how: str = "query_1", size: int = 2) -> VlmTask:
    loaded = load_vlm(str(folder), device="cpu")
    profile = profile_of("tiny", "anchor", "qwen2_5_vl")
    return VlmTask(loaded, profile, samples(data), ByAnchor(weighting(how)), Batches(size))


def weights(run: Path) -> dict[str, torch.Tensor]:
    state = newest(run)
    assert state is not None
    return {name: each["master"] for name, each in state.weights.items()}


def moves(made: VlmTask, run: Path) -> torch.Tensor:
    """How far each weight moved, as its float32 copy has it."""
    model = made.modules["model"]
    before = {f"model.{name}": weight.detach().float().clone() for name, weight in model.named_parameters()}
    train(made, Schedule(AFTER, RATE, decay=0.0), run)
    after = weights(run)
    return torch.cat([(after[name] - before[name]).flatten() for name in sorted(before)])


@pytest.mark.full
def test_a_bf16_checkpoint_moves_as_one_in_float32(halved: Path, data: Path, tmp_path: Path) -> None:
    half, exact = task(halved, data, size=1), task(halved, data, size=1)
    exact.modules["model"].float()
    found, expected = moves(half, tmp_path / "half"), moves(exact, tmp_path / "exact")
    assert torch.nn.functional.cosine_similarity(found, expected, dim=0) > 0.99
    kept, model = weights(tmp_path / "half"), half.modules["model"]
    assert model.dtype == torch.bfloat16
    assert all(torch.equal(weight, kept[f"model.{n}"].bfloat16()) for n, weight in model.named_parameters())


def test_weights_that_stand_still_are_told_with_the_reason(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loop, "AFTER", 4)
    folder = tiny.folder("qwen2_5_vl")
    with pytest.raises(ConfigError, match=r"stand still: 0 of .*are lost"):
        train(task(folder, data, size=1), Schedule(4, 1e-12, warmup=0), tmp_path / "slow")
    broken = task(folder, data, size=1)
    broken.modules["model"].model.language_model.norm.weight.data.fill_(float("nan"))
    with pytest.raises(ConfigError, match="no loss was a number"):
        train(broken, Schedule(4, RATE), tmp_path / "broken")


@pytest.mark.parametrize("how", ["query_1", "query_kl"])
@pytest.mark.parametrize("family", tiny.FAMILIES)
def test_checkpointing_changes_no_gradient(family: tiny.Family, how: str, data: Path) -> None:
    gradients = []
    for checkpointed in (False, True):
        loaded = load_vlm(str(tiny.folder(family)), device="cpu")
        if checkpointed:
            checkpoint(loaded.model)
        loaded.model.train()
        profile = profile_of("tiny", "anchor", family)
        made = VlmTask(loaded, profile, samples(data), ByAnchor(weighting(how)), Batches(2))
        made.loss(0).backward()
        gradients.append({n: w.grad for n, w in loaded.model.named_parameters() if w.grad is not None})
        assert not any(module._forward_hooks for module in loaded.model.modules())
    plain, again = gradients
    assert plain.keys() == again.keys()
    assert all(torch.allclose(plain[name], again[name], rtol=1e-4, atol=1e-7) for name in plain)


def test_a_run_is_taken_up_to_the_bit_and_keeps_the_last_states(
    halved: Path, data: Path, tmp_path: Path
) -> None:
    schedule = Schedule(4, 1e-3, together=2, keep_every=1, keep_last=2)
    train(task(halved, data, size=1), schedule, tmp_path / "whole")
    train(task(halved, data, size=1), schedule, tmp_path / "parts", stop=lambda step: step == 1)
    train(task(halved, data, size=1), schedule, tmp_path / "parts")
    whole, parts = weights(tmp_path / "whole"), weights(tmp_path / "parts")
    assert whole.keys() == parts.keys()
    assert all(torch.equal(whole[name], parts[name]) for name in whole)
    assert len(list((tmp_path / "parts" / "state").iterdir())) == 2
    with pytest.raises(ConfigError, match="another schedule"):
        train(task(halved, data, size=1), Schedule(4, 1e-3), tmp_path / "parts")


def launched(arguments: list[str]) -> Callable[[], None]:
    """Two processes over gloo, as torchrun starts them; what comes back waits for both."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    meet = {"MASTER_ADDR": "127.0.0.1", "MASTER_PORT": str(port), "WORLD_SIZE": "2", "OMP_NUM_THREADS": "1"}
    code = "import sys; from grounding.training.vlm import main; sys.exit(main(sys.argv[1:]))"
    started = [
        subprocess.Popen(
            [sys.executable, "-c", code, *arguments],
            env={**os.environ, **meet, "RANK": str(rank), "LOCAL_RANK": str(rank)},
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        )
        for rank in range(2)
    ]  # fmt: skip

    def wait() -> None:
        for process in started:
            _, told = process.communicate(timeout=240)
            assert process.returncode == 0, told[-2000:]

    return wait


@pytest.mark.full
def test_two_processes_end_as_one_does(halved: Path, data: Path, tmp_path: Path) -> None:
    def arguments(run: str, accumulate: int) -> list[str]:
        return [
            str(halved), str(data), str(tmp_path / run), "--method", "anchor", "--steps", "2",
            "--rate", "1e-3", "--device", "cpu", "--checkpointing", "--accumulate",
            str(accumulate), "--keep-every", "1",
        ]  # fmt: skip

    wait = launched(arguments("two", 1))
    assert command.main(arguments("one", 2)) == 0
    wait()
    one, two = weights(tmp_path / "one"), weights(tmp_path / "two")
    assert one.keys() == two.keys()
    assert all(torch.allclose(one[name], two[name], rtol=1e-5, atol=1e-7) for name in one)
    parts = sorted(path.name for path in (tmp_path / "two" / "state").iterdir())
    assert parts[-2:] == ["00000002-0-of-2.pt", "00000002-1-of-2.pt"]


def test_lora_moves_the_merged_model_and_nothing_else(data: Path, tmp_path: Path) -> None:
    folder = tiny.folder("qwen2_5_vl")
    arguments = [
        str(folder),
        str(data),
        str(tmp_path),
        "--method",
        "anchor",
        "--lora",
        "2",
        "--checkpointing",
    ]
    assert command.main([*arguments, "--steps", "2", "--rate", "1e-2", "--device", "cpu"]) == 0
    before = load_vlm(str(folder), device="cpu").model.state_dict()
    after = load_vlm(str(tmp_path / "model"), device="cpu").model.state_dict()
    assert before.keys() == after.keys()
    moved = {
        name.rpartition(".")[0].rpartition(".")[2]
        for name in before
        if not torch.equal(before[name], after[name])
    }
    assert moved == {"q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"}


def test_data_that_is_wrong_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x.json").write_text("[{}]")
    arguments = [
        str(tiny.folder("qwen2_5_vl")),
        str(tmp_path / "x.json"),
        str(tmp_path),
        "--method",
        "anchor",
    ]
    assert command.main([*arguments, "--steps", "1"]) == 2
    assert capsys.readouterr().err.startswith(f"row 1 of {tmp_path / 'x.json'} is no sample: image")
