"""Every icon that was cut can be drawn, outlined and filled."""

import re
from importlib import resources
from pathlib import Path

import pytest

import device.phone
from device.phone.toolkit.icon import icon_mask, names


def test_all_names_of_the_list_were_cut() -> None:
    listed = (resources.files("device.phone") / "data" / "icon_names.txt").read_text(encoding="utf-8").split()
    assert sorted(listed) == sorted(names())
    assert len(listed) == len(set(listed)) > 500


def test_every_icon_written_out_in_the_source_was_cut() -> None:
    for path in Path(str(device.phone.__file__)).parent.rglob("*.py"):
        for name in re.findall(r'icon="([a-z0-9_]+)"', path.read_text(encoding="utf-8")):
            assert name in names(), f"{path.name}: {name}"


@pytest.mark.parametrize("filled", [False, True])
def test_every_icon_has_ink_inside_its_square(filled: bool) -> None:
    for name in names():
        mask = icon_mask(name, 48, filled)
        box = mask.getbbox()
        assert mask.size == (48, 48)
        assert box is not None, name
        assert sum(mask.histogram()[128:]) > 20, name


def test_filled_has_more_ink() -> None:
    for name in ("alarm", "lock", "star", "notifications", "folder"):
        filled, outlined = icon_mask(name, 63, True), icon_mask(name, 63, False)
        assert sum(filled.tobytes()) > 1.2 * sum(outlined.tobytes()), name


def test_icons_sit_in_the_middle() -> None:
    for name in ("close", "radio_button_checked", "settings", "add"):
        left, top, right, bottom = icon_mask(name, 96, False).getbbox() or (0, 0, 0, 0)
        assert abs(left - (96 - right)) <= 2
        assert abs(top - (96 - bottom)) <= 2


def test_an_unknown_name_is_drawn_as_a_crossed_box() -> None:
    assert "no_such_icon" not in names()
    assert icon_mask("no_such_icon", 48, False).getbbox() is not None


def test_no_font_has_to_be_unpacked_before_it_draws() -> None:
    fonts = [
        font
        for font in (resources.files("device.phone") / "data" / "font").iterdir()
        if font.name.endswith(".ttf")
    ]
    assert len(fonts) > 5
    for font in fonts:
        assert font.read_bytes()[:4] == b"\0\1\0\0", font.name
