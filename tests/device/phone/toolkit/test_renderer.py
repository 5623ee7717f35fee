"""What is painted where, that a part painted anew equals the whole, and pixels are the same everywhere."""

import hashlib
import io
import subprocess
import sys
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from device.phone.toolkit.paint import (
    Command,
    DrawArc,
    DrawBox,
    DrawGradient,
    DrawIcon,
    DrawLine,
    DrawPicture,
    DrawText,
)
from device.phone.toolkit.renderer import Renderer, rgba_bytes
from device.phone.toolkit.theme import ROLES, STYLES, resolve, type_style

SIZE = (300, 400)
WHOLE = (0, 0, *SIZE)
RED = "#FF0000"


def drawn(*commands: Command, background: str = "#FFFFFF", dark: bool = False) -> Image.Image:
    return Renderer().render(commands, SIZE, background, dark)


def ink(image: Image.Image) -> tuple[int, int, int, int] | None:
    return ImageChops.difference(image, Image.new("RGB", SIZE, (255, 255, 255))).getbbox()


def png_of(image: Image.Image) -> bytes:
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


PHOTO = png_of(Image.radial_gradient("L").convert("RGB"))

EVERY: tuple[Command, ...] = (
    DrawGradient(WHOLE, ("#B9CCE8", "#D6D5EC", "#F0DCD9"), WHOLE),
    DrawBox((10, 10, 290, 90), WHOLE, "surface_container_high", 28, "outline", 3, 12),
    DrawBox((20, 100, 140, 160), WHOLE, "tertiary_container", (30, 0, 30, 0)),
    DrawText(30, 20, "Alarm 设置 😀 שלום", 36.75, 500, "on_surface", WHOLE, 52),
    DrawIcon(230, 25, 48, "alarm", True, "primary", WHOLE),
    DrawArc((150, 100, 250, 200), 30.0, 250.0, 9, "primary", WHOLE),
    DrawLine(200, 150, 235, 118, 4, "error", WHOLE),
    DrawPicture((20, 170, 120, 250), PHOTO, WHOLE, 16),
    DrawPicture((130, 210, 200, 280), b"not a picture", WHOLE),
    DrawBox((0, 300, 300, 400), WHOLE, "#52000000"),
    DrawBox(WHOLE, WHOLE, "#40000000"),
    DrawBox((40, 260, 260, 380), (40, 260, 200, 330), "surface", 40, "", 0, 16),
    DrawText(60, 280, "cut at its clip", 42.0, 400, "#80FF0000", (60, 280, 200, 310)),
)


def test_a_plain_box_fills_exactly_its_bounds() -> None:
    image = drawn(DrawBox((10, 20, 110, 70), WHOLE, RED))
    assert ink(image) == (10, 20, 110, 70)
    assert image.getpixel((10, 20)) == (255, 0, 0)
    assert image.getpixel((109, 69)) == (255, 0, 0)


@pytest.mark.parametrize("radius", [1, 10, 25, 999, (25, 0, 5, 12)])
def test_rounded_boxes_reach_their_bounds_with_soft_corners(radius: int | tuple[int, int, int, int]) -> None:
    image = drawn(DrawBox((10, 20, 110, 70), WHOLE, RED, radius))
    assert ink(image) == (10, 20, 110, 70)
    assert image.getpixel((60, 45)) == (255, 0, 0)
    if radius == 25:
        assert image.getpixel((10, 20)) == (255, 255, 255)
        assert len(image.crop((10, 20, 35, 45)).getcolors() or ()) > 10  # anti-aliased
        patch = image.crop((10, 20, 110, 70))
        assert patch.tobytes() == patch.transpose(Image.Transpose.FLIP_LEFT_RIGHT).tobytes()
        assert patch.tobytes() == patch.transpose(Image.Transpose.FLIP_TOP_BOTTOM).tobytes()


def test_a_border_lies_inside_and_leaves_the_inside_alone() -> None:
    for radius in (0, 2, 20):
        image = drawn(DrawBox((10, 20, 110, 70), WHOLE, "", radius, RED, 4))
        assert ink(image) == (10, 20, 110, 70)
        assert image.getpixel((60, 20)) == image.getpixel((60, 23)) == (255, 0, 0)
        assert image.getpixel((60, 24)) == (255, 255, 255)
        assert image.getpixel((13, 45)) == (255, 0, 0)
        assert image.getpixel((14, 45)) == (255, 255, 255)


def test_see_through_colours_mix_once() -> None:
    for radius in (0, 20):
        image = drawn(DrawBox((10, 20, 110, 170), WHOLE, "#80000000", radius))
        assert image.crop((40, 50, 80, 140)).getextrema() == ((127, 127),) * 3
        assert image.getchannel(0).getextrema()[0] in (126, 127)  # nowhere twice


def test_a_shadow_surrounds_a_raised_box() -> None:
    flat = drawn(DrawBox((100, 100, 200, 200), WHOLE, "#FFFFFF", 10))
    raised = drawn(DrawBox((100, 100, 200, 200), WHOLE, "#FFFFFF", 10, "", 0, 8))
    assert ink(flat) is None
    left, top, right, bottom = ink(raised) or WHOLE
    assert left < 100 < 200 < right
    assert 100 - top < bottom - 200
    assert raised.getpixel((150, 150)) == (255, 255, 255)
    assert raised.getpixel((150, 205)) < raised.getpixel((150, 212)) < (255, 255, 255)  # type: ignore[operator]


def test_a_shadow_of_a_large_box_has_no_seams() -> None:
    image = drawn(DrawBox((40, 40, 260, 360), WHOLE, "#FFFFFF", 6, "", 0, 6))
    below = [image.getpixel((x, 364)) for x in range(70, 230)]
    beside = [image.getpixel((264, y)) for y in range(80, 320)]
    assert len(set(below)) == len(set(beside)) == 1


def test_text_stands_on_one_baseline_in_the_middle_of_its_line_box() -> None:
    _, top, _, bottom = ink(drawn(DrawText(10, 100, "HHH", 42.0, 400, "#000000", WHOLE, 63))) or WHOLE
    assert abs((top - 100) - (163 - bottom)) <= 4
    _, _, _, of_h = ink(drawn(DrawText(10, 100, "H", 42.0, 400, "#000000", WHOLE, 63))) or WHOLE
    _, _, _, of_x = ink(drawn(DrawText(10, 100, "x", 42.0, 700, "#000000", WHOLE, 63))) or WHOLE
    assert of_h == of_x == bottom


def test_long_text_is_painted_to_its_end() -> None:
    image = drawn(DrawText(-2000, 10, "x" * 700, 10.0, 400, "#000000", WHOLE))
    assert (ink(image) or WHOLE)[2] == 300


def test_arcs_start_at_twelve_and_run_clockwise() -> None:
    left, top, right, bottom = ink(drawn(DrawArc((100, 100, 200, 200), 0.0, 90.0, 8, RED, WHOLE))) or WHOLE
    assert 144 <= left <= 150
    assert top == 100
    assert right == 200
    assert 150 <= bottom <= 156
    whole = drawn(DrawArc((100, 100, 200, 200), 0.0, 360.0, 8, RED, WHOLE))
    assert ink(whole) == (100, 100, 200, 200)
    assert whole.getpixel((150, 150)) == (255, 255, 255)


def test_straight_lines_are_crisp() -> None:
    image = drawn(DrawLine(50, 50, 50, 150, 4, RED, WHOLE), DrawLine(100, 50, 100, 150, 3, RED, WHOLE))
    row = [image.getpixel((x, 100)) for x in range(300)]
    assert [x for x, pixel in enumerate(row) if pixel == (255, 0, 0)] == [48, 49, 50, 51, 99, 100, 101]
    assert [x for x, pixel in enumerate(row) if pixel not in ((255, 0, 0), (255, 255, 255))] == []


def test_pictures_fill_their_box_and_what_is_none_shows_a_broken_one() -> None:
    assert ink(drawn(DrawPicture((10, 10, 110, 60), PHOTO, WHOLE))) == (10, 10, 110, 60)
    assert ink(drawn(DrawPicture((10, 10, 110, 60), PHOTO[:40], WHOLE))) == (10, 10, 110, 60)


def test_nothing_is_painted_outside_a_clip() -> None:
    clip = (100, 120, 180, 230)
    for command in EVERY:
        box = ink(drawn(command._replace(clip=clip)))
        if box is not None:
            assert clip[0] <= box[0] <= box[2] <= clip[2]
            assert clip[1] <= box[1] <= box[3] <= clip[3]


def test_empty_and_inverted_boxes_paint_nothing() -> None:
    for bounds in ((50, 50, 50, 90), (90, 90, 50, 50)):
        for command in (
            DrawBox(bounds, WHOLE, RED, 9, RED, 2, 5),
            DrawArc(bounds, 0, 90, 4, RED, WHOLE),
            DrawPicture(bounds, PHOTO, WHOLE),
            DrawGradient(bounds, (RED, RED), WHOLE),
            DrawBox(WHOLE, bounds, RED),
        ):
            assert ink(drawn(command)) is None


@pytest.mark.parametrize("veils", [("#52000000",), ("#52000000", "#80FFFFFF")])
def test_what_dims_the_screen_dims_all_that_is_below_it(veils: tuple[str, ...]) -> None:
    above = DrawBox((100, 100, 200, 200), WHOLE, RED, 20)
    expected = drawn(*EVERY)
    for veil in veils:
        red, green, blue, alpha = resolve(veil, False)
        expected = Image.blend(expected, Image.new("RGB", SIZE, (red, green, blue)), alpha / 255)
    expected.paste((255, 0, 0), (120, 120, 180, 180))
    image = drawn(*EVERY, *(DrawBox(WHOLE, WHOLE, veil) for veil in veils), above)
    off = ImageChops.difference(image, expected)
    off.paste((0, 0, 0), (90, 90, 210, 210))
    assert max(high for _, high in off.getextrema()) <= 3
    assert image.getpixel((150, 150)) == (255, 0, 0)


# -- painting anew what changed -----------------------------------------------------------------------------
def check_steps(steps: Sequence[Sequence[Command]]) -> None:
    renderer = Renderer()
    for commands in steps:
        kept = renderer.render(commands, SIZE, "surface", False)
        fresh = Renderer().render(commands, SIZE, "surface", False)
        assert ImageChops.difference(kept, fresh).getbbox() is None


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.sampled_from(EVERY), max_size=9), min_size=2, max_size=5))
def test_a_changed_frame_equals_one_painted_from_scratch(steps: list[list[Command]]) -> None:
    check_steps(steps)


def test_small_changes_at_every_place_of_the_list() -> None:
    steps: list[tuple[Command, ...]] = [EVERY]
    for index, command in enumerate(EVERY):
        low = command.clip[3] - 40
        steps += [EVERY[:index] + EVERY[index + 1 :], EVERY]
        steps += [(*EVERY[:index], command._replace(clip=(*command.clip[:3], low)), *EVERY[index + 1 :])]
        steps += [(*EVERY[index:], *EVERY[:index])]
    check_steps(steps)


def test_the_same_commands_give_the_same_object_and_others_leave_it_alone() -> None:
    renderer = Renderer()
    first = renderer.render(EVERY, SIZE, "surface", False)
    pixels = first.tobytes()
    assert renderer.render(list(EVERY), SIZE, "surface", False) is first
    assert renderer.render(EVERY[:-1], SIZE, "surface", False) is not first
    assert first.tobytes() == pixels
    dark = renderer.render(EVERY, SIZE, "surface", True)
    assert dark.tobytes() != pixels
    assert renderer.render(EVERY, (200, 200), "surface", True).size == (200, 200)


def test_a_framebuffer_is_the_picture_and_opaque() -> None:
    image = drawn(*EVERY)
    assert rgba_bytes(image) == image.convert("RGBA").tobytes()
    renderer = Renderer()
    renderer.render(EVERY, SIZE, "surface", False)
    again = renderer.render(EVERY[:-1], SIZE, "surface", False)
    assert rgba_bytes(again) == again.convert("RGBA").tobytes()


def test_another_process_paints_the_same_pixels() -> None:
    program = (
        "import hashlib, runpy, sys; here = runpy.run_path(sys.argv[1]); "
        "print(hashlib.sha256(here['drawn'](*here['EVERY']).tobytes()).hexdigest())"
    )
    command = [sys.executable, "-c", program, __file__]
    other = subprocess.run(command, capture_output=True, text=True, check=True)
    assert other.stdout.strip() == hashlib.sha256(drawn(*EVERY).tobytes()).hexdigest()


# -- theme --------------------------------------------------------------------------------------------------
def test_colours_are_roles_or_literals() -> None:
    assert resolve("#102030", False) == (16, 32, 48, 255)
    assert resolve("#80102030", True) == (16, 32, 48, 128)
    assert resolve("", False)[3] == resolve("transparent", True)[3] == 0
    assert resolve("surface", False) != resolve("surface", True)
    for role in ROLES:
        assert resolve(role, False)[3] == resolve(role, True)[3] == 255
    with pytest.raises(KeyError):
        resolve("no_such_role", False)
    with pytest.raises(ValueError, match="not a colour"):
        resolve("#12345", False)


@pytest.mark.parametrize("dark", [False, True])
def test_text_on_every_ground_can_be_read(dark: bool) -> None:
    for role in ROLES:
        if role.startswith("on_") and role.removeprefix("on_") in ROLES:
            assert contrast(resolve(role, dark), resolve(role.removeprefix("on_"), dark)) >= 4.5, role


def contrast(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    def luminance(colour: tuple[int, ...]) -> float:
        linear = [(c / 255 / 12.92) if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour[:3]]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_styles_are_names_or_say_it_outright() -> None:
    assert type_style("body_large") == (16.0, 400, 24.0)
    assert type_style("88/400/96") == (88.0, 400, 96.0)
    for style in STYLES:
        size, weight, line = type_style(style)
        assert size < line
        assert weight in (400, 500)
