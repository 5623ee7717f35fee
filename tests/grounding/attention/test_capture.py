"""Captured attention rows are those of eager attention, for both model families."""

from typing import Any

import pytest

from grounding.attention.capture import AttentionCapture
from grounding.attention.forward import AnswerCapture, attention_rows, run_body
from grounding.attention.stack import stack_of
from models.localprompt import asked
from tests.grounding import tiny
from tests.grounding.tiny import torch
from tests.thin import thinned

CLOSE = 1e-5


def shown(family: tiny.Family, *texts: str, size: tuple[int, int] = (168, 112)) -> Any:
    vlm = tiny.vlm(family)
    pictures = [vlm.resize(tiny.picture(*size, seed=i), 3136, 10**6) for i in range(len(texts))]
    return vlm.encode([asked("Find it.", text) for text in texts], pictures)


@torch.no_grad()
def eager(family: tiny.Family, inputs: Any) -> Any:
    """(layers, batch, heads, n, n) of a model that computes it all."""
    model = tiny.build(family)
    model.set_attn_implementation("eager")
    return torch.stack(model(**inputs, output_attentions=True, use_cache=False).attentions)


@pytest.mark.parametrize("family", tiny.FAMILIES)
def test_rows_are_those_of_eager_attention(family: tiny.Family) -> None:
    inputs = shown(family, "the Wi-Fi switch")
    rows = torch.tensor([[inputs["input_ids"].shape[1] - 1, 40, 0]])
    with torch.no_grad():
        found = attention_rows(tiny.vlm(family).model, inputs, range(tiny.LAYERS), rows)
    expected = eager(family, inputs)[:, :, :, rows[0]]
    assert torch.allclose(torch.stack(list(found.values())), expected, atol=CLOSE)
    assert found[0].std() > 1e-3  # the model is no flat one, on which everything would agree


@pytest.mark.parametrize("family", tiny.FAMILIES)
def test_a_batch_with_padding(family: tiny.Family) -> None:
    inputs = shown(family, "Wi-Fi", "the switch beside the long name")
    padded = inputs["attention_mask"][0] == 0
    assert padded.any()
    rows = torch.tensor([[-1, -5]]).expand(2, -1) + inputs["input_ids"].shape[1]
    with torch.no_grad():
        found = attention_rows(tiny.vlm(family).model, inputs, (1, 3), rows)
    expected = eager(family, inputs)
    for layer in (1, 3):
        assert torch.allclose(found[layer], expected[layer][:, :, rows[0]], atol=CLOSE)
        assert found[layer][0, :, :, padded].max() == 0


@pytest.mark.parametrize("family", tiny.FAMILIES)
def test_only_the_layers_asked_for_and_nothing_stays(family: tiny.Family) -> None:
    model = tiny.vlm(family).model
    inputs = shown(family, "Wi-Fi")
    before = sum(len(module._forward_hooks) for module in model.modules())
    taken: list[int] = []
    capture = AttentionCapture(model, (2,), lambda: torch.tensor([[3]]), lambda layer, _: taken.append(layer))
    with torch.no_grad(), capture:
        run_body(model, inputs)
    with torch.no_grad():
        run_body(model, inputs)
    assert taken == [2]
    assert sum(len(module._forward_hooks) for module in model.modules()) == before
    assert not capture._states


@pytest.mark.parametrize("family", tiny.FAMILIES)
def test_an_error_on_the_way_leaves_no_hook(family: tiny.Family) -> None:
    model = tiny.vlm(family).model
    inputs = shown(family, "Wi-Fi")

    def refuse(layer: int, attention: Any) -> None:
        raise RuntimeError("no")

    capture = AttentionCapture(model, (0,), lambda: torch.tensor([[1]]), refuse)
    with pytest.raises(RuntimeError, match="no"), capture:
        run_body(model, inputs)
    assert not any(module._forward_hooks for module in model.modules())


@pytest.mark.parametrize("family", tiny.FAMILIES)
def test_gradients_flow_to_what_made_the_attention(family: tiny.Family) -> None:
    model = tiny.build(family, 3)
    inputs = shown(family, "Wi-Fi")
    found = attention_rows(model, inputs, (3,), torch.tensor([[50]]))
    found[3][0, 0, 0, 10].backward()
    attention = stack_of(model).attention(3)
    assert attention.get_submodule("q_proj").weight.grad.abs().sum() > 0


@pytest.mark.full
@pytest.mark.parametrize("family", thinned(tiny.FAMILIES, 2))
def test_attention_at_the_comma_is_that_of_eager_over_the_whole_answer(family: tiny.Family) -> None:
    vlm = tiny.answering(family)
    inputs = tiny.chat_inputs(vlm, tiny.picture(), tiny.picture(seed=1))
    comma = vlm.token(",")
    assert comma is not None
    with torch.no_grad(), AnswerCapture(vlm.model, 2, comma) as capture:
        written = vlm.model.generate(**inputs, max_new_tokens=12, do_sample=False)
    start = inputs["input_ids"].shape[1]
    assert vlm.decode(written[:, start:]) == [tiny.ANSWER, tiny.ANSWER]
    place = start + tiny.ANSWER.index(",")
    whole = {**inputs, "input_ids": written[:, : place + 1]}
    for name in ("attention_mask", "mm_token_type_ids"):
        grown = torch.full((2, place + 1 - start), int(name == "attention_mask"))
        whole[name] = torch.cat((inputs[name], grown), dim=1)
    model = vlm.model
    model.set_attn_implementation("eager")
    with torch.no_grad():
        expected = model(**whole, output_attentions=True, use_cache=False).attentions[2][:, :, place]
    model.set_attn_implementation("sdpa")
    for index in range(2):
        assert torch.allclose(capture.of(index), expected[index], atol=CLOSE)


def test_the_next_picture_inherits_nothing() -> None:
    vlm = tiny.answering("qwen2_5_vl")
    capture = AnswerCapture(vlm.model, 2, vlm.token(","))
    inputs = tiny.chat_inputs(vlm, tiny.picture())
    with torch.no_grad(), capture:
        vlm.model.generate(**inputs, max_new_tokens=12, do_sample=False)
    assert capture.of(0) is not None
    with torch.no_grad(), capture:
        vlm.model.generate(**inputs, max_new_tokens=2, do_sample=False)  # ends before the comma
    assert capture.of(0) is None


def test_what_is_no_such_model_is_said() -> None:
    with pytest.raises(ValueError, match="language model"):
        stack_of(torch.nn.Linear(2, 2))
    with pytest.raises(ValueError, match="no layer 4"):
        stack_of(tiny.vlm("qwen2_5_vl").model).attention(4)
