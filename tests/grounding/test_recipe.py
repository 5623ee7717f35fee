"""A recipe is followed whole, and a checkpoint is what weights and config say, whatever it is called."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from device.error import ConfigError
from device.screen import Observation, Screenshot
from grounding import chain as chains
from grounding.aima import AimaGrounder
from grounding.look import Look
from grounding.pointer import PointerGrounder
from grounding.pointerhead import PointerHead
from grounding.profile import recipe_of
from grounding.recipe import follow
from grounding.target import Target
from grounding.training import vlm as command
from grounding.training.loop import Schedule
from grounding.training.sample import samples
from grounding.training.vlm import Tuning
from grounding.training.vlmtask import Batches
from grounding.view import MultiView
from models.chat import ChatModel
from models.localvlm import load_vlm
from models.notice import noticing
from tests.grounding import tiny
from tests.grounding.training.square import squares


def screen(picture: Image.Image) -> Observation:
    pixels = Screenshot(picture.size, picture.convert("RGBA").tobytes(), "rgba")
    return Observation(pixels, (), "", "", False, picture.size)


@pytest.fixture(scope="module")
def headed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("recipe") / "V2P-7B"
    command.save(load_vlm(str(tiny.folder("qwen2_5_vl")), device="cpu"), PointerHead(tiny.HIDDEN), folder)
    return folder


def test_a_head_of_unknown_making_is_not_taken_for_either(headed: Path) -> None:
    with pytest.raises(ConfigError, match=r"rank by their mean, .*recipe:gui-actor-7b@"):
        PointerGrounder.load(str(headed), device="cpu")
    with pytest.raises(ConfigError, match="has a pointer head: it is no GUI-AIMA"):
        AimaGrounder.load(str(headed), device="cpu")
    told: list[str] = []
    with noticing(told.append):
        actor, v2p = (follow(recipe_of(n), str(headed), "cpu") for n in ("gui-actor-7b", "v2p-7b"))
    assert isinstance(actor, PointerGrounder)
    assert isinstance(v2p, PointerGrounder)
    assert (actor._profile.rank, v2p._profile.rank) == ("mean", "max")
    assert len(told) == 2
    assert "NOT the published one" in told[0]


@pytest.mark.parametrize(("arm", "rank"), [("uniform", "mean"), ("v2p", "max")])
def test_what_is_trained_here_says_how_it_ranks(arm: str, rank: str, tmp_path: Path) -> None:
    data = samples(squares(tmp_path / "data", 4, (112, 112), 28))
    made = command.tuned(
        str(tiny.folder("qwen2_5_vl")), data, tmp_path / "run", Tuning("pointer", arm), Schedule(1),
        Batches(), device="cpu",
    )  # fmt: skip
    renamed = tmp_path / "GUI-AIMA-3B"
    shutil.copytree(made, renamed)
    assert PointerGrounder.load(str(renamed), device="cpu")._profile.rank == rank


def test_a_recipe_resizes_and_zooms_as_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[tuple[int, int]] = []
    seen = AimaGrounder.look

    def noted(self: AimaGrounder, pictures: list[Image.Image], words: str) -> list[Look]:
        sizes.extend(picture.size for picture in pictures)
        return seen(self, pictures, words)

    monkeypatch.setattr(AimaGrounder, "look", noted)
    for name, expected in (("aima-3b-onestage", 1), ("aima-3b-osworldg", 2)):
        sizes.clear()
        small = replace(recipe_of(name), area=336 * 224, precision="float32")
        follow(small, str(tiny.folder("qwen2_5_vl")), "cpu").ground(
            screen(tiny.picture()), Target(description="Wi-Fi")
        )
        assert sizes[0] == (336, 224)
        assert len(sizes) == expected
    assert sizes[1] == (4 * 28, 4 * 28), "the square of the picture itself, four times as large"


def test_a_recipe_stays_whole_in_a_chain(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_model(name: str) -> ChatModel:
        raise AssertionError(name)

    wrapped: list[str] = []
    monkeypatch.setattr(chains, "_more_than_once", lambda load, *_: wrapped.append("again") or load())
    monkeypatch.setattr(chains, "_local", lambda method, name: wrapped.append(method))
    monkeypatch.setattr(chains, "_recipe", lambda recipe, folder: wrapped.append(f"{recipe.name}@{folder}"))
    for name in ("GUI-AIMA-3B", "aima:x", "recipe:v2p-7b@y", "V2P-7B"):
        later = chains._linked(name, no_model, None)
        later._load()  # type: ignore[attr-defined]
    assert wrapped == ["aima", "aima", "v2p-7b@y", "again", "pointer"]


class Mute:
    """Reads nothing in the first crop, and the same place everywhere else."""

    name = "mute"

    def __init__(self) -> None:
        self.looks = 0

    def ground(self, observation: Observation, target: Target) -> None:
        raise AssertionError

    def look(self, pictures: list[Image.Image], words: str) -> list[Look]:
        found = []
        for picture in pictures:
            self.looks += 1
            found.append(Look(None if self.looks <= 2 else (0.5, 0.5), resized=picture.size))
        return found


def test_an_unread_view_is_its_corner_where_the_published_code_has_it_so() -> None:
    picture = Image.new("RGB", (2000, 1000))
    point = MultiView(Mute(), 3, unread="corner").ground(screen(picture), Target(description="it")).point  # type: ignore[arg-type]
    assert (point.x, point.y) == (0, 0), "the whole and the first crop, both unread, agree on the corner"
    dropped = MultiView(Mute(), 3).ground(screen(picture), Target(description="it")).point  # type: ignore[arg-type]
    assert (dropped.x, dropped.y) != (0, 0)
