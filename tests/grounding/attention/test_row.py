"""The arithmetic of attention rows: grouped queries and what a row may see."""

import pytest
import torch

from grounding.attention.row import attend, rotate, take_rows, visible


def test_grouped_queries_share_keys_in_order() -> None:
    torch.manual_seed(0)
    query, key = torch.randn(2, 3, 4, 8), torch.randn(2, 7, 2, 8)
    found = attend(query, key, 0.5, None)
    repeated = key.repeat_interleave(2, dim=2)
    expected = (torch.einsum("brhd,bnhd->bhrn", query, repeated) * 0.5).softmax(-1)
    assert torch.allclose(found, expected, atol=1e-6)


def test_rows_see_what_came_before_them() -> None:
    allowed = visible(torch.tensor([[0, 2]]), 4, 6, None)
    assert allowed is not None
    assert allowed.sum(-1).tolist() == [[3, 5]]  # two keys were there before this pass
    assert visible(torch.tensor([[0]]), 1, 6, None) is None


def test_padding_and_sdpa_masks_are_heeded() -> None:
    padding = torch.tensor([[0, 0, 1, 1]])
    assert visible(torch.tensor([[3]]), 4, 4, padding).int().tolist() == [[[0, 0, 1, 1]]]
    full = torch.tril(torch.ones(4, 4, dtype=torch.bool))[None, None]
    assert visible(torch.tensor([[1], [3]]), 4, 4, full).sum(-1).tolist() == [[2], [4]]
    with pytest.raises(ValueError, match="3 dimensions"):
        visible(torch.tensor([[1]]), 4, 4, full[0])


def test_numbers_to_add_are_a_mask_too() -> None:
    least = torch.finfo(torch.float32).min
    query, key = torch.randn(1, 1, 2, 4), torch.randn(1, 3, 1, 4)
    found = attend(query, key, 1.0, torch.tensor([[[0.0, least, 0.0]]]))
    assert found[..., 1].max() == 0
    assert torch.allclose(found, attend(query, key, 1.0, torch.tensor([[[True, False, True]]])))


def test_rotation_keeps_lengths_and_rows_are_taken_per_sample() -> None:
    states, angle = torch.randn(2, 5, 3, 8), torch.rand(2, 5, 4)
    angle = torch.cat((angle, angle), -1)
    turned = rotate(states, angle.cos(), angle.sin())
    assert torch.allclose(turned.norm(dim=-1), states.norm(dim=-1), atol=1e-5)
    rows = take_rows(states, torch.tensor([[1], [4]]))
    assert torch.equal(rows[1, 0], states[1, 4])
