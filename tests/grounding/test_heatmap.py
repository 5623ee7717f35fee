"""Patches to points: one decoder for GUI-Actor, V2P and GUI-AIMA."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grounding.heatmap import decode_patches


def test_regions_are_four_connected_and_do_not_wrap() -> None:
    scores = [0, 0, 1, 1, 0, 0, 0, 1, 0]
    regions = decode_patches(scores, (3, 3))
    assert [region.size for region in regions] == [1, 1, 1]


def test_the_point_is_the_weighted_mean_of_patch_centres() -> None:
    (region,) = decode_patches([1, 3, 0, 0], (4, 1))
    assert region.point == pytest.approx(((0.125 + 3 * 0.375) / 4, 0.5))
    (rect,) = decode_patches([1, 3, 0, 0], (4, 1), center="rect")
    assert rect.point == pytest.approx((0.25, 0.5))


def test_max_and_mean_rank_differently() -> None:
    scores = [1.0, 0.35, 0, 0.8, 0.8]
    assert decode_patches(scores, (5, 1), rank="max")[0].score == 1.0
    assert decode_patches(scores, (5, 1), rank="mean")[0].score == pytest.approx(0.8)


def test_the_threshold_is_strict() -> None:
    assert [r.size for r in decode_patches([1.0, 0.0, 0.3], (3, 1))] == [1]


@pytest.mark.parametrize("threshold", [1, 1.5])
def test_a_threshold_that_nothing_is_above_leaves_the_highest(threshold: float) -> None:
    regions = decode_patches([1.0, 0.2, 0.2, 1.0], (4, 1), threshold)
    assert [(region.point[0], region.size) for region in regions] == [(0.125, 1), (0.875, 1)]


@pytest.mark.parametrize("scores", [[0.0] * 6, [float("nan")] * 6, [-1.0] * 6])
def test_a_map_without_a_score_points_to_the_middle(scores: list[float]) -> None:
    (region,) = decode_patches(scores, (3, 2))
    assert (region.point, region.score, region.size) == ((0.5, 0.5), 0.0, 6)


def test_scores_below_nothing_pull_no_point_out_of_the_image() -> None:
    (region,) = decode_patches([-2.0, 2.0, 0.0, 0.0], (2, 2), threshold=-2)
    assert (region.point, region.size) == ((0.75, 0.25), 4)


def test_a_wrong_grid_is_said() -> None:
    with pytest.raises(ValueError, match="5 scores for a grid of 2 x 2"):
        decode_patches([1] * 5, (2, 2))


@given(st.integers(1, 8), st.integers(1, 8), st.data())
def test_any_map_gives_points_inside(columns: int, rows: int, data: st.DataObject) -> None:
    size = columns * rows
    scores = data.draw(st.lists(st.floats(width=32), min_size=size, max_size=size))
    regions = decode_patches(np.array(scores), (columns, rows))
    assert regions
    assert sum(region.size for region in regions) <= size
    for region in regions:
        assert 0 < region.point[0] < 1
        assert 0 < region.point[1] < 1
    assert [r.score for r in regions] == sorted((r.score for r in regions), reverse=True)


def test_ways_that_there_are_none_of_are_named() -> None:
    with pytest.raises(ValueError, match="'median', but max, mean"):
        decode_patches([1, 0], (2, 1), rank="median")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="'x', but weighted, rect"):
        decode_patches([1, 0], (2, 1), center="x")  # type: ignore[arg-type]
