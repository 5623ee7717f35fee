"""Patch labels: the published figures, and no NaN for any box."""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from grounding.training.labels import aima, area, binary, center, v2p_gaussian

SIZE = (280, 140)


def test_the_published_shape_of_v2p_labels() -> None:
    box = (0.0, 0.0, 140.0, 140.0)  # five by five patches
    at_default = v2p_gaussian(box, (140, 140))
    at_one = v2p_gaussian(box, (140, 140), sigma_factor=1)
    assert at_default.sum() == pytest.approx(0.924, abs=1e-3)
    assert at_one.sum() == pytest.approx(0.147, abs=1e-3)
    assert at_default[12] / at_default[0] == pytest.approx(13.2, abs=0.1)
    assert at_one[12] / at_one[0] == pytest.approx(1.17, abs=0.01)


def test_touching_edges_do_not_count() -> None:
    assert binary((28, 28, 56, 56), SIZE).sum() == 1
    assert binary((27, 28, 57, 56), SIZE).sum() == 3


def test_the_centre_patch() -> None:
    assert np.flatnonzero(center((0, 0, 56, 56), SIZE)).tolist() == [11]


def test_the_centre_is_that_of_the_part_on_the_image() -> None:
    """V2P's code cuts the box to the image first."""
    assert np.flatnonzero(center((-60, 0, 40, 28), (140, 140))).tolist() == [0]
    assert np.flatnonzero(center((100, 100, 400, 400), (140, 140))).tolist() == [24]
    for beside in ((-60, 0, 0, 28), (140, 0, 200, 28), (0, -9, 28, -5)):
        assert center(beside, (140, 140)).sum() == 0


@pytest.mark.parametrize("number", [0, -1, float("nan"), float("inf")])
def test_a_width_that_is_none_is_named(number: float) -> None:
    with pytest.raises(ValueError, match="sigma_factor is a positive number"):
        v2p_gaussian((0, 0, 28, 28), SIZE, sigma_factor=number)
    with pytest.raises(ValueError, match="alpha is a positive number"):
        aima((0, 0, 28, 28), SIZE, alpha=number)


def test_a_metric_that_there_is_none_of_is_named() -> None:
    with pytest.raises(ValueError, match="'giou', but patch, box, iou"):
        aima((0, 0, 28, 28), SIZE, metric="giou")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="1 pixel or more, not 0"):
        binary((0, 0, 28, 28), SIZE, patch=0)


def test_aima_weighs_overlap_by_distance() -> None:
    label = aima((28, 28, 112, 56), SIZE)
    assert label.argmax() == 12
    assert label[12] == pytest.approx(1.0, abs=1e-6)
    assert aima((28, 28, 112, 56), SIZE, metric="box")[12] == pytest.approx(1 / 3, abs=1e-6)
    assert aima((28, 28, 112, 56), SIZE, metric="iou")[12] == pytest.approx(1 / 3, abs=1e-6)


def test_a_box_without_area_is_a_point() -> None:
    label = v2p_gaussian((30, 30, 30, 30), SIZE)
    assert np.flatnonzero(label).tolist() == [11]
    assert aima((30, 30, 30, 30), SIZE).sum() == 0


@pytest.mark.parametrize("label", [binary, center, area, v2p_gaussian, aima])
@pytest.mark.parametrize(
    "box",
    [(84, 28, 28, 84), (28, 84, 84, 28), *[(*(28,) * n, float("nan"), *(84,) * (3 - n)) for n in range(4)]],
)
def test_what_is_no_box_has_no_label(box, label) -> None:
    """Edges the wrong way round, or one that is no number: the same for every kind of label."""
    assert label(box, SIZE).tolist() == [0.0] * 50


@pytest.mark.parametrize("label", [binary, center, area, v2p_gaussian, aima])
def test_a_box_may_be_a_list_an_array_or_a_tensor(label) -> None:
    box = [30.0, 30.0, 90.0, 60.0]
    for same in (box, np.array(box), torch.tensor(box)):
        assert np.array_equal(label(same, SIZE), label(tuple(box), SIZE))


def test_an_image_without_a_patch_is_said() -> None:
    with pytest.raises(ValueError, match="holds no patch"):
        binary((0, 0, 5, 5), (20, 100))


@given(st.tuples(*[st.floats(-500, 800)] * 4), st.sampled_from([binary, center, v2p_gaussian, aima]))
def test_no_box_gives_anything_but_finite_weights(box, label) -> None:
    left, top, right, bottom = box
    made = label((min(left, right), min(top, bottom), max(left, right), max(top, bottom)), SIZE)
    assert made.shape == (50,)
    assert np.isfinite(made).all()
    assert (made >= 0).all()
    if max(left, right) < 0 or min(left, right) > SIZE[0]:
        assert made.sum() == 0
