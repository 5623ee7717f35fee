"""What a large box hides is not drawn, and what it leaves is painted as ever."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from device.phone.toolkit import covering, glyph
from device.phone.toolkit.paint import Command, DrawBox, DrawText
from device.phone.toolkit.renderer import Renderer
from tests.device.phone.toolkit.test_renderer import EVERY, SIZE, WHOLE, drawn

SIZES = iter(range(300, 400))
"""Tenths of pixels: letters of a size that was not drawn before."""
LONG = DrawText(
    -40, 120, "A long line 很长的一行 of words, wide and narrow: illicit WWW", 30.0, 400, "error", WHOLE
)
TURNED = DrawText(20, 330, "Jf. Jf. Jf. jjjjj ffff \U0001f600\U0001f600", 41.0, 700, "primary", WHOLE)
edges = st.integers(-20, 420)


@st.composite
def covers(draw: st.DrawFn) -> DrawBox:
    """Boxes large enough to hide something, also rounded, cut or see-through ones."""
    left, right = sorted(draw(st.tuples(edges, edges)))
    top, bottom = sorted(draw(st.tuples(edges, edges)))
    side = draw(st.sampled_from([(0, top, right, bottom), (left, 0, right, 400), (left, top, 300, bottom)]))
    radius = draw(st.sampled_from([0, 0, 24, (30, 0, 30, 0)]))
    colour = draw(st.sampled_from(["surface", "surface", "#80FF0000"]))
    clip = draw(st.sampled_from([WHOLE, WHOLE, (30, 40, 290, 380)]))
    return DrawBox(
        side, clip, colour, radius, "outline", draw(st.sampled_from([0, 3])), draw(st.sampled_from([0, 8]))
    )


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.one_of(st.sampled_from([*EVERY, LONG, TURNED]), covers()), max_size=7),
    covers(),
    st.lists(st.sampled_from(EVERY), max_size=2),
)
def test_what_is_left_out_makes_no_difference(
    below: list[Command], cover: DrawBox, above: list[Command]
) -> None:
    commands = (*below, cover, *above)
    image = drawn(*commands)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(covering, "_LARGE", 9.0)  # nothing counts as a cover
        whole = drawn(*commands)
    assert ImageChops.difference(image, whole).getbbox() is None


@pytest.fixture
def letters(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The letters that the font engine draws, in order."""
    asked: list[str] = []
    draw = glyph.inked

    def noted(char: str, font: object) -> glyph.Mask:
        asked.append(char)
        return draw(char, font)  # type: ignore[arg-type]

    monkeypatch.setattr(glyph, "inked", noted)
    return asked


def fresh(text: str) -> DrawText:
    return DrawText(0, 100, text, next(SIZES) / 10, 400, "on_surface", WHOLE)


def test_letters_under_a_drawer_are_not_drawn(letters: list[str]) -> None:
    drawn(fresh("hidden"), DrawBox((0, 0, 200, 400), WHOLE, "surface"))
    assert letters == []


def test_of_a_line_that_reaches_out_of_it_the_end_is(letters: list[str]) -> None:
    line = fresh("abcdefghijklmnopqrst")
    drawn(line, DrawBox((0, 0, 200, 400), WHOLE, "surface"))
    assert "t" in letters
    assert not set("abcdef") & set(letters)


@pytest.mark.parametrize(
    "cover",
    [
        DrawBox((0, 0, 200, 400), WHOLE, "#80FFFFFF"),
        DrawBox((0, 0, 200, 400), (0, 0, 200, 90), "surface"),
        DrawBox((0, 95, 60, 140), WHOLE, "surface"),
    ],
)
def test_under_a_box_that_hides_little_all_are(cover: DrawBox, letters: list[str]) -> None:
    drawn(fresh("abc"), cover)
    assert letters == ["a", "b", "c"]


def test_what_comes_out_from_under_a_drawer_is_whole_again() -> None:
    drawer = DrawBox((0, 0, 200, 400), WHOLE, "surface")
    renderer = Renderer()
    for commands in ((*EVERY, LONG, drawer), (*EVERY, LONG), (LONG, drawer, TURNED), (TURNED,)):
        image = renderer.render(commands, SIZE, "surface", False)
        fresh_one = Renderer().render(commands, SIZE, "surface", False)
        assert isinstance(image, Image.Image)
        assert ImageChops.difference(image, fresh_one).getbbox() is None
