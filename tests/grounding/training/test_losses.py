"""The losses, against torch's own divergence and by hand."""

from typing import Any

import pytest
import torch

from grounding.training.labels import aima as aima_label
from grounding.training.labels import binary, v2p_gaussian
from grounding.training.losses import aima, pointer_kl, v2p, v2p_suppression

BOX, SIZE = (60.0, 30.0, 190.0, 120.0), (280, 196)


def rows() -> tuple[torch.Tensor, torch.Tensor]:
    torch.manual_seed(0)
    made = binary(BOX, SIZE), v2p_gaussian(BOX, SIZE), aima_label(BOX, SIZE)
    labels = torch.stack([torch.from_numpy(label) for label in made])
    return torch.randn(labels.shape, dtype=torch.float64), labels


def test_the_divergence_is_torch_s() -> None:
    logits, labels = rows()
    wanted = labels / (labels.sum(-1, keepdim=True) + 1e-8)
    expected = torch.nn.functional.kl_div(logits.log_softmax(-1), wanted, reduction="batchmean")
    assert pointer_kl(logits, labels).item() == pytest.approx(expected.item(), abs=1e-12)


def test_suppression_is_the_attention_outside() -> None:
    logits, labels = rows()
    outside = (logits.softmax(-1) * (labels == 0)).sum(-1).mean()
    assert v2p_suppression(logits, labels).item() == pytest.approx(outside.item(), abs=1e-12)
    assert v2p(logits, labels).item() == pytest.approx((pointer_kl(logits, labels) + outside).item())
    assert v2p(logits, labels, 0.0).item() == pytest.approx(pointer_kl(logits, labels).item())


def test_aima_takes_a_distribution() -> None:
    logits, labels = rows()
    assert aima(logits.softmax(-1), labels).item() == pytest.approx(
        pointer_kl(logits, labels).item(), abs=1e-9
    )


def test_one_target_needs_no_row() -> None:
    logits, labels = rows()
    assert pointer_kl(logits[0], labels[0]).item() == pytest.approx(pointer_kl(logits[:1], labels[:1]).item())


def test_descending_moves_attention_into_the_box() -> None:
    labels = torch.tensor(v2p_gaussian(BOX, SIZE))
    logits = torch.zeros(len(labels), requires_grad=True)
    for _ in range(200):
        (gradient,) = torch.autograd.grad(v2p(logits, labels), logits)
        logits = (logits - 20 * gradient).detach().requires_grad_()
    attention = logits.softmax(-1)
    assert attention[labels > 0].sum() > 0.98
    assert attention.argmax() == labels.argmax()


def test_nothing_turns_into_nan() -> None:
    logits = torch.full((2, 4), -1e30, requires_grad=True)
    empty = torch.zeros(2, 4)
    assert pointer_kl(logits, empty).item() == 0
    assert pointer_kl(logits, torch.full((2, 4), float("nan"))).item() == 0
    attention = torch.tensor([0.0, 1.0, 0.0, 0.0], requires_grad=True)
    loss = aima(attention, torch.tensor([1.0, 1.0, 0.0, 0.0]))
    loss.backward()
    assert torch.isfinite(loss)
    assert torch.isfinite(attention.grad).all()
    hidden = torch.tensor([0.0, float("-inf"), 0.0], requires_grad=True)
    masked = v2p(hidden, torch.tensor([1.0, 0.0, 0.0]))
    masked.backward()
    assert torch.isfinite(masked)
    assert torch.isfinite(hidden.grad).all()


def test_half_precision_is_summed_in_single() -> None:
    logits, labels = rows()
    assert pointer_kl(logits.bfloat16(), labels).dtype == torch.float32
    assert pointer_kl(logits.double(), labels.float()).dtype == torch.float64


@pytest.mark.parametrize("loss", [pointer_kl, v2p_suppression, v2p, aima])
def test_labels_may_be_as_they_were_made(loss: Any) -> None:
    label = binary(BOX, SIZE)
    given = torch.rand(label.shape)
    assert loss(given, label) == loss(given, torch.from_numpy(label))


@pytest.mark.parametrize("loss", [pointer_kl, v2p_suppression, v2p, aima])
def test_shapes_must_agree(loss: object) -> None:
    with pytest.raises(ValueError, match="labels for"):
        loss(torch.zeros(2, 4), torch.zeros(4))  # type: ignore[operator]
    with pytest.raises(ValueError, match="labels for"):
        loss(torch.zeros(0), torch.zeros(0))  # type: ignore[operator]
