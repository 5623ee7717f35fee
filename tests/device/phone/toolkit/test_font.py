"""Widths, line breaks, and that what is drawn is as wide as layout believes."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from device.phone.toolkit import font
from device.phone.toolkit.font import (
    ELLIPSIS,
    advances,
    ascent,
    face_of,
    is_invisible,
    line_height,
    nearest_weight,
    text_width,
    wrap,
)
from device.phone.toolkit.glyph import text_mask
from tests.table import each_row

SP14, SP16 = 36.75, 42.0


@pytest.mark.parametrize("weight", [400, 500, 700])
@pytest.mark.parametrize("size", [28.875, SP14, SP16, 94.5])
@pytest.mark.parametrize(
    "text",
    ["Network & internet", "illillillill", "WWWMMM", "设置一个闹钟", "Привет, мир", "7:30 AM | 你好 |"],
)
def test_ink_is_as_wide_as_the_advances(text: str, size: float, weight: int) -> None:
    framed = f"|{text}|"  # bars have the same bearing at both ends
    mask, bar = text_mask(framed, size, weight), text_mask("|", size, weight)
    assert mask is not None
    assert bar is not None
    from_first_to_last = mask.image.width - bar.image.width
    assert abs(from_first_to_last - text_width(f"|{text}", size, weight)) <= 1.6


def test_width_grows_with_size_and_weight_and_adds_up() -> None:
    assert text_width("Display", 40) == pytest.approx(2 * text_width("Display", 20))
    assert text_width("Display", 40, 700) > text_width("Display", 40, 400)
    assert text_width("ab", 40) == pytest.approx(text_width("a", 40) + text_width("b", 40))
    assert text_width("", 40) == 0


def test_every_digit_is_as_wide_as_the_next_so_that_clocks_do_not_jump() -> None:
    for weight in (400, 500, 700):
        assert len({advances(weight)[digit] for digit in "0123456789"}) == 1


def test_chinese_takes_a_square_and_joiners_take_nothing() -> None:
    assert text_width("闹钟", 40) == 80
    assert text_width("\u200d\ufe0f", 40) == 0
    assert text_width("👍🏽", 40) == text_width("👍", 40)


@pytest.mark.parametrize(("asked", "drawn"), [(100, 400), (400, 400), (500, 500), (600, 700), (900, 700)])
def test_weights_count_as_the_nearest(asked: int, drawn: int) -> None:
    assert nearest_weight(asked) == drawn
    assert face_of("a", asked) == f"roboto-{drawn}"


@pytest.mark.parametrize(
    ("char", "face"),
    [("é", "roboto-400"), ("Ж", "roboto-400"), ("闹", "noto-sans-sc-400"), ("あ", "noto-sans-sc-400"),
     ("，", "noto-sans-sc-400"), ("⏰", "noto-emoji-400"), ("😀", "noto-emoji-400"),
     ("☰", "noto-sans-symbols-2-400"), ("▶", "noto-sans-symbols-2-400"), ("⚙", "noto-sans-symbols-400"),
     ("⋮", "noto-sans-math-400"), ("ש", ""), ("한", "")],
)  # fmt: skip
def test_each_script_has_its_font(char: str, face: str) -> None:
    assert face_of(char, 400) == face


def test_everyday_chinese_has_its_font() -> None:
    """All that GB 2312 has, and names beyond it."""
    rows = (bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    characters = "".join(pair.decode("gb2312", "ignore") for pair in rows)
    assert len(characters) == 6763
    assert [char for char in characters + "珺旻垚喆玥堃翀赟祎璟啰囧✓" if not face_of(char, 400)] == []


@pytest.mark.parametrize("text", ["مرحبا", "שלום", "नमस्ते", "한글", "\U0001fabf", "\ue000"])
def test_what_no_font_has_is_drawn_as_boxes(text: str) -> None:
    mask = text_mask(text, SP16, 400)
    assert mask is not None
    assert mask.image.getextrema()[1] == 255
    assert mask.left + mask.image.width <= text_width(text, SP16) + 1


@given(st.text(min_size=1, max_size=30))
def test_any_text_can_be_measured_broken_and_drawn(text: str) -> None:
    assert text_width(text, SP14) >= 0
    assert wrap(text, SP14, 400, 100, 2)
    text_mask(text, SP14, 400)


def test_line_box_holds_ascent() -> None:
    assert 0 < ascent(SP16) < line_height(SP16) == 50


# -- line breaks --------------------------------------------------------------------------------------------
def broken(text: str, width: int = 300, most: int = 0) -> list[str]:
    return list(wrap(text, SP16, 400, width, most))


def test_text_that_fits_stays_as_it_is() -> None:
    text = "one two "
    assert broken(text) == [text]
    assert broken("") == [""]


@each_row("width", range(300, 800, 21))
def test_quotation_marks_stay_with_what_they_quote(width: int) -> None:
    lines = broken("要允许“云雀商城”访问“照片和视频”吗？", width)
    assert not any(line.startswith("”") or line.endswith("“") for line in lines)
    assert broken("it’s “so”", 10_000) == ["it’s “so”"]


def test_a_text_fits_in_its_own_width() -> None:
    for text in ("Network & internet", "设置闹钟", "7:30"):
        assert broken(text, -int(-text_width(text, SP16) // 1)) == [text]


def test_breaks_between_words_and_drops_the_space_there() -> None:
    assert broken("Mobile, hotspot and some other words") == ["Mobile, hotspot", "and some other", "words"]


def test_breaks_behind_a_hyphen_but_not_in_a_date() -> None:
    assert broken("more-or-less-", 170) == ["more-or-", "less-"]
    assert broken("on 2023-10-15", 250) == ["on", "2023-10-15"]


def test_breaks_chinese_anywhere_but_before_closing_and_behind_opening_marks() -> None:
    assert broken("明天早上七点，提醒我", 252) == ["明天早上七", "点，提醒我"]
    assert broken("明天早上七（提醒）", 252) == ["明天早上七", "（提醒）"]


def test_cuts_a_word_wider_than_a_line() -> None:
    lines = broken("x" * 50)
    assert "".join(lines) == "x" * 50
    assert len(lines) > 1


def test_newlines_are_kept_and_empty_lines_too() -> None:
    assert broken("a\n\nb") == ["a", "", "b"]


def test_the_last_line_allowed_ends_in_an_ellipsis() -> None:
    first, last = broken("Mobile, hotspot and some other words", most=2)
    assert first == "Mobile, hotspot"
    assert last.startswith("and some")
    assert last.endswith(ELLIPSIS)
    assert text_width(last, SP16) <= 300
    assert broken("a\nb\nc", most=2) == ["a", f"b{ELLIPSIS}"]
    assert broken("a\nb", most=2) == ["a", "b"]


@given(st.text(alphabet="ab -你，（)\n😀.", max_size=60), st.integers(1, 400), st.integers(0, 3))
def test_no_line_is_too_wide_and_nothing_is_lost(text: str, width: int, most: int) -> None:
    lines = wrap(text, SP14, 400, width, most)
    widest = max(map(text_width, text, [SP14] * len(text)), default=0)
    assert not most or len(lines) <= most
    for line in lines:
        visible = line.rstrip()
        if len(visible) > 1 and len(lines) > 1 and width > 2 * widest:
            assert text_width(visible, SP14) <= width + 0.01
    if not most:
        assert "".join("".join(lines).split()) == "".join(text.split())


def shown_texts() -> Iterator[tuple[str, str]]:
    """Where, and all that the phone itself may write: both sides of the tables, the samples, the apps."""
    root = Path(font.__file__).parent
    for path in (*root.rglob("zh.toml"), *root.glob("data/sample_*.toml")):
        yield path.relative_to(root).as_posix(), path.read_text("utf-8")
    for path in (*root.glob("apps/**/*.py"), *root.glob("widget/*.py"), *root.glob("shade/*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield path.relative_to(root).as_posix(), node.value


UNDERSTOOD = "\u2153\u2154\u2155"
"""Fractions that recipes may be written with, which no font of ours has."""


def test_nothing_that_the_phone_writes_shows_as_a_box() -> None:
    boxes = {
        (char, where)
        for where, text in shown_texts()
        for char in text
        if not (char.isspace() or is_invisible(char) or face_of(char, 400) or char in UNDERSTOOD)
    }
    assert boxes == set()
