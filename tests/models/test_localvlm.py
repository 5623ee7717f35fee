"""Loading models from folders and from the hub's cache: whole, or one clear error."""

import json
import shutil
from pathlib import Path

import pytest
from safetensors.torch import load_file, save_file

from device.error import ConfigError
from models.error import ModelUnavailable
from models.localcheckpoint import find_checkpoint, require_torch
from models.localvlm import load_vlm
from tests.grounding import tiny
from tests.grounding.tiny import torch


def copied(family: tiny.Family, to: Path) -> Path:
    shutil.copytree(tiny.folder(family), to, dirs_exist_ok=True)
    return to


def rewrite(folder: Path, change: dict[str, torch.Tensor]) -> None:
    save_file(change, folder / "model.safetensors", metadata={"format": "pt"})


@pytest.mark.parametrize("family", tiny.FAMILIES)
def test_a_saved_model_is_loaded_as_it_was(family: tiny.Family) -> None:
    loaded = tiny.vlm(family)
    built = tiny.build(family)
    for name, tensor in built.state_dict().items():
        assert torch.equal(loaded.model.state_dict()[name], tensor), name
    assert loaded.layout.factor == tiny.FACTOR[family]
    assert loaded.layout.layers == tiny.LAYERS
    assert not loaded.model.training


@pytest.mark.parametrize(
    ("family", "layout"),
    [("qwen2_5_vl", "until 2025"), ("qwen2_5_vl", "since"), ("qwen3_vl", "since")],
)
def test_both_ways_of_naming_weights_load(family: tiny.Family, layout: str, tmp_path: Path) -> None:
    """Qwen2.5-VL's own and older fine-tunes say `visual.` and `model.layers.`, later ones add a level."""
    folder = copied(family, tmp_path)
    weights = load_file(folder / "model.safetensors")
    named = {}
    for key, tensor in weights.items():
        bare = key.removeprefix("model.").removeprefix("language_model.")
        if key == "lm_head.weight":
            named[key] = tensor
        elif layout == "since":
            named[f"model.{bare}" if bare.startswith("visual.") else f"model.language_model.{bare}"] = tensor
        else:
            named[bare if bare.startswith("visual.") else f"model.{bare}"] = tensor
    rewrite(folder, named)
    loaded = load_vlm(str(folder), device="cpu")
    expected = tiny.vlm(family).model.state_dict()
    assert all(torch.equal(tensor, expected[name]) for name, tensor in loaded.model.state_dict().items())


def test_a_flat_config_of_an_older_release_is_read(tmp_path: Path) -> None:
    """Before transformers 4.52 the text model's numbers stood at the top level, and mRoPE in rope_scaling."""
    folder = copied("qwen2_5_vl", tmp_path)
    config = json.loads((folder / "config.json").read_text())
    text = config.pop("text_config")
    rope = text.pop("rope_parameters")
    text.pop("model_type")
    text.pop("layer_types")
    flat = {**text, **config, "rope_theta": rope["rope_theta"]}
    flat["rope_scaling"] = {"type": "mrope", "mrope_section": rope["mrope_section"]}
    flat |= {"pointer_pad_token_id": 267, "query_topk": 1, "torch_dtype": "float32"}
    flat["architectures"] = ["Qwen2_5_VLForConditionalGenerationWithPointer"]
    (folder / "config.json").write_text(json.dumps(flat))
    loaded = load_vlm(str(folder), device="cpu")
    inputs = tiny.chat_inputs(tiny.vlm("qwen2_5_vl"), tiny.picture())
    with torch.no_grad():
        found = loaded.model(**inputs).logits
        expected = tiny.vlm("qwen2_5_vl").model(**inputs).logits
    assert torch.allclose(found, expected, atol=1e-5)


@pytest.mark.parametrize("family", tiny.FAMILIES)
def test_shared_embeddings_are_not_missing(family: tiny.Family) -> None:
    folder = tiny.save(tiny.build(family, 5, tied=True), family, f"{family}-tied")
    assert "lm_head.weight" not in load_file(folder / "model.safetensors")
    model = load_vlm(str(folder), device="cpu").model
    assert torch.equal(model.lm_head.weight, model.get_input_embeddings().weight)


def test_weights_that_lack_a_part_are_refused(tmp_path: Path) -> None:
    folder = copied("qwen2_5_vl", tmp_path)
    weights = load_file(folder / "model.safetensors")
    lost = next(key for key in weights if key.endswith("layers.2.self_attn.k_proj.weight"))
    del weights[lost]
    rewrite(folder, weights)
    with pytest.raises(ModelUnavailable, match=r"lack .*layers\.2\.self_attn\.k_proj\.weight"):
        load_vlm(str(folder), device="cpu")


def test_broken_weights_are_refused(tmp_path: Path) -> None:
    folder = copied("qwen2_5_vl", tmp_path)
    whole = (folder / "model.safetensors").read_bytes()
    (folder / "model.safetensors").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ModelUnavailable, match="cannot be loaded"):
        load_vlm(str(folder), device="cpu")


def test_a_missing_shard_is_named(tmp_path: Path) -> None:
    folder = copied("qwen2_5_vl", tmp_path)
    (folder / "model.safetensors").unlink()
    index = {"weight_map": {"a": "model-00001-of-00002.safetensors", "b": "model-00002-of-00002.safetensors"}}
    (folder / "model.safetensors.index.json").write_text(json.dumps(index))
    with pytest.raises(ModelUnavailable, match=r"lacks model-00001-of-00002\.safetensors and 1 more"):
        find_checkpoint(str(folder))


def test_a_model_of_another_class_is_refused(tmp_path: Path) -> None:
    folder = copied("qwen2_5_vl", tmp_path)
    (folder / "config.json").write_text(json.dumps({"model_type": "llama"}))
    with pytest.raises(ModelUnavailable, match=r"is a llama.*qwen2_5_vl"):
        load_vlm(str(folder))


@pytest.mark.parametrize("content", ["", "{", "[]", "{}"])
def test_a_folder_without_a_model_is_refused(content: str, tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text(content)
    with pytest.raises(ModelUnavailable, match=r"config\.json"):
        find_checkpoint(str(tmp_path))


def test_a_model_that_was_not_downloaded_names_the_command(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))
    with pytest.raises(ModelUnavailable, match="hf download HelloKKMe/GTA1-7B"):
        load_vlm("HelloKKMe/GTA1-7B")


@pytest.mark.parametrize("name", ["", " ", "a b", "../x/y/z", "gta", "owner/"])
def test_what_is_no_name_is_said(name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises((ConfigError, ModelUnavailable)):
        find_checkpoint(name)


def test_torch_is_here_where_these_tests_run() -> None:
    require_torch()
