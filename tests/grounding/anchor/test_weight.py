"""GUI-AIMA's head weights and map, against the formulas computed the long way on eager attention."""

from typing import Any

import pytest

from grounding.anchor.place import Places, find_places
from grounding.anchor.reading import AnchorReading, read_anchor
from grounding.anchor.weight import anchor_scores, head_weights, weighting
from grounding.pointed import PointedPrompt
from grounding.profile import profile_of
from tests.grounding import tiny
from tests.grounding.tiny import torch
from tests.thin import thinned

NAMES = (
    "query_1", "query_3", "layer_wise_query_2", "query_kl", "query_kl_part", "query_1_part", "query_all",
    "anchor", "vanilla",
)  # fmt: skip


def fed(family: tiny.Family, *seeds: int) -> tuple[Any, list[Places]]:
    vlm = tiny.vlm(family)
    profile = profile_of("tiny", "anchor", family)
    pictures = [vlm.resize(tiny.picture(seed=seed), 3136, 10**6) for seed in seeds]
    return PointedPrompt(vlm, profile).encode(pictures, "the Wi-Fi switch")


def long_way(family: tiny.Family, inputs: Any, place: Places, name: str, index: int = 0) -> Any:
    """The map from whole attention matrices and hidden states, step by step as published."""
    model = tiny.build(family)
    model.set_attn_implementation("eager")
    with torch.no_grad():
        out = model(**inputs, output_attentions=True, output_hidden_states=True, use_cache=False)
    query = place.query[:-12] if name.endswith("part") else place.query
    visual, anchor = place.visual, int(place.anchors[-1])
    attention = torch.stack([layer[index] for layer in out.attentions])  # L, H, n, n
    states = torch.nn.functional.normalize(torch.stack([h[index] for h in out.hidden_states[1:]]), dim=-1)
    likeness = (states[:, query] @ states[:, visual].transpose(1, 2)).sum(-1)  # L, m
    mass = attention[:, :, query][..., visual].sum(-1)  # L, H, m
    layers, heads = mass.shape[:2]
    if name == "vanilla":
        votes = torch.zeros(layers, heads)
    elif name == "anchor":
        votes = attention[:, :, anchor, visual].sum(-1)
    elif "kl" in name:
        wanted = likeness.sum(0).softmax(-1)
        given = mass.softmax(-1)
        votes = -(wanted * (wanted / given).log()).sum(-1)
    else:
        count = len(query) if name == "query_all" else int(name.split("query_")[1].split("_")[0])
        votes = torch.zeros(layers, heads)
        for layer in range(layers):
            source = likeness[layer] if name.startswith("layer") else likeness.sum(0)
            votes[layer] = mass[layer][:, source.topk(count).indices].sum(-1)
    weights = votes.flatten().softmax(0).reshape(layers, heads, 1)
    merged = (weights * attention[:, :, anchor, visual]).sum((0, 1))
    return merged / (merged.sum() + 1e-8)


@pytest.mark.parametrize("family", thinned(tiny.FAMILIES, 2))
@pytest.mark.parametrize("name", thinned(NAMES, 4))
def test_the_map_is_the_one_computed_the_long_way(family: tiny.Family, name: str) -> None:
    inputs, places = fed(family, 0, 1)
    with torch.no_grad():
        readings, _ = read_anchor(tiny.vlm(family).model, inputs, places)
    for index, (reading,) in enumerate(readings):
        expected = long_way(family, inputs, places[index], name, index)
        assert torch.allclose(anchor_scores(reading, weighting(name)), expected, atol=1e-4 * expected.max())


def test_a_reading_is_small() -> None:
    inputs, places = fed("qwen2_5_vl", 0)
    with torch.no_grad():
        ((reading,),), hidden = read_anchor(tiny.vlm("qwen2_5_vl").model, inputs, places)
    visual, query = len(places[0].visual), len(places[0].query)
    assert visual == 24
    assert reading.anchor.shape == (tiny.LAYERS, 4, visual)
    assert reading.mass.shape == (tiny.LAYERS, 4, query)
    assert reading.likeness.shape == (tiny.LAYERS, query)
    assert hidden.shape == (1, inputs["input_ids"].shape[1], tiny.HIDDEN)


def test_the_query_reaches_from_the_picture_to_the_pointer() -> None:
    inputs, (place,) = fed("qwen2_5_vl", 0)
    words = tiny.vlm("qwen2_5_vl").processor.tokenizer
    text = words.decode(inputs["input_ids"][0, place.query])
    assert text.startswith("<|vision_end|>the Wi-Fi switch<|im_end|>")
    assert text.endswith("<|recipient|>os\npyautogui.click(")


def test_weights_have_gradients_and_sinks_none() -> None:
    torch.manual_seed(0)
    anchor = torch.rand(2, 3, 5, requires_grad=True)
    mass, likeness = torch.rand(2, 3, 4, requires_grad=True), torch.rand(2, 4, requires_grad=True)
    reading = AnchorReading(anchor, mass, likeness)
    anchor_scores(reading, weighting("query_1"))[0].backward()
    assert anchor.grad is not None
    assert mass.grad is not None
    assert mass.grad.abs().sum() > 0
    assert likeness.grad is None
    anchor_scores(reading, weighting("query_kl"))[0].backward()
    assert likeness.grad is not None


def test_degenerate_readings_have_a_defined_map() -> None:
    no_query = AnchorReading(torch.rand(2, 3, 5), torch.zeros(2, 3, 0), torch.zeros(2, 0))
    for name in NAMES:
        assert torch.isfinite(anchor_scores(no_query, weighting(name))).all()
    assert head_weights(no_query, weighting("query_1")).sum() == pytest.approx(1)
    blind = AnchorReading(torch.zeros(2, 3, 5), torch.zeros(2, 3, 4), torch.zeros(2, 4))
    assert anchor_scores(blind, weighting("query_9")).tolist() == [0.0] * 5
    short = AnchorReading(torch.rand(1, 1, 2), torch.rand(1, 1, 3), torch.rand(1, 3))
    assert torch.isfinite(anchor_scores(short, weighting("query_kl_part"))).all()


@pytest.mark.parametrize("name", ["", "query_0", "query", "layer_wise_query_kl", "kl", "query_1x"])
def test_another_name_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="no weighting"):
        weighting(name)


@pytest.mark.parametrize(
    ("ids", "message"),
    [
        ([1, 2, 8, 9], "no picture"),
        ([5, 5, 1, 9], "no pointer"),
        ([5, 5, 8], "no anchor"),
        ([8, 9, 5], "before"),
    ],
)
def test_a_sequence_that_lacks_something_is_said(ids: list[int], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        find_places(torch.tensor(ids), 5, 8, 9)
