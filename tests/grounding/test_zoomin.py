"""Step by step: a model's own point, and the part round it."""

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
    found = ZoomIn(looker, 2).ground(screen(red()), TARGET)
    assert abs(found.point.x - 1000) <= 1
    assert abs(found.point.y - 300) <= 1
    assert looker.seen == [[(2000, 1400)], [(1823, 1400)]], "half of each side, 768 at least, enlarged"
    (view,) = found.views
    assert (view.left, view.top, view.width, view.height) == (540, 0, 1000, 768)
    assert found.method == "zoom:red"
    assert [(each.point.x, each.point.y) for each in found.alternatives] == [(1040, 300)]
    near = ZoomIn(RedLooker(error=2, attends=False)).ground(screen(red()), TARGET)
    assert near.confidence > found.confidence, "the nearer the two lie, the surer"


def test_it_looks_closer_until_two_answers_agree() -> None:
    def looks(error: int, **options: int | None) -> int:
        looker = RedLooker(error=error, attends=False)
        ZoomIn(looker, **options).ground(screen(red((4000, 3000), (2000, 1000))), TARGET)  # type: ignore[arg-type]
        return len(looker.seen)

    assert looks(error=5) == 2, "the first two agree"
    assert looks(error=100) == 3, "the second and third do"
    assert looks(error=5, near=None, steps=9) == 4, "after 768 x 768 nothing is smaller"
    assert looks(error=5, near=None, steps=3) == 3


def test_a_part_without_the_thing_leaves_the_answer_before() -> None:
    far = RedLooker(error=1000, attends=False)
    found = ZoomIn(far).ground(screen(red(spot=(600, 300))), TARGET)
    assert (found.point.x, found.point.y) == (1600, 300)
    assert [answer.point is None for answer in found.answers] == [False, True]


def test_nothing_to_zoom_in_on_is_told() -> None:
    with pytest.raises(TargetNotFound, match="shows no"):
        ZoomIn(RedLooker()).ground(screen(red(spot=(-50, -50))), TARGET)
    with pytest.raises(ValueError, match="less than the whole"):
        ZoomIn(RedLooker(), share=1.0)
    with pytest.raises(ValueError, match="two looks or more"):
        ZoomIn(RedLooker(), 1)
    small = ZoomIn(RedLooker(attends=False)).ground(screen(red((600, 700), (300, 300))), TARGET)
    assert small.views == (), "a picture that small is seen well enough"


def test_it_stands_before_any_model_by_endpoint() -> None:
    answers = [Item("[500,250]"), Item("[500,500]"), Item("[500,500]")]
    asked: list[str] = []

    def connect(name: str) -> ScriptedModel:
        asked.append(name)
        return ScriptedModel(answers, name)

    found = chains.chain("zoom2:chat:UI-Venus-1.5-8B", connect).ground(screen(red()), TARGET)
    assert asked == ["UI-Venus-1.5-8B"]
    assert found.method == "zoom:chat"
    assert (found.point.x, found.point.y) == (1000, 384), "the middle of a part from 0 to 768"
    for name in ("zoom:ocr", "zoom1:chat:x"):
        with pytest.raises(ConfigError, match="no grounder is called"):
            chains.chain(name, connect)
