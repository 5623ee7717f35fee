"""The networks of icons: they learn, are written, and stand in for those that ship."""

from pathlib import Path
from random import Random

import numpy as np
import pytest
from PIL import Image, ImageDraw

from device.error import ConfigError
from grounding.bundled.grounder import FILES, BundledGrounder
from grounding.target import TargetNotFound
from grounding.training.icon import IconPlan, trained
from grounding.training.iconfont import Glyph, fonts, glyphs
from grounding.training.iconscreen import tile
from grounding.training.loop import read_log

SHAPES = ("search", "home", "star", "menu")


def _glyphs() -> list[Glyph]:
    """Four shapes of ink, named as icons are."""
    found = []
    for number, name in enumerate(SHAPES):
        picture = Image.new("L", (64, 64))
        pen = ImageDraw.Draw(picture)
        pen.regular_polygon((32, 32, 30), 3 + number, fill=255)
        pen.rectangle((26, 26, 38, 38), fill=0)
        found.append(Glyph("Nobody", name, (name,), name, "plain", np.asarray(picture)))
    return found


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    plan = IconPlan(steps=2, finder_steps=2, crops=8, tiles=1, screens=1)
    folder = tmp_path_factory.mktemp("run")
    trained(_glyphs(), _glyphs(), folder, plan)
    return folder


def test_training_leaves_networks_that_answer(run: Path) -> None:
    assert {path.stem for path in (run / "networks").iterdir()} == set(FILES)
    assert len(read_log(run / "icon")) == len(read_log(run / "find")) == 2
    grounder = BundledGrounder.load(run / "networks")
    (look,) = grounder.look([Image.new("RGB", (120, 90))], "the search icon")
    assert look.resized == (120, 90)
    assert all(0 <= share <= 1 for region in look.regions for share in region.point)
    with pytest.raises(TargetNotFound, match="long and thin"):
        grounder.look([Image.new("RGB", (900, 100))], "search")


def test_a_folder_without_networks_is_said(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        BundledGrounder.load(tmp_path)
    (tmp_path / "finder.onnx").write_bytes(b"nothing")
    with pytest.raises(ConfigError, match="holds no network"):
        BundledGrounder.load(tmp_path)


def test_what_a_tile_says_of_icons_is_drawn_there() -> None:
    for lot in range(4):
        drawn = tile(192, _glyphs(), Random(lot))
        pixels = np.asarray(drawn.picture, dtype=np.int32)
        assert len(drawn.icons) == len(drawn.glyphs)
        for x, y, side in drawn.icons:
            part = pixels[max(0, int(y - side / 2)) : int(y + side / 2) + 1, max(0, int(x - side / 2)) :]
            inside = part[:, : int(side) + 1].reshape(-1, 3)
            assert inside.std(axis=0).max() > 1


def test_no_maker_is_both_learned_and_held_out() -> None:
    makers = [{font.maker for font in fonts(use)} for use in ("train", "sure", "held")]
    assert len(set.union(*makers)) == sum(map(len, makers))
    assert len(makers[0]) >= 4


def test_a_font_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="not in the folder"):
        glyphs(tmp_path, "held")
