"""A step as a picture: the screen it was decided on, what was done drawn on it, and a caption below."""

from collections.abc import Iterable
from pathlib import Path

from PIL import Image, ImageDraw

from agent.run.step import Step
from device.phone.toolkit.font import text_width
from device.phone.toolkit.glyph import text_mask
from ui.report.draw import Shape, shapes

WIDTH = 360
"""Pixels of a frame."""
_PAPER, _INK, _RED = (24, 24, 27), (244, 244, 245), (239, 68, 68)
_SIZE, _LEADING, _MARGIN = 15.0, 21, 10
_LINES = 3
_BLANK = (9, 20)
"""Width and height of a screen of which there is no picture, in shares."""


def frame(step: Step, folder: Path, caption: str, bottom: str = "") -> Image.Image:
    """The picture of a step of the run in a folder; `bottom` is a dim last line."""
    screen = _screen(folder / step.shot if step.shot else None)
    scale = WIDTH / screen.width
    picture = screen.resize((WIDTH, round(screen.height * scale)), Image.Resampling.BOX)
    _draw(picture, shapes(step, screen.size), scale)
    return _captioned(picture, caption, bottom)


def _screen(path: Path | None) -> Image.Image:
    """The shot; a blank where there is none."""
    if path is not None:
        try:
            with Image.open(path) as opened:
                return opened.convert("RGB")
        except OSError:
            pass
    across, down = _BLANK
    return Image.new("RGB", (WIDTH, WIDTH * down // across), "black")


def _draw(picture: Image.Image, drawn: Iterable[Shape], scale: float) -> None:
    pen = ImageDraw.Draw(picture)
    for shape in drawn:
        _shape(pen, shape, scale)


def _shape(pen: ImageDraw.ImageDraw, shape: Shape, scale: float) -> None:
    x, y, radius = shape.x * scale, shape.y * scale, shape.width * scale
    match shape.kind:
        case "box":
            pen.rectangle((x, y, x + radius, y + shape.height * scale), outline=_RED, width=2)
        case "path":
            for line in shape.d.split("M")[1:]:
                numbers = [float(number) * scale for number in line.replace("L", " ").split()]
                pen.line(numbers, fill=_RED, width=4, joint="curve")
        case "dot" | "start":
            pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=_RED)
        case _:
            pen.ellipse((x - radius, y - radius, x + radius, y + radius), outline=_RED, width=3)


def _captioned(picture: Image.Image, caption: str, bottom: str) -> Image.Image:
    lines = wrapped(caption, WIDTH - 2 * _MARGIN)[:_LINES]
    height = 2 * _MARGIN + _LEADING * (_LINES + 1)
    sheet = Image.new("RGB", (picture.width, picture.height + height), _PAPER)
    sheet.paste(picture, (0, 0))
    top = picture.height + _MARGIN
    for number, line in enumerate(lines):
        _write(sheet, line, top + _LEADING * number, _INK)
    if bottom:
        _write(sheet, wrapped(bottom, WIDTH - 2 * _MARGIN)[0], top + _LEADING * _LINES, (161, 161, 170))
    return sheet


def _write(sheet: Image.Image, line: str, top: int, colour: tuple[int, int, int]) -> None:
    mask = text_mask(line, _SIZE, 400)
    if mask is not None:
        sheet.paste(colour, (_MARGIN + mask.left, top + round(_SIZE) + mask.top), mask.image)


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines no wider than so many pixels, broken at blanks where there are any."""
    lines, line = [], ""
    for char in text:
        if text_width(line + char, _SIZE, 400) <= width:
            line += char
            continue
        head, blank, tail = line.rpartition(" ")
        lines.append((head if blank and len(tail) < 20 else line).rstrip())
        line = (tail if blank and len(tail) < 20 else "") + char.lstrip()
    return [*lines, line] if line or not lines else lines
