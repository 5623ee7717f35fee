"""Places come back from every scale in which a model counts as pixels of the phone's screen."""

import io
import json
from collections.abc import Sequence
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image as Picture

from agent.action.action import Click, Swipe, targets
from agent.brain.brain import Decision, View
from agent.brain.modelbrain import ModelBrain
from agent.brain.scale import Scale, in_pixels
from agent.role.decide import Deciding
from agent.role.reflect import Reflecting
from agent.run.step import Step
from device.screen import Observation, Screenshot
from grounding.parse import CONVENTIONS
from grounding.target import Target
from models.message import Image, Message
from models.profile import profile_of, profiles
from models.reply import Reply, Usage
from models.structured import shape_of

T = TypeVar("T")
UPRIGHT, ASIDE = (1080, 2400), (2400, 1080)


class Parrot:
    """A model that gives one text, and remembers what it was shown."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self.said = ""
        self.seen: list[tuple[int, int]] = []

    def chat(self, messages: Sequence[Message], reply: type[T], *, role: str = "") -> Reply[T]:
        """Its one reply."""
        del role
        self.said = "\n".join(message.text for message in messages)
        pictures = [part for message in messages for part in message.parts if isinstance(part, Image)]
        self.seen = [Picture.open(io.BytesIO(picture.read())).size for picture in pictures]
        return Reply(shape_of(reply).read(self.text), Usage(calls=1), self.text, 0.0)


def screen(size: tuple[int, int], *, pictured: bool = True) -> Observation:
    picture = Screenshot(size, bytes(size[0] * size[1] * 4), "rgba") if pictured else None
    return Observation(picture, (), "a.b", "a.b.Main", False, size)


def click(x: float, y: float) -> str:
    action = {"action_type": "click", "target": {"point": [x, y]}}
    return json.dumps({"thought": "t", "actions": [action]})


def owl(x: float, y: float) -> str:
    call = {"name": "mobile_use", "arguments": {"action": "click", "coordinate": [x, y]}}
    return f"<tool_call>{json.dumps(call)}</tool_call>"


GOLDEN = [
    # model, what it answers, the screen, the picture it saw, the pixel it means
    ("Qwen/Qwen3-VL-8B-Instruct", click(500, 250), UPRIGHT, (1088, 2400), (540, 600)),
    ("Qwen/Qwen3-VL-8B-Instruct", click(500, 250), ASIDE, (2400, 1088), (1200, 270)),
    ("qwen3-vl:8b", click(1000, 1000), UPRIGHT, (1088, 2400), (1079, 2399)),
    ("Qwen2.5-VL-7B-Instruct", click(546, 1204), UPRIGHT, (1092, 2408), (540, 1200)),
    ("ollama/qwen2.5vl:7b", click(1204, 546), ASIDE, (2408, 1092), (1200, 540)),
    ("mPLUG/GUI-Owl-7B", owl(546, 602), UPRIGHT, (1092, 2408), (540, 600)),
    ("GUI-Owl-1.5-8B-Thinking", owl(250, 750), UPRIGHT, (1088, 2400), (270, 1800)),
    ("Tongyi-MAI/MAI-UI-8B", owl(999, 0), UPRIGHT, (1088, 2400), (1079, 0)),
    ("Tongyi-MAI/MAI-UI-8B", owl(333, 666), ASIDE, (2400, 1088), (800, 720)),
    ("UI-TARS-1.5-7B", "Action: click(start_box='(546,1204)')", UPRIGHT, (1092, 2408), (540, 1200)),
    ("UI-TARS-1.5-7B", "Action: click(start_box='(1204,546)')", ASIDE, (2408, 1092), (1200, 540)),
    ("ByteDance/UI-TARS-7B-DPO", "Action: click(start_box='(500,500)')", UPRIGHT, (1092, 2408), (540, 1200)),
    ("zai-org/AutoGLM-Phone-9B", 'do(action="Tap", element=[500,999])', UPRIGHT, (1092, 2408), (540, 2397.6)),
    ("gpt-5-mini", click(384, 640), UPRIGHT, (768, 1706), (540, 640 * 2400 / 1706)),
    ("claude-sonnet-4-6", click(100, 100), UPRIGHT, (705, 1568), (100 * 1080 / 705, 100 * 2400 / 1568)),
    ("gemini-3-flash-preview", click(500, 500), ASIDE, (1526, 686), (1200, 540)),
    ("some-model", click(288, 640), UPRIGHT, (576, 1280), (540, 1200)),
    ("scripted:x", click(540, 1200), UPRIGHT, (1080, 2400), (540, 1200)),
]


@pytest.mark.parametrize(("name", "answer", "size", "sent", "pixel"), GOLDEN)
def test_the_pixel_that_a_model_means(
    name: str, answer: str, size: tuple[int, int], sent: tuple[int, int], pixel: tuple[float, float]
) -> None:
    parrot = Parrot(name, answer)
    reply = ModelBrain(parrot).think(Deciding(View(goal="tap it", observation=screen(size))))
    (target,) = targets(reply.value.actions[0])
    assert parrot.seen == [sent]
    assert target.point == pytest.approx(pixel)


def test_the_model_is_told_how_to_count() -> None:
    told = {}
    for name in ("qwen3-vl-8b", "qwen2.5-vl-7b", "gui-owl-7b", "gui-owl-1.5-8b", "anything"):
        parrot = Parrot(name, owl(1, 1) if "owl" in name else click(1, 1))
        ModelBrain(parrot).think(Deciding(View(goal="g", observation=screen(UPRIGHT))))
        told[name] = parrot.said
    assert "from 0 (left, top) to 1000 (right, bottom)" in told["qwen3-vl-8b"]
    assert "The screen's resolution is 1000x1000." in told["gui-owl-1.5-8b"]
    assert "The screen's resolution is 1092x2408." in told["gui-owl-7b"]
    assert "pixels of the picture, which is 1092 wide and 2408 high" in told["qwen2.5-vl-7b"]
    assert "pixels of the picture, which is 576 wide and 1280 high" in told["anything"]


def test_without_a_picture_the_screen_is_counted() -> None:
    parrot = Parrot("anything", click(540, 1200))
    reply = ModelBrain(parrot).think(Deciding(View(goal="g", observation=screen(UPRIGHT, pictured=False))))
    assert "pixels of the screen, which is 1080 wide and 2400 high" in parrot.said
    assert targets(reply.value.actions[0])[0].point == (540, 1200)


def test_the_same_picture_is_sent_once() -> None:
    before, after = screen(UPRIGHT), screen(UPRIGHT)
    step = Step(index=1, action=Click(target=Target(point=(1, 1))))
    judged = json.dumps({"outcome": "no_change", "evidence": "the same"})
    parrot = Parrot("anything", judged)
    ModelBrain(parrot).think(Reflecting(View(goal="g", observation=after), step, before, "same"))
    assert parrot.seen == [(576, 1280)]
    assert "Before:" in parrot.said
    assert "After: the same picture again" in parrot.said


def test_a_place_beyond_the_edge_stays_beyond_it() -> None:
    scale = Scale(UPRIGHT, (1000, 1000), "")
    assert scale.pixel((1500, -10)) == (1620, -24)


@given(st.floats(0, 999), st.floats(0, 999))
def test_every_place_inside_lands_inside(x: float, y: float) -> None:
    left, top = Scale(UPRIGHT, (999, 999), "").pixel((x, y))
    assert 0 <= left < UPRIGHT[0]
    assert 0 <= top < UPRIGHT[1]


def test_all_places_of_a_reply_are_converted_and_nothing_else() -> None:
    end, element = Target(point=(10, 20)), Target(element=3, description="(5, 5)")
    reply = Decision(thought="t", actions=(Swipe(start=Target(point=(1, 2)), end=end), Click(target=element)))
    swipe, tap = in_pixels(reply, Scale((100, 100), (10, 20), "")).actions
    assert targets(swipe) == (Target(point=(10, 10)), Target(point=(99, 99)))
    assert targets(tap) == (element,)


def test_profiles_are_whole() -> None:
    assert len({profile.name for profile in profiles()}) == len(profiles())
    for profile in profiles():
        assert profile.convention in CONVENTIONS
        assert CONVENTIONS[profile.convention].scale != 1, "a reply's points are not shares"
        for size in (UPRIGHT, ASIDE, (720, 1280), (1440, 3200)):
            wide, high = profile.sent_size(size)
            assert (wide % profile.factor, high % profile.factor) == (0, 0)
            assert wide * high <= profile.max_pixels
    assert profile_of("").name == profile_of("phi-4").name == "any"
