"""Grounders in turn: the first that is sure enough, else the surest; and the chain by name."""

from dataclasses import dataclass, field

import pytest
from PIL import Image

from device.error import ConfigError, ToldToPerson
from device.screen import Bounds, Observation, Point, UIElement
from grounding import chain as chains
from grounding.chain import chain, named
from grounding.first import FirstOf
from grounding.look import Seen, to_grounding
from grounding.ocr import OcrGrounder
from grounding.ocrread import Line
from grounding.spending import listening
from grounding.target import Grounding, Target, TargetNotFound, TargetUnlisted, TargetUnusable
from grounding.tree import TreeGrounder
from models.chat import ChatModel
from models.scripted import Item, ScriptedModel
from tests.grounding.screen import screen

WORDS = Target(description="Play")


@dataclass
class Says:
    """A grounder that always says the same."""

    point: tuple[int, int] | None = None
    confidence: float = 0.9
    error: type[TargetNotFound] = TargetNotFound
    name: str = "me"
    asked: list[Target] = field(default_factory=list)

    def ground(self, observation: Observation, target: Target) -> Grounding:
        self.asked.append(target)
        if self.point is None:
            raise self.error(f"not by {self.name}")
        return Grounding(Point(*self.point), self.confidence, f"says{self.point[0]}")


BLANK = screen(Image.new("RGB", (200, 200), "white"))


def test_the_first_that_is_sure_ends_the_search() -> None:
    later = Says((9, 9))
    assert FirstOf([Says(), Says((5, 5), 0.6), later]).ground(BLANK, WORDS).point == Point(5, 5)
    assert not later.asked


def test_doubt_goes_on_and_stays_as_an_alternative() -> None:
    found = FirstOf([Says((1, 1), 0.4), Says((5, 5), 0.8)]).ground(BLANK, WORDS)
    assert found.point == Point(5, 5)
    (other,) = found.alternatives
    assert other.point == Point(1, 1)
    assert other.confidence <= 1 - found.confidence


def test_where_nobody_is_sure_the_surest_counts() -> None:
    found = FirstOf([Says((1, 1), 0.4), Says((5, 5), 0.2), Says()]).ground(BLANK, WORDS)
    assert (found.point, found.confidence) == (Point(1, 1), 0.4)
    assert [other.point for other in found.alternatives] == [Point(5, 5)]


def test_no_other_place_is_likelier_than_the_one_that_is_named() -> None:
    """What an unsure method leaves of certainty is mostly that it is none of its places."""
    look = Seen((5.0, 5.0), 0.06, (((50.0, 50.0), 0.9), ((90.0, 90.0), 0.1)))
    found = to_grounding(look, (200, 200), BLANK, "unsure")
    assert [round(other.confidence, 3) for other in found.alternatives] == [0.06, 0.06]
    both = FirstOf([Says((1, 1), 0.2), Says((5, 5), 0.1)]).ground(BLANK, WORDS)
    assert all(other.confidence <= both.confidence for other in both.alternatives)


@pytest.mark.parametrize(
    ("names", "says"),
    [("mvp:ocr", "ocr gains nothing by looking again"), ("bundled,warp", "'warp'"), (" , ", "no grounder")],
)
def test_names_of_nobody_are_one_clear_error(names: str, says: str) -> None:
    with pytest.raises(ConfigError, match=says):
        named(names, lambda name: answers())


def test_several_names_are_a_chain_in_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = (Line("Play", Bounds(50, 60, 90, 80), 0.99),)
    monkeypatch.setattr(chains, "_ocr", lambda: OcrGrounder(lambda picture: lines))
    monkeypatch.setattr(chains, "is_installed", lambda: True)
    assert named("bundled, ocr", lambda name: answers()).ground(BLANK, WORDS).method == "ocr"


def test_what_nobody_finds_is_told_with_every_reason() -> None:
    with pytest.raises(TargetNotFound, match=r"not by one; not by two"):
        FirstOf([Says(name="one"), Says(name="two")]).ground(BLANK, WORDS)
    three = [Says(name="one"), Says(name="two"), Says(name="one")]
    with pytest.raises(TargetNotFound, match=r"^tree, chat: not by one; ocr: not by two$"):
        FirstOf(three, names=("tree", "ocr", "chat")).ground(BLANK, WORDS)
    with pytest.raises(TargetNotFound, match=r"^not by one$"):
        FirstOf([Says(name="one")], names=("tree",)).ground(BLANK, WORDS)


def test_what_stands_on_the_screen_is_told_once() -> None:
    unlisted = [
        Says(name="the tree's texts", error=TargetUnlisted),
        Says(name="scraps", error=TargetUnlisted),
    ]
    with pytest.raises(TargetNotFound, match=r"^tree: not by the tree's texts; chat: not by a look$"):
        FirstOf([*unlisted, Says(name="a look")], names=("tree", "ocr", "chat")).ground(BLANK, WORDS)
    with pytest.raises(TargetNotFound, match=r"^not by the tree's texts$"):
        FirstOf(unlisted, names=("tree", "ocr")).ground(BLANK, WORDS)


def test_in_a_chain_each_says_its_reason_under_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chains, "is_installed", lambda: False)
    with pytest.raises(TargetNotFound, match=r"^tree: .*; ocr: the text on the picture cannot be read"):
        chain("", lambda name: answers()).ground(BLANK, WORDS)


def test_a_disabled_control_is_not_looked_for_by_other_means() -> None:
    later = Says((9, 9))
    with pytest.raises(TargetUnusable):
        FirstOf([Says(error=TargetUnusable), later]).ground(BLANK, WORDS)
    assert not later.asked


def test_a_pixel_needs_nobody() -> None:
    first = Says()
    assert FirstOf([first]).ground(BLANK, Target(point=(3, 4))).point == Point(3, 4)
    assert not first.asked


def test_nonsense_is_refused() -> None:
    with pytest.raises(ValueError, match="one way"):
        FirstOf([])
    with pytest.raises(ValueError, match="probability"):
        FirstOf([Says()], 1.5)


def test_an_empty_tree_falls_through_to_reading() -> None:
    lines = (Line("Play", Bounds(50, 60, 90, 80), 0.99),)
    both = FirstOf([TreeGrounder(), OcrGrounder(lambda picture: lines)])
    assert both.ground(BLANK, WORDS).method == "ocr"
    button = UIElement(0, text="Play", bounds=Bounds(0, 0, 20, 20), is_clickable=True)
    full = Observation(BLANK.screenshot, (button,), "", "", False, (200, 200))
    assert both.ground(full, WORDS).method == "tree"


def answers(*texts: str) -> ScriptedModel:
    return ScriptedModel([Item(text) for text in texts])


def test_the_configured_model_is_asked_last_and_looks_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chains, "_ocr", lambda: OcrGrounder(lambda picture: ()))
    model = answers('{"point_2d": [100, 50]}', '{"point_2d": [200, 100]}')  # the second picture is larger
    with listening() as spent:
        found = chain("chat:any", lambda name: model).ground(BLANK, WORDS)
    assert found.point == Point(100, 50)
    assert found.method == "crop:chat"
    assert len(found.views) == 2
    assert found.confidence > 0.55, "two looks that agree are surer than one"
    assert spent.usage.calls == 2


def no_model(name: str) -> ChatModel:
    raise AssertionError(name)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("warp", "no grounder is called 'warp'"),
        ("chat:", "names no model"),
        ("mvp:tree", "no grounder is called"),
    ],
)
def test_names_that_are_none_say_what_there_is(name: str, says: str) -> None:
    with pytest.raises(ConfigError, match=says):
        chain(name, no_model)
    with pytest.raises(ConfigError, match=says):
        named(name, no_model)


def test_without_a_reader_the_chain_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chains, "is_installed", lambda: False)
    with pytest.raises(TargetNotFound, match=r"pip install 'tapwright\[ocr\]'"):
        chain("", no_model).ground(BLANK, WORDS)


def test_weights_that_are_not_here_say_how_to_get_them(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("transformers", reason="needs the extra grounding")
    monkeypatch.setattr("models.localcheckpoint._in_hub_cache", lambda name: None)
    with pytest.raises(ToldToPerson, match="hf download"):
        named("GTA1-7B", no_model).ground(BLANK, WORDS)
