"""The names that others build on: each can be imported and takes what it is documented to take."""

import inspect
from collections.abc import Callable
from importlib import import_module

import pytest

import grounding

NO_DEFAULT = inspect.Parameter.empty
Parameters = dict[str, object]

PURE: dict[str, Parameters] = {
    "grounding.heatmap.decode_patches": {
        "scores": NO_DEFAULT, "grid": NO_DEFAULT, "threshold": 0.3, "rank": "max", "center": "weighted",
    },
    "grounding.multiview.reduce_heads": {"attention": NO_DEFAULT, "visual": NO_DEFAULT, "how": "max"},
    "grounding.multiview.top_tokens": {"scores": NO_DEFAULT, "k": NO_DEFAULT},
    "grounding.multiview.view_regions": {
        "scores": NO_DEFAULT, "grid": NO_DEFAULT, "image_size": NO_DEFAULT, "resized_size": NO_DEFAULT,
        "top_k": 100, "crop": (1288, 728), "views": 4,
    },
    "grounding.multiview.border_views": {"size": NO_DEFAULT, "views": 4, "width": 32},
    "grounding.multiview.map_back": {"point": NO_DEFAULT, "region": NO_DEFAULT, "scale": NO_DEFAULT},
    "grounding.multiview.choose": {
        "points": NO_DEFAULT, "coverage": NO_DEFAULT, "threshold": 14, "linkage": "complete",
        "select": "max_coverage",
    },
    "grounding.zoom.crop_box": {"point": NO_DEFAULT, "size": NO_DEFAULT},
    "grounding.confidence.confidence": {
        "points": NO_DEFAULT, "coverage": NO_DEFAULT, "image_size": NO_DEFAULT, "fits": None,
    },
    "models.local.smart_resize": {
        "height": NO_DEFAULT, "width": NO_DEFAULT, "factor": 28, "min_pixels": 3136, "max_pixels": 8_847_360,
    },
    "grounding.parse.parse_point": {"text": NO_DEFAULT, "convention": NO_DEFAULT, "resized": None},
    "grounding.training.labels.v2p_gaussian": {
        "box": NO_DEFAULT, "image_size": NO_DEFAULT, "patch": 28, "sigma_factor": 4.1325,
    },
    "grounding.training.labels.binary": {"box": NO_DEFAULT, "image_size": NO_DEFAULT, "patch": 28},
    "grounding.training.labels.center": {"box": NO_DEFAULT, "image_size": NO_DEFAULT, "patch": 28},
    "grounding.training.labels.aima": {
        "box": NO_DEFAULT, "image_size": NO_DEFAULT, "patch": 28, "alpha": 0.8, "metric": "patch",
    },
    "grounding.training.losses.pointer_kl": {"logits": NO_DEFAULT, "labels": NO_DEFAULT},
    "grounding.training.losses.v2p_suppression": {"logits": NO_DEFAULT, "labels": NO_DEFAULT},
    "grounding.training.losses.v2p": {"logits": NO_DEFAULT, "labels": NO_DEFAULT, "suppression": 1.0},
    "grounding.training.losses.aima": {"attention": NO_DEFAULT, "labels": NO_DEFAULT},
}  # fmt: skip


@pytest.mark.parametrize("path", PURE)
def test_a_pure_part_takes_what_it_always_took(path: str) -> None:
    module, _, name = path.rpartition(".")
    function: Callable[..., object] = getattr(import_module(module), name)
    found = inspect.signature(function).parameters.values()
    assert {each.name: each.default for each in found} == PURE[path]
    assert all(each.kind == each.POSITIONAL_OR_KEYWORD for each in found)


@pytest.mark.parametrize("name", grounding.__all__)
def test_a_grounder_is_found_by_its_name(name: str) -> None:
    kind = getattr(grounding, name)
    assert kind.__name__ == name
    assert list(inspect.signature(kind.ground).parameters) == ["self", "observation", "target"]


def test_what_is_no_grounder_is_no_name() -> None:
    with pytest.raises(AttributeError, match="Nonsense"):
        _ = grounding.Nonsense


def test_regions_and_choices_have_the_fields_that_are_read() -> None:
    from grounding.heatmap import decode_patches
    from grounding.multiview import choose, view_regions

    region = decode_patches([0.0, 1.0, 0.5, 0.0], (2, 2))[0]
    assert (region.point, region.score, region.size) == (pytest.approx((0.75, 0.25)), 1.0, 1)
    view = view_regions([0.0, 1.0, 0.5, 0.0], (2, 2), (100, 100), (56, 56))[0]
    assert (view.region, view.coverage) == ((0, 0, 100, 100), 4)
    assert choose([(1, 2), (3, 4)], [0, 1]).point == (3.0, 4.0)
