"""The network that ships: what it finds on the phone, and what is said where it cannot run."""

import sys
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from random import Random

import pytest
from PIL import Image

from device.error import ConfigError
from grounding.bundled.grounder import FILES, BundledGrounder
from grounding.target import Target, TargetNotFound
from grounding.training.instruction import Instruction, instructions
from grounding.training.phonescreen import Shot, Style, shots
from tests.grounding.screen import broken


def _icons(shot: Shot) -> list[Instruction]:
    said = instructions(shot.observation, shot.style.language, Random(0), drawn=shot.drawn)
    return [e for e in said if e.how == "text" and e.icon and shot.symbol_on(e.bounds)]


@pytest.mark.parametrize(
    "style", [Style(), pytest.param(Style("zh-Hans-CN", dark=True), marks=pytest.mark.full)]
)
def test_what_is_tapped_on_the_phone_is_what_was_meant(style: Style) -> None:
    """It has not learned these screens: it knows few of the names that apps have for their icons."""
    grounder = BundledGrounder.load()
    hits, tapped = [], []
    for shot in shots(style, "com.google.android.contacts", 4):
        blind = replace(shot.observation, elements=())
        for icon in _icons(shot):
            assert icon.bounds is not None
            found = grounder.ground(blind, Target(description=icon.words))
            hits.append(icon.bounds.contains(found.point))
            tapped += [hits[-1]] * (found.confidence >= 0.3)
            assert 0 < found.confidence < 1
    assert len(hits) >= 8
    assert sum(hits) >= 0.4 * len(hits)
    assert sum(tapped) >= 0.75 * len(tapped) > 0


def test_what_is_nowhere_is_doubted_or_said() -> None:
    shot = next(shots(Style(), "com.google.android.contacts", 1))
    blind = replace(shot.observation, elements=())
    grounder, sure = BundledGrounder.load(), []
    for words in ("Bluetooth", "Alarm", "Cloud", "Delete", "Shopping cart"):
        try:
            sure.append(grounder.ground(blind, Target(description=words)).confidence >= 0.5)
        except TargetNotFound:
            sure.append(False)
    assert sum(sure) <= 1


@pytest.mark.parametrize("size", [(1, 1), (7, 3), (20, 20)])
def test_a_picture_smaller_than_a_patch_has_an_answer(size: tuple[int, int]) -> None:
    (look,) = BundledGrounder.load().look([Image.new("RGB", size)], "Back")
    assert all(0 <= share <= 1 for region in look.regions for share in region.point)


def test_a_picture_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(TargetNotFound, match="cannot be read"):
        BundledGrounder.load().ground(broken(tmp_path), Target(description="Back"))


def test_the_files_are_small_and_say_where_they_are_from() -> None:
    data = files("grounding") / "data" / "icon"
    assert sum(len((data / f"{name}.onnx").read_bytes()) for name in FILES) < 6_000_000
    note = (data / "icon.txt").read_text(encoding="utf-8")
    assert "grounding.training.icon" in note
    assert "Apache-2.0" in note


def test_onnxruntime_that_does_not_load_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(ConfigError, match="needs onnxruntime"):
        BundledGrounder.load()
