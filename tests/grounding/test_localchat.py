"""A local model that answers in words: generation, parsing, and where it looked."""

import pytest

from grounding.localchat import LocalChatGrounder
from grounding.profile import place_of, profile_of, profiles
from grounding.target import Target, TargetNotFound
from tests.grounding import tiny
from tests.grounding.screen import screen
from tests.grounding.tiny import torch
from tests.thin import thinned

TARGET = Target(description="the Wi-Fi switch")


def grounder(family: tiny.Family, **options: int) -> LocalChatGrounder:
    return LocalChatGrounder(tiny.answering(family), profile_of("tiny", "chat", family), **options)


def test_pixels_of_the_resized_picture_for_qwen25() -> None:
    found = grounder("qwen2_5_vl").ground(screen(tiny.picture(168, 112)), TARGET)
    assert (found.point.x, found.point.y) == (84, 56)
    assert found.method == "local"
    assert found.heatmap is not None
    assert found.heatmap.shape == (4, 6)


@pytest.mark.full
def test_thousandths_for_qwen3() -> None:
    picture = tiny.picture(320, 224)
    found = grounder("qwen3_vl").ground(screen(picture), TARGET)
    assert (found.point.x, found.point.y) == (int(0.084 * 320), int(0.056 * 224))


@pytest.mark.parametrize("family", thinned(tiny.FAMILIES, 2))
def test_a_batch_answers_as_one_by_one(family: tiny.Family) -> None:
    made = grounder(family)
    pictures = [tiny.picture(336, 224, seed=i) for i in range(3)]
    for picture, look in zip(pictures, made.look(pictures, "Wi-Fi"), strict=True):
        (alone,) = made.look([picture], "Wi-Fi")
        assert alone.text == look.text
        assert alone.point == look.point
        assert look.scores is not None
        assert alone.scores == pytest.approx(look.scores, abs=1e-5)


def test_an_answer_without_a_comma_has_no_scores_of_another() -> None:
    talker = grounder("qwen2_5_vl")
    (answered,) = talker.look([tiny.picture()], "Wi-Fi")
    assert answered.scores is not None
    mute = LocalChatGrounder(tiny.vlm("qwen2_5_vl"), profile_of("tiny", "chat", "qwen2_5_vl"))
    (look,) = mute.look([tiny.picture()], "Wi-Fi")
    assert "," not in look.text
    assert look.scores is None
    assert look.point is None
    with pytest.raises(TargetNotFound, match="names no place"):
        mute.ground(screen(tiny.picture()), TARGET)


def test_attention_that_is_no_number_counts_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    made = grounder("qwen2_5_vl")
    inputs = tiny.chat_inputs(tiny.answering("qwen2_5_vl"), tiny.picture())
    length = inputs["input_ids"].shape[1]
    assert made._scores(torch.full((4, length + 4), float("nan")), inputs, 0) is None
    assert made._scores(None, inputs, 0) is None


def test_the_layer_is_the_profile_s_or_the_same_share_of_the_depth() -> None:
    assert profile_of("GTA1-7B", "chat", "qwen2_5_vl").layer_of(28) == 20
    assert profile_of("Qwen/Qwen3-VL-8B-Instruct", "chat", "qwen3_vl").layer_of(36) == 24
    assert profile_of("Qwen3-VL-32B", "chat", "qwen3_vl").layer_of(64) == 48
    assert profile_of("/models/mine", "chat", "qwen3_vl").layer_of(36) == 24
    assert grounder("qwen2_5_vl").layer == 3
    assert grounder("qwen2_5_vl", layer=1).layer == 1


def test_loading_by_folder() -> None:
    loaded = LocalChatGrounder.load(str(tiny.folder("qwen3_vl")), device="cpu")
    assert loaded.look([tiny.picture()], "Wi-Fi")[0].resized[0] % 32 == 0


def test_every_released_checkpoint_has_a_place_and_a_prompt() -> None:
    names = {profile.name for profile in profiles()}
    assert {"GUI-AIMA-3B", "GUI-AIMA-3B-kl", "V2P-7B", "GTA1-7B", "UI-TARS-1.5-7B"} <= names
    assert {"Qwen3-VL-8B", "Qwen3-VL-32B", "GUI-Actor-7B"} <= names
    for profile in profiles():
        assert profile.asked.system.format(width=1, height=2)
        assert profile.factor in (28, 32)
        if profile.hub:
            assert place_of(profile.name) == profile.hub
            assert profile_of(profile.hub, profile.method, profile.model_type) == profile
