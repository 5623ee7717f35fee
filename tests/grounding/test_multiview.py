"""MVP's pure parts, down to the last pick of the published log."""

import gzip
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grounding.multiview import (
    border_views,
    choose,
    map_back,
    reduce_heads,
    top_tokens,
    view_regions,
)
from grounding.zoom import crop_box, crop_side

LOG = Path(__file__).parents[2].parent / "shared/data/grounding/screenspot-pro-views-qwen3vl-8b.json.gz"


@pytest.mark.skipif(not LOG.exists(), reason="needs ../shared/data/grounding, beside the checkout")
@pytest.mark.parametrize("linkage", ["complete", "star"])
def test_every_pick_of_the_published_log(linkage: str) -> None:
    rows = json.loads(gzip.decompress(LOG.read_bytes()))
    right = 0
    for row in rows:
        views = row["views"]
        if not views:
            assert row["published_pick"] is None
            continue
        made = choose([v["point"] for v in views], [v["coverage"] for v in views], linkage=linkage)
        assert list(made.point) == row["published_pick"]
        left, top, end, bottom = row["bbox"]
        right += left <= made.point[0] <= end and top <= made.point[1] <= bottom
    assert right == 1029


def test_complete_and_star_part_where_the_first_lies_between() -> None:
    points = [(1153.44, 540.0), (1147.0, 542.0), (1167.0, 541.0)]
    assert len(choose(points, [0, 60, 60], linkage="star").groups) == 1
    assert len(choose(points, [0, 60, 60], linkage="complete").groups) == 2


def test_the_full_view_wins_only_alone() -> None:
    assert choose([(0, 0), (5, 5)], [0, 10]).point == (5, 5)
    assert choose([(0, 0), (500, 500)], [0, 10]).point == (500, 500)
    assert choose([(0, 0)], [0]).index == 0


def test_the_paper_s_centroid() -> None:
    made = choose([(0, 0), (10, 0), (500, 0)], [0, 1, 2], linkage="centroid", select="centroid")
    assert made.point == (5, 0)
    assert made.index == -1


def test_ways_that_there_are_none_of_are_named() -> None:
    with pytest.raises(ValueError, match="'x', but complete, star, centroid"):
        choose([(0, 0)], [0], linkage="x")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="'y', but max_coverage, centroid"):
        choose([(0, 0)], [0], select="y")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="'sum', but max, mean"):
        reduce_heads([[0.1, 0.9]], slice(0, 2), "sum")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="2 or 4 views"):
        border_views((100, 50), 3)  # type: ignore[arg-type]


def test_nothing_to_choose_from_is_said() -> None:
    with pytest.raises(ValueError, match="0 points"):
        choose([], [])


@pytest.mark.parametrize("linkage", ["complete", "star", "centroid"])
@pytest.mark.parametrize("select", ["max_coverage", "centroid"])
def test_points_may_be_an_array(linkage: Any, select: Any) -> None:
    points, coverage = [(1.0, 2.0), (3.0, 4.0), (90.0, 4.0)], [0, 3, 9]
    made = choose(np.array(points), np.array(coverage), linkage=linkage, select=select)
    assert made == choose(points, coverage, linkage=linkage, select=select)
    assert {type(number) for number in made.point} == {float}
    with pytest.raises(ValueError, match="0 points"):
        choose(np.zeros((0, 2)), [])


@given(st.lists(st.tuples(st.floats(0, 2000), st.floats(0, 2000)), min_size=1, max_size=8), st.data())
def test_every_view_is_in_exactly_one_group(points: list[tuple[float, float]], data: st.DataObject) -> None:
    linkage = data.draw(st.sampled_from(["complete", "star", "centroid"]))
    made = choose(points, [0.0] * len(points), linkage=linkage)
    assert sorted(index for group in made.groups for index in group) == list(range(len(points)))


def test_regions_are_ordered_by_coverage_and_stay_inside() -> None:
    scores = np.zeros(40 * 20)
    scores[[0, 1, 2, 799]] = [0.1, 0.2, 0.3, 1.0]
    regions = view_regions(scores, (40, 20), (4000, 2000), (1280, 640), top_k=4, views=2)
    assert [r.coverage for r in regions] == [3, 1]
    assert regions[0].region == (0, 0, 1288, 728)
    assert regions[1].region == (2712, 1272, 4000, 2000)


def test_a_crop_is_never_larger_than_the_image() -> None:
    (region,) = view_regions(np.ones(12), (4, 3), (400, 300), (128, 96))
    assert region.region == (0, 0, 400, 300)
    assert region.coverage == 12


def test_of_equal_regions_the_one_that_holds_most_counts() -> None:
    """Published code sorts before it drops repeats: on a tiny picture crops round to the same pixels."""
    scores = np.random.default_rng(0).random(70)
    regions = view_regions(scores, (10, 7), (16, 11), (280, 196), 100, (13, 10))
    assert [(each.region, each.coverage) for each in regions] == [
        ((0, 0, 13, 10), 63), ((2, 0, 15, 10), 63), ((3, 0, 16, 10), 56), ((2, 1, 15, 11), 54),
    ]  # fmt: skip


def test_no_visual_token_no_region() -> None:
    assert view_regions([], (0, 0), (100, 100), (28, 28)) == []


def test_attention_that_is_no_number_is_looked_at_by_nobody() -> None:
    assert view_regions([float("nan")] * 12, (4, 3), (4000, 3000), (112, 84)) == []
    (region,) = view_regions([float("nan")] * 11 + [0.2], (4, 3), (4000, 3000), (112, 84))
    assert (region.region[2:], region.coverage) == ((4000, 2864), 1)


@pytest.mark.parametrize(
    "sizes", [((0, 100), (56, 56)), ((100, 100), (0, 0)), ((100, 100), (56, 56), 4, (0, 9))]
)
def test_sizes_without_an_area_are_said(sizes: Any) -> None:
    with pytest.raises(ValueError, match="without an area"):
        view_regions([1, 2, 3, 4], (2, 2), *sizes)


def test_attention_of_one_query_is_heads_by_length() -> None:
    for shape in ((3,), (1, 2, 3), (0, 3)):
        with pytest.raises(ValueError, match="heads"):
            reduce_heads(np.zeros(shape), slice(0, 2))


def test_heads_and_tokens() -> None:
    attention = [[0.1, 0.2, 0.7], [0.5, 0.4, 0.1]]
    assert reduce_heads(attention, slice(1, 3)).tolist() == [0.4, 0.7]
    assert reduce_heads(attention, slice(1, 3), "mean").tolist() == pytest.approx([0.3, 0.4])
    assert top_tokens([1, float("nan"), 3, 3], 3).tolist() == [2, 3, 0]


def test_borders_and_mapping_back() -> None:
    assert [view.offset for view in border_views((100, 50))] == [(32, 0), (0, 32), (0, 0), (0, 0)]
    assert [view.size for view in border_views((100, 50), 2)] == [(132, 50), (100, 82)]
    assert map_back((20, 10), (100, 200, 300, 400), 2) == (110, 205)


@pytest.mark.parametrize(
    ("size", "side"), [((3840, 2160), 672), ((2560, 1440), 448), ((1920, 1080), 336), ((1080, 2400), 364)]
)
def test_zoom_sides_of_the_reference(size: tuple[int, int], side: int) -> None:
    assert crop_side(size) == side


@given(st.integers(1, 5000), st.integers(1, 5000), st.floats(-100, 6000), st.floats(-100, 6000))
def test_a_zoom_stays_inside(width: int, height: int, x: float, y: float) -> None:
    left, top, right, bottom = crop_box((x, y), (width, height))
    assert 0 <= left < right <= width
    assert 0 <= top < bottom <= height


@pytest.mark.parametrize("point", [(float("nan"), 3.0), (3.0, float("inf"))])
def test_a_zoom_on_no_place_is_said(point: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="is no place"):
        crop_box(point, (100, 100))
