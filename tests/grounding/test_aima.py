"""GUI-AIMA as a grounder: from a saved model to a point on the screen."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from device.error import ConfigError
from grounding.aima import AimaGrounder
from grounding.anchor.weight import weighting
from grounding.heatmap import decode_patches
from grounding.look import Looker
from grounding.pointed import PointedPrompt
from grounding.profile import profile_of
from grounding.target import Target, TargetNotFound
from grounding.zoom import crop_box
from tests.grounding import tiny
from tests.grounding.anchor.test_weight import long_way
from tests.grounding.screen import broken, screen
from tests.grounding.tiny import torch
from tests.thin import thinned

TARGET = Target(description="the Wi-Fi switch")


def grounder(family: tiny.Family, **options: Any) -> AimaGrounder:
    return AimaGrounder(tiny.vlm(family), profile_of("tiny", "anchor", family), **options)


@pytest.mark.parametrize("family", thinned(tiny.FAMILIES, 2))
def test_the_point_is_the_map_s_best_region(family: tiny.Family) -> None:
    picture = tiny.picture(tiny.FACTOR[family] * 6, tiny.FACTOR[family] * 4)
    found = grounder(family, zoom=0).ground(screen(picture), TARGET)
    vlm = tiny.vlm(family)

    inputs, (place,) = PointedPrompt(vlm, profile_of("tiny", "anchor", family)).encode(
        [picture], "the Wi-Fi switch"
    )
    scores = long_way(family, inputs, place, "query_1")
    best = decode_patches(scores.numpy(), (6, 4))[0]
    assert found.point.x == int(best.point[0] * picture.width)
    assert found.point.y == int(best.point[1] * picture.height)
    assert found.method == "aima"
    assert 0 < found.confidence < 1
    assert found.heatmap is not None
    assert found.heatmap.shape == (4, 6)
    assert torch.allclose(torch.from_numpy(found.heatmap).flatten(), scores, atol=1e-4 * scores.max())
    assert found.views == ()


def test_zooming_in_answers_within_the_square() -> None:
    picture = tiny.picture(1080, 2400)
    first = grounder("qwen2_5_vl", zoom=0).ground(screen(picture), TARGET)
    found = grounder("qwen2_5_vl").ground(screen(picture), TARGET)
    box = crop_box((first.point.x, first.point.y), picture.size)
    (view,) = found.views
    assert abs(view.left - box[0]) <= 1
    assert (view.width, view.height) == (364, 364)
    assert view.contains(found.point)
    assert all(view.contains(other.point) for other in found.alternatives)


def test_pictures_of_one_size_go_together_and_come_out_the_same() -> None:
    made = grounder("qwen2_5_vl")
    pictures = [tiny.picture(seed=1), tiny.picture(336, 112), tiny.picture(seed=2), tiny.picture(seed=3)]
    passes: list[int] = []
    vision = tiny.vlm("qwen2_5_vl").model.model.language_model
    hook = vision.register_forward_pre_hook(
        lambda module, args, kwargs: passes.append(kwargs["inputs_embeds"].shape[0]), with_kwargs=True
    )
    together = made.look(pictures, "Wi-Fi")
    hook.remove()
    assert passes == [3, 1]
    for picture, look in zip(pictures, together, strict=True):
        (alone,) = made.look([picture], "Wi-Fi")
        assert alone.point == pytest.approx(look.point, abs=1e-4)
        assert alone.scores == pytest.approx(look.scores, abs=1e-5)


def test_batches_keep_to_the_tokens_allowed() -> None:
    made = grounder("qwen2_5_vl", batch_tokens=50)  # two pictures of 24 visual tokens
    looks = made.look([tiny.picture(seed=i) for i in range(5)], "Wi-Fi")
    assert len(looks) == 5
    assert all(look.grid == (6, 4) for look in looks)


def test_device_pixels_may_differ_from_the_picture_s() -> None:
    picture = tiny.picture()
    made = grounder("qwen2_5_vl", zoom=0)
    small = made.ground(screen(picture), TARGET).point
    large = made.ground(screen(picture, (picture.width * 3, picture.height * 3)), TARGET).point
    assert abs(large.x - 3 * small.x) <= 3
    assert abs(large.y - 3 * small.y) <= 3


@pytest.mark.parametrize("size", [(1, 1), (5, 3), (27, 27), (2000, 12)])
def test_odd_pictures_have_an_answer(size: tuple[int, int]) -> None:
    found = grounder("qwen2_5_vl").ground(screen(tiny.picture(*size)), TARGET)
    assert 0 <= found.point.x < size[0]
    assert 0 <= found.point.y < size[1]


def test_what_cannot_be_seen_is_not_found(tmp_path: Path) -> None:
    made = grounder("qwen2_5_vl")
    for observation, message in (
        (screen(None), "no picture"),
        (screen(tiny.picture(), secure=True), "hides"),
        (broken(tmp_path), "cannot be read"),
        (screen(tiny.picture(900, 2)), "200 times"),
    ):
        with pytest.raises(TargetNotFound, match=message):
            made.ground(observation, TARGET)
    with pytest.raises(TargetNotFound, match="words"):
        made.ground(screen(tiny.picture()), Target(element=3))


def test_a_model_gone_wrong_finds_nothing() -> None:
    model = tiny.build("qwen2_5_vl", 7)
    loaded = AimaGrounder.load(str(tiny.save(model, "qwen2_5_vl", "gone-wrong")), device="cpu")
    with torch.no_grad():
        loaded._vlm.model.model.language_model.layers[0].self_attn.q_proj.weight.fill_(float("nan"))
    with pytest.raises(TargetNotFound, match="attends to nothing"):
        loaded.ground(screen(tiny.picture()), TARGET)


def test_weights_come_from_the_checkpoint_where_it_names_them(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    shutil.copytree(tiny.folder("qwen2_5_vl"), folder)
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(
        json.dumps(config | {"kl_query_weighting": True, "part_query_weighting": True, "query_topk": None})
    )
    assert AimaGrounder.load(str(folder), device="cpu").weighting == weighting("query_kl_part")
    assert AimaGrounder.load(str(folder), device="cpu", weights="vanilla").weighting == weighting("vanilla")
    (folder / "config.json").write_text(
        json.dumps(
            config | {"kl_query_weighting": False, "layer_wise_query_weighting": True, "query_topk": 2}
        )
    )
    assert AimaGrounder.load(str(folder), device="cpu").weighting == weighting("layer_wise_query_2")
    assert grounder("qwen2_5_vl").weighting == weighting("query_1")


def test_a_vocabulary_without_the_anchor_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    vlm = tiny.vlm("qwen2_5_vl")
    monkeypatch.setattr(vlm, "token", lambda text: None)
    with pytest.raises(ConfigError, match=r"no token <\|pointer_start\|>"):
        AimaGrounder(vlm, profile_of("tiny", "anchor", "qwen2_5_vl"))


def test_it_is_a_looker() -> None:
    assert isinstance(grounder("qwen3_vl"), Looker)
    with pytest.raises(ValueError, match="-1"):
        grounder("qwen3_vl", zoom=-1)
