"""MultiView over local models: the attention comes with the first pass, crops go as one batch."""

import pytest

from grounding.aima import AimaGrounder
from grounding.localchat import LocalChatGrounder
from grounding.profile import profile_of
from grounding.proposal import Cutting
from grounding.target import Target
from grounding.view import MultiView
from tests.grounding import tiny
from tests.grounding.screen import screen
from tests.thin import thinned

TARGET = Target(description="the Wi-Fi switch")
SMALL = Cutting(crop=(168, 112))


@pytest.mark.parametrize("family", thinned(tiny.FAMILIES, 2))
def test_m_crops_take_one_pass_more_than_m_pictures(family: tiny.Family) -> None:
    vlm = tiny.answering(family)
    pictures: list[int] = []
    hook = vlm.model.model.visual.register_forward_pre_hook(
        lambda module, args, kwargs: pictures.append(len(kwargs["grid_thw"])), with_kwargs=True
    )
    made = LocalChatGrounder(vlm, profile_of("tiny", "chat", family))
    found = MultiView(made, passes=4, cutting=SMALL).ground(screen(tiny.picture(560, 448)), TARGET)
    hook.remove()
    assert pictures == [1, 3]
    assert found.method == "mvp4:local"
    assert len(found.views) == 4


def test_the_anchor_s_map_is_attention_too() -> None:
    made = AimaGrounder(tiny.vlm("qwen2_5_vl"), profile_of("tiny", "anchor", "qwen2_5_vl"))
    found = MultiView(made, passes="adaptive", cutting=SMALL).ground(screen(tiny.picture(560, 448)), TARGET)
    assert found.method == "mvp:aima"
    assert found.heatmap is not None
    assert found.heatmap.shape == (16, 20)


def test_a_mute_model_is_asked_with_borders() -> None:
    mute = LocalChatGrounder(tiny.vlm("qwen2_5_vl"), profile_of("tiny", "chat", "qwen2_5_vl"))
    views = MultiView(mute, cutting=SMALL)
    from grounding.target import TargetNotFound

    with pytest.raises(TargetNotFound, match="none of 2 looks"):
        views.ground(screen(tiny.picture()), TARGET)
