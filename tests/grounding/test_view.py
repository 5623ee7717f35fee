"""MultiView over grounders of every kind: passes, views, agreement, confidence."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pytest
from PIL import Image

from agent.preset.preset import DEFAULT
from device.error import ConfigError
from device.screen import Bounds, Observation, Point
from grounding import chain as chains
from grounding.bundled.grounder import BundledGrounder
from grounding.confidence import confidence
from grounding.grounder import Grounder
from grounding.look import Look
from grounding.proposal import Cutting, View, propose
from grounding.target import Grounding, Target, TargetNotFound
from grounding.view import MultiView, Passes
from tests.grounding.screen import screen
from tests.thin import thinned

TARGET = Target(description="the red square")
SPOT = (1000, 300)


def red(size: tuple[int, int] = (2000, 1400), spot: tuple[int, int] = SPOT) -> Image.Image:
    """A grey screen with one red square of 20 pixels, its middle at the spot."""
    made = Image.new("RGB", size, "gray")
    made.paste("red", (spot[0] - 10, spot[1] - 10, spot[0] + 10, spot[1] + 10))
    return made


@dataclass
class RedLooker:
    """Finds red pixels; attends to where they are. Off by `error` pixels where it sees more than a crop."""

    error: int = 0
    wandering: int = 0
    attends: bool = True
    seen: list[list[tuple[int, int]]] = field(default_factory=list)

    name = "red"

    def ground(self, observation: Observation, target: Target) -> Grounding:
        raise AssertionError("a looker is looked with")

    def look(self, pictures: Sequence[Image.Image], words: str) -> list[Look]:
        assert words == TARGET.description
        self.seen.append([picture.size for picture in pictures])
        return [self._one(picture) for picture in pictures]

    def _one(self, picture: Image.Image) -> Look:
        pixels = np.asarray(picture)
        hot = (pixels[..., 0] > 200) & (pixels[..., 1] < 100)
        if not hot.any():
            return Look(None)
        y, x = (float(axis.mean()) + 0.5 for axis in np.nonzero(hot))
        looks = sum(map(len, self.seen))
        x += self.error if looks == 1 else self.wandering * looks
        width, height = picture.size
        grid = (width // 20, height // 20)
        scores = hot[: grid[1] * 20, : grid[0] * 20].reshape(grid[1], 20, grid[0], 20).mean((1, 3))
        return Look((x / width, y / height), scores.ravel() if self.attends else None, grid, picture.size)


def test_how_sure_it_is_says_whether_to_look_again() -> None:
    """Two answers 30 pixels apart disagree by MVP's rule, and are close enough to be sure of."""
    looks = {}
    for sure in (None, 0.5, 0.99):
        looker = RedLooker(error=30)
        MultiView(looker, "adaptive", crops=1 + 1, sure=sure).ground(screen(red()), TARGET)
        looks[sure] = len(looker.seen)
    assert looks == {None: 3, 0.5: 2, 0.99: 3}


def test_two_passes_by_default_and_the_crop_answers() -> None:
    looker = RedLooker(error=40)
    found = MultiView(looker).ground(screen(red()), TARGET)
    assert looker.seen == [[(2000, 1400)], [(2576, 1456)]]
    assert abs(found.point.x - SPOT[0]) <= 1
    assert abs(found.point.y - SPOT[1]) <= 1
    assert found.method == "mvp2:red"
    whole, crop = found.views
    assert whole == Bounds(0, 0, 2000, 1400)
    assert (crop.width, crop.height) == (1288, 728)
    assert found.heatmap is not None
    assert found.heatmap.shape == (70, 100)
    assert len(found.alternatives) == 1
    assert abs(found.alternatives[0].point.x - SPOT[0] - 40) <= 1


def test_a_number_of_passes_sends_all_crops_at_once() -> None:
    looker = RedLooker()
    found = MultiView(looker, passes=4).ground(screen(red()), TARGET)
    assert [len(batch) for batch in looker.seen] == [1, 3]
    assert len(found.views) == 4


def test_adaptive_stops_as_soon_as_two_agree() -> None:
    agreeing = RedLooker()
    found = MultiView(agreeing, passes="adaptive").ground(screen(red()), TARGET)
    assert [len(batch) for batch in agreeing.seen] == [1, 1]
    differing = RedLooker(error=60)
    MultiView(differing, passes="adaptive").ground(screen(red()), TARGET)
    assert [len(batch) for batch in differing.seen] == [1, 1, 1]
    lost = RedLooker(wandering=100)
    MultiView(lost, passes="adaptive", crops=3).ground(screen(red()), TARGET)
    assert [len(batch) for batch in lost.seen] == [1, 1, 1, 1]
    assert found.confidence > MultiView(RedLooker(wandering=100)).ground(screen(red()), TARGET).confidence


def test_one_pass_is_the_grounder_alone() -> None:
    looker = RedLooker()
    found = MultiView(looker, passes=1).ground(screen(red()), TARGET)
    assert looker.seen == [[(2000, 1400)]]
    assert found.method == "red"
    assert found.views == ()


def test_confidence_is_the_fitted_one() -> None:
    found = MultiView(RedLooker(error=40)).ground(screen(red()), TARGET)
    expected = confidence([(1040.0, 300.0), (1000.0, 300.0)], [0, 25], (2000, 1400))
    assert found.confidence == pytest.approx(expected, abs=1e-3)


def test_without_attention_views_lie_round_the_first_answer_and_say_so() -> None:
    looker = RedLooker(error=40, attends=False)
    found = MultiView(looker, passes=3).ground(screen(red()), TARGET)
    assert found.method == "crop3:red"
    assert found.views[1].contains(Point(*SPOT))
    assert found.views[2].width == round(1288 * 0.75)
    assert abs(found.point.x - SPOT[0]) <= 1


@dataclass
class Endpoint:
    """A grounder that is no looker, as a model at an endpoint: one answer a screen, or none."""

    sees_whole: bool = True
    screens: list[Observation] = field(default_factory=list)

    def ground(self, observation: Observation, target: Target) -> Grounding:
        self.screens.append(observation)
        if len(self.screens) == 1 and not self.sees_whole:
            raise TargetNotFound("too small to see")
        assert observation.screenshot is not None
        (look,) = RedLooker().look([observation.screenshot.image], target.description)
        if look.point is None:
            raise TargetNotFound("nothing red")
        x, y = (share * side for share, side in zip(look.point, observation.size, strict=True))
        return Grounding(Point(int(x), int(y)), 0.5, "endpoint")


def test_any_grounder_can_be_asked_about_parts() -> None:
    endpoint = Endpoint()
    found = MultiView(endpoint).ground(screen(red(), (1000, 700)), TARGET)
    assert [each.size for each in endpoint.screens] == [(2000, 1400), (2576, 1456)]
    assert all(each.elements == () for each in endpoint.screens)
    assert found.method == "crop2:endpoint"
    assert abs(found.point.x - SPOT[0] / 2) <= 1
    assert abs(found.point.y - SPOT[1] / 2) <= 1


def test_without_any_answer_borders_are_tried() -> None:
    endpoint = Endpoint(sees_whole=False)
    found = MultiView(endpoint, passes=3).ground(screen(red()), TARGET)
    assert [each.size for each in endpoint.screens] == [(2000, 1400), (2032, 1400), (2000, 1432)]
    assert found.method == "border3:endpoint"
    assert abs(found.point.x - SPOT[0]) <= 1


def test_nothing_anywhere_is_said() -> None:
    blank = screen(Image.new("RGB", (400, 300), "gray"))
    with pytest.raises(TargetNotFound, match="none of 2 looks"):
        MultiView(RedLooker()).ground(blank, TARGET)
    with pytest.raises(TargetNotFound, match="no picture"):
        MultiView(RedLooker()).ground(screen(None), TARGET)


def test_a_phone_s_crop_is_a_band_of_full_width() -> None:
    looker = RedLooker()
    found = MultiView(looker).ground(screen(red((1080, 2400), (540, 2000))), TARGET)
    assert looker.seen[1] == [(2160, 1456)]
    assert found.views[1].width == 1080


def test_scores_that_are_no_numbers_are_no_attention() -> None:
    empty = Look((0.5, 0.5), np.full(12, np.nan), (4, 3), (112, 84))
    source, views = propose(empty, (400, 300), 2, Cutting())
    assert source == "answer"
    assert views[0].region == (0, 0, 400, 300)
    assert propose(Look(None), (400, 300), 4, Cutting())[0] == "border"
    assert propose(Look(None), (400, 300), 0, Cutting())[1] == []


def test_a_view_maps_back_and_knows_its_border() -> None:
    view = View((100, 50, 300, 150), 5, 2.0)
    assert view.cut(red()).size == (400, 200)
    assert view.in_picture((0.5, 0.5), (2000, 1400)) == (200, 100)
    border = View((-32, 0, 2000, 1400), 0)
    assert border.cut(red()).getpixel((5, 5)) == (255, 255, 255)
    assert border.in_picture((0.0, 0.5), (2000, 1400)) is None
    assert border.in_picture((32 / 2032, 0.0), (2000, 1400)) == pytest.approx((0, 0))


@pytest.mark.parametrize("region", [(-300, 0, -100, 100), (2500, 1500, 2600, 1600)])
def test_a_view_outside_the_picture_is_white_and_has_no_place(region: tuple[int, int, int, int]) -> None:
    view = View(region, 1)
    assert view.cut(red()).getextrema() == ((255, 255),) * 3
    assert view.in_picture((0.5, 0.5), (2000, 1400)) is None


@pytest.mark.parametrize("passes", [0, -1, 1.5, "fixed", None])
def test_no_pass_is_refused(passes: Any) -> None:
    with pytest.raises(ValueError, match="once or more"):
        MultiView(RedLooker(), passes=passes)


@pytest.mark.parametrize("way", [{"linkage": "x"}, {"select": "x"}])
def test_a_way_to_choose_that_there_is_none_of_is_refused_before_any_look(way: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="'x'"):
        MultiView(RedLooker(), **way)


@dataclass
class SureLooker(RedLooker):
    """Says of each of its answers how likely it is right, in the order in which it is asked."""

    own: tuple[float, ...] = ()

    def _one(self, picture: Image.Image) -> Look:
        looks = sum(map(len, self.seen))
        return replace(super()._one(picture), probability=self.own[min(looks, len(self.own)) - 1])


def test_a_probability_of_its_own_counts_and_agreement_makes_it_no_surer() -> None:
    found = MultiView(SureLooker(own=(0.3, 0.2))).ground(screen(red()), TARGET)
    assert found.confidence == pytest.approx(0.2)
    assert found.method == "mvp2:red"


def test_a_place_elsewhere_of_which_it_is_sure_too_makes_it_doubtful() -> None:
    doubtful = MultiView(SureLooker(error=60, own=(0.8, 0.8))).ground(screen(red()), TARGET)
    assert doubtful.confidence == pytest.approx(0.8 * 0.2 / (1 - 0.64))
    hardly = MultiView(SureLooker(error=60, own=(0.1, 0.8))).ground(screen(red()), TARGET)
    assert hardly.confidence == pytest.approx(0.8 * 0.9 / (1 - 0.08))
    equal = MultiView(SureLooker(error=60, own=(1.0, 1.0))).ground(screen(red()), TARGET)
    assert equal.confidence == 0.5
    centroid = MultiView(SureLooker(error=5, own=(0.6, 0.4)), select="centroid").ground(screen(red()), TARGET)
    assert centroid.confidence == pytest.approx(0.4)


def test_a_grounder_s_confidence_is_its_probability() -> None:
    assert MultiView(Endpoint()).ground(screen(red(), (1000, 700)), TARGET).confidence == 0.5


@pytest.mark.parametrize("passes", thinned([2, 3, "adaptive"], 3))
def test_what_is_not_there_is_not_called_sure_by_looking_again(passes: Passes) -> None:
    """An empty picture shows nothing at all, however the network's answers to it agree."""
    grounder, empty = BundledGrounder.load(), screen(Image.new("RGB", (300, 500), "gray"))
    for words in ("Battery", "delete the universe", "Wi-Fi", "Alarm"):
        try:
            found = MultiView(grounder, passes).ground(empty, Target(description=words))
        except TargetNotFound:
            continue
        assert found.confidence < DEFAULT.min_confidence, words


@pytest.mark.parametrize(
    ("name", "asked"),
    thinned(
        [
            ("mvp-published:GTA1-7B", [1, 4]),
            ("mvp-published:local:/models/UI-TARS-1.5-7B", [1, 4]),
            ("mvp-published:Qwen3-VL-8B", [1, 2]),
            ("mvp4:GTA1-7B", [1, 3]),
            ("mvp:GTA1-7B", [1, 1]),
        ],
        2,
    ),
)
@pytest.mark.parametrize("made", [chains.named, chains.chain])
def test_a_name_says_how_often_to_look(
    name: str, asked: list[int], made: Callable[..., Grounder], monkeypatch: pytest.MonkeyPatch
) -> None:
    """MVP's published rows can be run by name: all its crops every time, at once."""
    looker = RedLooker()
    monkeypatch.setattr(chains, "_local", lambda method, name: looker)
    monkeypatch.setattr(chains, "is_installed", lambda: False)
    found = made(name, lambda model: pytest.fail(model)).ground(screen(red()), TARGET)
    assert [len(batch) for batch in looker.seen] == asked
    assert found.method == ("mvp:red" if name.startswith("mvp:") else f"mvp{sum(asked)}:red")


@pytest.mark.parametrize("name", ["V2P-7B", "bundled", "local:/models/mine"])
def test_where_mvp_published_nothing_that_is_said(name: str) -> None:
    with pytest.raises(ConfigError, match=f"no runs of {name}. Say how often to look, e.g. mvp3:{name}"):
        chains.named(f"mvp-published:{name}", lambda model: pytest.fail(model))
