"""A dataset of labelled screens: what is on disk, resumed and refused."""

import tomllib
from importlib.resources import files
from pathlib import Path

import pytest
from PIL import Image

from device.error import ConfigError
from device.phone.apps import installed_apps
from device.phone.system.language import folder_of, table
from device.phone.toolkit.icon import names
from device.screen import Bounds
from grounding.training.dataset import ABSENT, TrainingExample, append, read, scaled
from grounding.training.generate import ScreenPlan, generate
from grounding.training.madeup import PACKAGE
from grounding.training.phonescreen import Style, apps, made_up, shots

CLOCK, EXPENSE = "com.google.android.deskclock", "com.arduia.expense"
STYLES = (Style(), Style("zh-Hans-CN", dark=True, size=(720, 1600), dpi=320))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("screens")
    generate(ScreenPlan(folder, screens=4, width=180, packages=(CLOCK, EXPENSE), styles=STYLES))
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
    generate(ScreenPlan(made, screens=4, width=180, packages=(CLOCK, EXPENSE), styles=STYLES))
    assert len(read(made, "train")) == before


def test_a_run_cut_short_goes_on(made: Path, tmp_path: Path) -> None:
    generate(ScreenPlan(tmp_path, screens=4, width=180, packages=(CLOCK,), styles=STYLES[:1]))
    generate(ScreenPlan(tmp_path, screens=4, width=180, packages=(CLOCK, EXPENSE), styles=STYLES))
    assert sorted(map(repr, read(tmp_path, "train"))) == sorted(map(repr, read(made, "train")))


def test_another_plan_is_refused(made: Path) -> None:
    with pytest.raises(ConfigError, match="another plan"):
        generate(ScreenPlan(made, screens=5, width=180, packages=(CLOCK,)))


def test_broken_datasets_are_said(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="there is no"):
        read(tmp_path, "train")
    append(tmp_path, "train", [TrainingExample("a.png", (1, 1), "x", ABSENT)])
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


def test_pages_put_together_by_chance_are_all_different_and_learned_from_only(tmp_path: Path) -> None:
    plan = ScreenPlan(tmp_path, screens=1, width=180, packages=(EXPENSE,), styles=STYLES, made_up=5)
    generate(plan)
    made = [e for e in read(tmp_path, "train") if e.application == PACKAGE]
    assert {e.application for split in ("screen", "app") for e in read(tmp_path, split)} == {EXPENSE}
    assert len({e.img_filename for e in made}) == 10
    icons = {(e.language, e.name) for e in made if e.ui_type == "icon" and not e.absent}
    assert len({name for language, name in icons if language == "en"}) > 15
    assert len({name for language, name in icons if language == "zh"}) > 15
    pages = {
        name: frozenset(e.instruction for e in made if e.img_filename == name)
        for name in {e.img_filename for e in made}
    }
    assert len(set(pages.values())) == len(pages)


def test_the_same_lot_draws_the_same_page_and_names_no_other_apps_words() -> None:
    style = Style()
    once, again = (next(iter(made_up(style, 1, seed=3))) for _ in range(2))
    assert once.observation.elements == again.observation.elements
    said = {e.text for shot in made_up(style, 12, besides=(EXPENSE,)) for e in shot.observation.elements}
    own = set(table("zh", folder_of("device.phone.apps.expense.expense")))
    others = _said_elsewhere("expense")
    assert said & others
    assert not said & (own - others)


def _said_elsewhere(besides: str) -> set[str]:
    """English texts of all apps but one."""
    return {
        text
        for app in installed_apps()
        if (folder := folder_of(type(app).__module__)).name != besides
        for text in table("zh", folder)
    }


def test_every_icon_of_the_table_can_be_drawn() -> None:
    listed = tomllib.loads((files("grounding.training") / "icon.toml").read_text(encoding="utf-8"))
    assert set(listed) <= set(names())
    assert all(english and chinese for english, chinese in listed.values())
