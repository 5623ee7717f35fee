"""Two steps: a model's own point, and the part round it."""

import pytest

from device.error import ConfigError
from grounding import chain as chains
from grounding.target import TargetNotFound
from grounding.zoomin import ZoomIn
from models.scripted import Item, ScriptedModel
from tests.grounding.screen import screen
from tests.grounding.test_view import TARGET, RedLooker, red


def test_the_second_answer_counts_and_the_first_is_its_alternative() -> None:
    looker = RedLooker(error=40, attends=False)
    found = ZoomIn(looker).ground(screen(red()), TARGET)
    assert (found.point.x, found.point.y) == (1000, 300)
    assert looker.seen == [[(2000, 1400)], [(2000, 1400)]], "half of each side, enlarged to the whole's size"
    (view,) = found.views
    assert (view.left, view.top, view.width, view.height) == (540, 0, 1000, 700)
    assert found.method == "zoom:red"
    assert [(each.point.x, each.point.y) for each in found.alternatives] == [(1040, 300)]
    near = ZoomIn(RedLooker(error=2, attends=False)).ground(screen(red()), TARGET)
    assert near.confidence > found.confidence, "the nearer the two lie, the surer"


def test_a_part_without_the_thing_leaves_the_first_answer() -> None:
    far = RedLooker(error=1000, attends=False)
    found = ZoomIn(far).ground(screen(red(spot=(600, 300))), TARGET)
    assert (found.point.x, found.point.y) == (1600, 300)
    assert [answer.point is None for answer in found.answers] == [False, True]


def test_nothing_to_zoom_in_on_is_told() -> None:
    with pytest.raises(TargetNotFound, match="shows no"):
        ZoomIn(RedLooker()).ground(screen(red(spot=(-50, -50))), TARGET)
    with pytest.raises(ValueError, match="less than the whole"):
        ZoomIn(RedLooker(), 1.0)


def test_it_stands_before_any_model_by_endpoint() -> None:
    answers = [Item("[500,250]"), Item("[500,500]")]
    asked: list[str] = []

    def connect(name: str) -> ScriptedModel:
        asked.append(name)
        return ScriptedModel(answers, name)

    grounder = chains.chain("zoom:chat:UI-Venus-1.5-8B", connect)
    found = grounder.ground(screen(red()), TARGET)
    assert asked == ["UI-Venus-1.5-8B"]
    assert found.method == "zoom:chat"
    assert (found.point.x, found.point.y) == (1000, 350)
    with pytest.raises(ConfigError, match="gains nothing"):
        chains.chain("zoom:ocr", connect)
