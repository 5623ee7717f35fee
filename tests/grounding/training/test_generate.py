"""A dataset of labelled screens: what is on disk, resumed and refused."""

from pathlib import Path

import pytest
from PIL import Image

from device.error import ConfigError
from device.screen import Bounds
from grounding.training.dataset import ABSENT, Example, append, read, scaled
from grounding.training.generate import Plan, generate
from grounding.training.phonescreen import Style, apps, shots

CLOCK, EXPENSE = "com.google.android.deskclock", "com.arduia.expense"
STYLES = (Style(), Style("zh-Hans-CN", dark=True, size=(720, 1600), dpi=320))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("screens")
    generate(Plan(folder, screens=4, width=180, packages=(CLOCK, EXPENSE), styles=STYLES))
    return folder


def test_lines_and_pictures_fit_together(made: Path) -> None:
    examples = read(made, "train")
    assert len(examples) > 50
    assert {e.language for e in examples} == {"en", "zh"}
    assert {e.theme for e in examples} == {"light", "dark"}
    assert {e.group for e in examples} >= {"text", "role", "relation", "absent"}
    assert any(e.ui_type == "icon" for e in examples)
    for example in examples:
        with Image.open(made / example.img_filename) as picture:
            assert picture.size == example.img_size
        assert picture.size == (180, 400)
        if not example.absent:
            left, top, right, bottom = example.bbox
            assert 0 <= left < right <= 180
            assert 0 <= top < bottom <= 400


def test_held_out_apps_are_in_no_other_split(made: Path) -> None:
    assert {e.application for e in read(made, "app")} == {EXPENSE}
    assert {e.application for e in read(made, "train")} == {CLOCK}


def test_pictures_show_what_the_box_says(made: Path) -> None:
    """The round button at the foot of the clock is where its box is: another colour than what is round it."""
    example = next(e for e in read(made, "train") if e.instruction == "Add alarm")
    left, top, right, bottom = example.bbox
    with Image.open(made / example.img_filename) as picture:
        inside = picture.getpixel((int(left + right) // 2 - 8, int(top + bottom) // 2 - 8))
        outside = picture.getpixel((int(left) - 6, int(top + bottom) // 2))
    assert inside != outside


def test_a_second_run_adds_nothing(made: Path) -> None:
    before = len(read(made, "train"))
    generate(Plan(made, screens=4, width=180, packages=(CLOCK, EXPENSE), styles=STYLES))
    assert len(read(made, "train")) == before


def test_a_run_cut_short_goes_on(made: Path, tmp_path: Path) -> None:
    generate(Plan(tmp_path, screens=4, width=180, packages=(CLOCK,), styles=STYLES[:1]))
    generate(Plan(tmp_path, screens=4, width=180, packages=(CLOCK, EXPENSE), styles=STYLES))
    assert sorted(map(repr, read(tmp_path, "train"))) == sorted(map(repr, read(made, "train")))


def test_another_plan_is_refused(made: Path) -> None:
    with pytest.raises(ConfigError, match="another plan"):
        generate(Plan(made, screens=5, width=180, packages=(CLOCK,)))


def test_broken_datasets_are_said(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="there is no"):
        read(tmp_path, "train")
    append(tmp_path, "train", [Example("a.png", (1, 1), "x", ABSENT)])
    with (tmp_path / "train.jsonl").open("a") as file:
        file.write('{"img_filename": 3}\n')
    with pytest.raises(ConfigError, match="line 2"):
        read(tmp_path, "train")


def test_boxes_shrink_with_their_picture() -> None:
    assert scaled(Bounds(10, 20, 30, 41), 0.5) == (5, 10, 15, 20.5)
    assert scaled(None, 0.5) == ABSENT


def test_a_layout_is_the_same_in_every_look() -> None:
    light, dark = (next(iter(shots(Style(dark=dark), CLOCK, 1))) for dark in (False, True))
    assert light.layout == dark.layout
    assert light.observation.screenshot is not None
    assert dark.observation.screenshot is not None
    assert light.observation.screenshot.raw != dark.observation.screenshot.raw
    assert CLOCK in apps()
