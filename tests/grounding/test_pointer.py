"""GUI-Actor's and V2P's head: its arithmetic, its weights' names, and as a grounder."""

from functools import cache
from pathlib import Path

import pytest
from safetensors.torch import load_file, save_file

from grounding.heatmap import decode_patches
from grounding.pointed import PointedPrompt
from grounding.pointer import PointerGrounder
from grounding.pointerhead import PREFIX, PointerHead, load_head, pointer_logits
from grounding.profile import profile_of
from grounding.target import Target, TargetNotFound
from models.error import ModelUnavailable
from models.localvlm import load_vlm
from tests.grounding import tiny
from tests.grounding.screen import screen
from tests.grounding.tiny import torch

TARGET = Target(description="the Wi-Fi switch")
NAMES = {
    "self_attention.in_proj_weight": (192, 64),
    "self_attention.in_proj_bias": (192,),
    "self_attention.out_proj.weight": (64, 64),
    "self_attention.out_proj.bias": (64,),
    "layer_norm.weight": (64,),
    "layer_norm.bias": (64,),
    **{
        f"projection_{side}.{layer}.{kind}": (64, 64) if kind == "weight" else (64,)
        for side in ("enc", "dec")
        for layer in (0, 2)
        for kind in ("weight", "bias")
    },
}
"""As GUI-Actor's and V2P's modules name them, at the tiny model's width."""


@cache
def released(family: tiny.Family) -> Path:
    """A checkpoint as released: the model's weights and the head's in one file, by their published names."""
    model = tiny.build(family, 2)
    model.config.tapwright = {"rank": "max"}
    folder = tiny.save(model, family, f"{family}-pointer")
    generator = torch.Generator().manual_seed(0)
    head = {PREFIX + name: torch.randn(shape, generator=generator) * 0.2 for name, shape in NAMES.items()}
    file = folder / "model.safetensors"
    save_file(load_file(file) | head, file, metadata={"format": "pt"})
    return folder


@pytest.mark.parametrize("family", tiny.FAMILIES)
def test_a_released_checkpoint_s_names_load_with_none_missing(family: tiny.Family) -> None:
    vlm = load_vlm(str(released(family)), device="cpu")
    head = load_head(vlm)
    saved = load_file(released(family) / "model.safetensors")
    assert {name: tuple(tensor.shape) for name, tensor in head.state_dict().items()} == NAMES
    assert all(torch.equal(tensor, saved[PREFIX + name]) for name, tensor in head.state_dict().items())


def test_the_head_is_the_published_formula() -> None:
    torch.manual_seed(0)
    head = PointerHead(16).eval()
    patches, pointers = torch.randn(5, 16), torch.randn(2, 16)
    mha = head.self_attention
    query, key, value = (patches @ mha.in_proj_weight.T + mha.in_proj_bias).chunk(3, -1)
    heads = [part.reshape(5, 8, 2).transpose(0, 1) for part in (query, key, value)]
    weights = (heads[0] @ heads[1].transpose(1, 2) / 2**0.5).softmax(-1)
    mixed = mha.out_proj((weights @ heads[2]).transpose(0, 1).reshape(5, 16))
    context = torch.nn.functional.layer_norm(
        patches + mixed, (16,), head.layer_norm.weight, head.layer_norm.bias
    )
    expected = head.projection_dec(pointers) @ head.projection_enc(context).T / 4
    assert torch.allclose(head(patches, pointers), expected, atol=1e-5)


@pytest.mark.parametrize("family", tiny.FAMILIES)
def test_it_reads_embedded_patches_and_the_last_states(family: tiny.Family) -> None:
    grounder = PointerGrounder.load(str(released(family)), device="cpu")
    vlm, profile = grounder._vlm, profile_of("tiny", "pointer", family)
    picture = tiny.picture(tiny.FACTOR[family] * 6, tiny.FACTOR[family] * 4)
    inputs, places = PointedPrompt(vlm, profile).encode([picture], "the Wi-Fi switch")
    with torch.no_grad():
        out = vlm.model(**inputs, output_hidden_states=True, use_cache=False)
        first, last = out.hidden_states[0][0], out.hidden_states[-1][0]
        expected = grounder._head(first[places[0].visual], last[places[0].anchors])
        (logits,), _ = pointer_logits(vlm.model, grounder._head, inputs, places)
    assert torch.allclose(logits, expected, atol=1e-4)
    found = grounder.ground(screen(picture), TARGET)
    best = decode_patches(logits[0].softmax(-1).numpy(), (6, 4), rank=profile.rank)[0]
    assert found.point.x == int(best.point[0] * picture.width)
    assert found.point.y == int(best.point[1] * picture.height)
    assert found.method == "pointer"


def test_actor_ranks_by_mean_and_v2p_by_max() -> None:
    assert profile_of("microsoft/GUI-Actor-7B-Qwen2.5-VL", "pointer", "qwen2_5_vl").rank == "mean"
    assert profile_of("V2P-7B", "pointer", "qwen2_5_vl").rank == "max"


def test_training_reaches_head_and_model() -> None:
    vlm = load_vlm(str(released("qwen2_5_vl")), device="cpu")
    head = load_head(vlm).train()
    profile = profile_of("tiny", "pointer", "qwen2_5_vl")
    inputs, places = PointedPrompt(vlm, profile).encode([tiny.picture()], "Wi-Fi")
    (logits,), _ = pointer_logits(vlm.model, head, inputs, places)
    logits.log_softmax(-1)[0, 3].backward()
    assert head.projection_dec[0].weight.grad is not None
    assert vlm.model.model.visual.patch_embed.proj.weight.grad.abs().sum() > 0


def test_a_checkpoint_without_a_head_is_refused() -> None:
    with pytest.raises(ModelUnavailable, match="no pointer head"):
        load_head(tiny.vlm("qwen2_5_vl"))


def test_a_head_of_another_form_is_refused() -> None:
    model = tiny.build("qwen2_5_vl", 3)
    model.config.tapwright = {"rank": "max"}
    folder = tiny.save(model, "qwen2_5_vl", "odd-head")
    file = folder / "model.safetensors"
    odd = {PREFIX + "layer_norm.weight": torch.ones(3)}
    save_file(load_file(file) | odd, file, metadata={"format": "pt"})
    with pytest.raises(ModelUnavailable, match="does not fit"):
        PointerGrounder.load(str(folder), device="cpu")


def test_an_empty_map_is_not_found() -> None:
    grounder = PointerGrounder.load(str(released("qwen2_5_vl")), device="cpu")
    with torch.no_grad():
        grounder._head.layer_norm.weight.fill_(float("nan"))
    with pytest.raises(TargetNotFound, match="points at nothing"):
        grounder.ground(screen(tiny.picture()), TARGET)
