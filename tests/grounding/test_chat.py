"""A vision model by endpoint: asked as its family is, read as its family answers."""

import io
from collections.abc import Sequence
from typing import TypeVar

import pytest
from PIL import Image

from device.screen import Point
from grounding.chat import ChatGrounder, standing_orders
from grounding.target import Target, TargetNotFound
from grounding.view import MultiView
from models import message
from models.message import Message
from models.profile import profiles
from models.reply import Reply
from models.scripted import Item, ScriptedModel
from tests.grounding.screen import screen

T = TypeVar("T")
SIZE = (1080, 2400)
WORDS = Target(description="the red button")


class Model(ScriptedModel):
    """A scripted model of some name that keeps what it was shown."""

    def __init__(self, name: str, *texts: str) -> None:
        super().__init__([Item(text) for text in texts], name)
        self.seen: list[Message] = []

    def chat(self, messages: Sequence[Message], reply: type[T], *, role: str = "") -> Reply[T]:
        self.seen.extend(messages)
        return super().chat(messages, reply, role=role)

    def picture(self, at: int = 0) -> Image.Image:
        pictures = [part for m in self.seen for part in m.parts if isinstance(part, message.Image)]
        return Image.open(io.BytesIO(pictures[at].read()))


def blank(size: tuple[int, int] = SIZE) -> Image.Image:
    return Image.new("RGB", size, "white")


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("Qwen/Qwen3-VL-8B-Instruct", '{"point_2d": [500, 250]}'),
        ("qwen2.5-vl-7b-instruct", '{"point_2d": [546, 602]}'),
        ("HelloKKMe/GTA1-7B", "(546, 602)"),
        ("inclusionAI/UI-Venus-1.5-8B", "[500,250]"),
        ("Tongyi-MAI/MAI-UI-8B", '<answer>\n{"coordinate": [500,250]}\n</answer>'),
        ("ui-tars-1.5-7b", "click(start_box='(546,602)')"),
        ("autoglm-phone-9b", 'do(action="Tap", element=[500,250])'),
        ("glm-4.5v", "<|begin_of_box|>[[500,250]]<|end_of_box|>"),
        ("gemini-3-flash", '{"point_2d": [500, 250]}'),
        ("some-other-model", 'Here it is: {"point_2d": [288, 320]}'),
        ("some-other-model", '{"bbox_2d": [238, 300, 338, 340]}'),
    ],
)
def test_each_family_counts_in_its_own_way(name: str, answer: str) -> None:
    found = ChatGrounder(Model(name, answer)).ground(screen(blank()), WORDS)
    assert abs(found.point.x - 540) <= 2
    assert abs(found.point.y - 600) <= 2
    assert found.method == "chat"
    assert 0.5 < found.confidence < 0.6, "one look alone"


def test_a_model_that_answers_in_pixels_gets_a_picture_that_no_server_resizes() -> None:
    model = Model("qwen2.5-vl-7b", '{"point_2d": [10, 10]}')
    ChatGrounder(model).ground(screen(blank((1081, 2399))), WORDS)
    width, height = model.picture().size
    assert (width % 28, height % 28) == (0, 0)
    assert f"{width} wide and {height} high" in model.seen[0].text


@pytest.mark.parametrize("answer", ["I cannot see it.", '{"point_2d": null}', '{"point_2d": [5000, 2]}'])
def test_an_answer_without_a_place_is_not_found(answer: str) -> None:
    with pytest.raises(TargetNotFound, match="red button"):
        ChatGrounder(Model("m", answer)).ground(screen(blank()), WORDS)


def test_a_model_that_gives_no_answer_is_not_found() -> None:
    model = ScriptedModel([Item("nothing useful", error="bad reply")])
    with pytest.raises(TargetNotFound):
        ChatGrounder(model).ground(screen(blank()), WORDS)


def test_looking_again_is_round_the_first_answer() -> None:
    model = Model("gta1", "(546,602)", "(1078,728)")
    found = MultiView(ChatGrounder(model)).ground(screen(blank()), WORDS)
    assert found.method == "crop2:chat"
    assert found.views[1].contains(Point(540, 600))
    assert model.picture(1).size == (2156, 1456), "the crop is shown twice as large"
    assert found.confidence > 0.8, "both looks agree"


def test_a_long_thin_picture_is_refused_in_words() -> None:
    with pytest.raises(TargetNotFound, match="200 times"):
        ChatGrounder(Model("gta1", "(1,1)")).ground(screen(blank((4000, 10))), WORDS)


def test_every_family_can_be_asked() -> None:
    for profile in profiles():
        orders = standing_orders(profile, (1080, 2400))
        assert "{" not in orders.replace('{"point_2d"', "")
