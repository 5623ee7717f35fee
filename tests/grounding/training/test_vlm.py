"""Training the two methods on models of the real classes: learns, resumes, and loads as a grounder."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from device.error import ConfigError
from grounding.aima import AimaGrounder
from grounding.anchor.weight import weighting
from grounding.look import Look
from grounding.pointer import PointerGrounder
from grounding.pointerhead import PointerHead
from grounding.profile import profile_of
from grounding.training import blank
from grounding.training import vlm as command
from grounding.training.arm import ARMS
from grounding.training.loop import Schedule, train
from grounding.training.sample import samples
from grounding.training.state import newest
from grounding.training.vlm import Tuning
from grounding.training.vlmtask import Batches, ByAnchor, ByHead, VlmTask
from models.localvlm import load_vlm
from tests.grounding import tiny
from tests.grounding.training.square import squares


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return squares(tmp_path_factory.mktemp("vlm") / "squares", 8, (224, 112), 28)


def task(data: Path, method: str, family: tiny.Family = "qwen2_5_vl") -> VlmTask:
    loaded = load_vlm(str(tiny.folder(family)), device="cpu")
    torch.manual_seed(0)
    how = (
        ByAnchor(weighting("query_1"))
        if method == "anchor"
        else ByHead(PointerHead(tiny.HIDDEN), ARMS["v2p"])
    )
    profile = profile_of("tiny", "pointer" if method == "pointer" else "anchor", family)
    return VlmTask(loaded, profile, samples(data), how, Batches(2))


@pytest.mark.parametrize(
    ("method", "family"),
    [
        ("pointer", "qwen2_5_vl"),
        pytest.param("anchor", "qwen3_vl", marks=pytest.mark.full),
        pytest.param("pointer", "qwen3_vl", marks=pytest.mark.full),
        pytest.param("anchor", "qwen2_5_vl", marks=pytest.mark.full),
    ],
)
def test_the_loss_falls(method: str, family: tiny.Family, data: Path, tmp_path: Path) -> None:
    log = train(task(data, method, family), Schedule(12, rate=3e-3, decay=0.0), tmp_path)
    assert all(torch.isfinite(torch.tensor(line.loss)) for line in log)
    assert sum(line.loss for line in log[-3:]) < 0.8 * sum(line.loss for line in log[:3])


@pytest.mark.full
def test_a_run_cut_short_ends_the_same(data: Path, tmp_path: Path) -> None:
    schedule = Schedule(4, rate=1e-3)
    whole, first, second = (task(data, "anchor") for _ in range(3))
    expected = train(whole, schedule, tmp_path / "whole")
    train(first, schedule, tmp_path / "parts", stop=lambda step: step == 1)
    found = train(second, schedule, tmp_path / "parts")
    assert [line.loss for line in found] == pytest.approx([line.loss for line in expected], rel=1e-6)


def look(grounder: PointerGrounder | AimaGrounder) -> Look:
    (seen,) = grounder.look([tiny.picture(224, 112)], "the red square")
    return seen


def test_a_trained_pointer_is_loaded_as_it_was(data: Path, tmp_path: Path) -> None:
    arguments = [str(tiny.folder("qwen2_5_vl")), str(data), str(tmp_path), "--method", "pointer"]
    assert command.main([*arguments, "--steps", "2", "--rate", "1e-3", "--device", "cpu"]) == 0
    loaded = PointerGrounder.load(str(tmp_path / "model"), device="cpu")
    state = newest(tmp_path)
    assert state is not None
    kept = {name: weight["master"] for name, weight in state.weights.items()}
    assert all(torch.equal(t, kept[f"head.{n}"]) for n, t in loaded._head.state_dict().items())
    assert all(torch.equal(t, kept[f"model.{n}"]) for n, t in loaded._vlm.model.named_parameters())
    assert look(loaded).scores is not None
    assert (tmp_path / "curve.png").is_file()


def test_the_same_seed_trains_the_same_head(data: Path, tmp_path: Path) -> None:
    """What is drawn before the first step, a head and new tokens, is drawn by the seed too."""
    folder = tiny.save(tiny.build("qwen2_5_vl", 9), "qwen2_5_vl", "without-tokens")
    blank.tokenizer([token for token in blank.SPECIAL if token not in command.TOKENS]).save_pretrained(folder)
    states = []
    for run, seed in (("one", 3), ("two", 3), ("other", 4)):
        torch.manual_seed(len(states))
        command.tuned(
            str(folder), samples(data), tmp_path / run, Tuning("pointer"), Schedule(1, 1e-4, seed=seed),
            Batches(), device="cpu",
        )  # fmt: skip
        state = newest(tmp_path / run)
        assert state is not None
        states.append([weight["master"] for weight in state.weights.values()])
    one, two, other = states
    assert all(torch.equal(first, second) for first, second in zip(one, two, strict=True))
    assert not all(torch.equal(first, second) for first, second in zip(one, other, strict=True))


def test_a_trained_anchor_keeps_its_weighting(data: Path, tmp_path: Path) -> None:
    arguments = [
        str(tiny.folder("qwen3_vl")),
        str(data),
        str(tmp_path),
        "--method",
        "anchor",
        "--device",
        "cpu",
    ]
    assert command.main([*arguments, "--steps", "1", "--weights", "query_kl_part"]) == 0
    loaded = AimaGrounder.load(str(tmp_path / "model"), device="cpu")
    assert loaded.weighting == weighting("query_kl_part")
    assert look(loaded).scores is not None


def test_the_head_s_stage_leaves_the_model_alone(data: Path, tmp_path: Path) -> None:
    folder = tiny.folder("qwen2_5_vl")
    schedule, head = Schedule(2, rate=1e-2, decay=0.0), Tuning("pointer", stage="head")
    command.tuned(str(folder), samples(data), tmp_path, head, schedule, Batches(), device="cpu")
    before = load_vlm(str(folder), device="cpu").model.state_dict()
    after = load_vlm(str(tmp_path / "model"), device="cpu").model.state_dict()
    assert all(torch.equal(tensor, after[name]) for name, tensor in before.items())
    with pytest.raises(ConfigError, match="no head"):
        command.tuned(
            str(folder),
            samples(data),
            tmp_path,
            replace(head, method="anchor"),
            schedule,
            Batches(),
            device="cpu",
        )


def test_a_model_without_the_tokens_is_given_them(tmp_path: Path) -> None:
    folder = tiny.save(tiny.build("qwen2_5_vl", 9), "qwen2_5_vl", "plain-words")
    without = [token for token in blank.SPECIAL if token not in command.TOKENS]
    words = blank.tokenizer(without)
    words.save_pretrained(folder)
    loaded = load_vlm(str(folder), device="cpu")
    assert loaded.token("<|pointer_pad|>") is None
    new = command.with_tokens(loaded)
    assert len(new) == 5
    assert loaded.token("<|pointer_pad|>") == new[-1]
    assert loaded.model.get_input_embeddings().weight.shape[0] >= max(new) + 1
    assert command.with_tokens(loaded) == ()
    command.freeze(loaded, new)
    loaded.model.get_input_embeddings().weight.sum().backward()
    moved = loaded.model.get_input_embeddings().weight.grad.abs().sum(-1).nonzero().flatten()
    assert moved.tolist() == sorted(new)


def test_nothing_is_nothing_to_learn_from() -> None:
    loaded = load_vlm(str(tiny.folder("qwen2_5_vl")), device="cpu")
    with pytest.raises(ValueError, match="nothing to learn"):
        VlmTask(loaded, profile_of("tiny", "anchor", "qwen2_5_vl"), [], ByAnchor(weighting("query_1")))


def test_the_index_names_both_files(data: Path, tmp_path: Path) -> None:
    loaded = load_vlm(str(tiny.folder("qwen2_5_vl")), device="cpu")
    command.save(loaded, PointerHead(tiny.HIDDEN), tmp_path)
    named = json.loads((tmp_path / "model.safetensors.index.json").read_text())["weight_map"]
    assert set(named.values()) == {"model.safetensors", "pointer_head.safetensors"}


@pytest.mark.parametrize("family", tiny.FAMILIES)
def test_a_blank_model_is_a_checkpoint_like_any_other(
    family: tiny.Family, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert blank.main([str(tmp_path), "--family", family, "--hidden", "64", "--layers", "2"]) == 0
    assert "random numbers" in capsys.readouterr().out
    assert look(AimaGrounder.load(str(tmp_path), device="cpu")).scores is not None
