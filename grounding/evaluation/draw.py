"""A picture of a grounding: the heat, the parts that were looked at, the place, and what else it could be."""

import io
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import groupby

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

from device.screen import Bounds, Point
from grounding.evaluation.spread import spread
from grounding.heatmap import shares
from grounding.target import Grounding

_PLACE, _OTHER, _VIEW, _BOX = "#e11d48", "#f59e0b", "#2563eb", "#e11d48"
_PAPER, _INK, _PALE = "#ffffff", "#1f2933", "#7b8794"
_OTHER_ON_INK, _VIEW_ON_INK = "#fbbf24", "#93c5fd"
"""Letters of a label: its plate is dark, so that they can be read on any screen."""
_CLUSTER = 14
"""Pixels of the screen: answers this near to each other agree (MVP, arXiv 2512.08529)."""
_HEAT = ((0.0, (37, 99, 235)), (0.4, (16, 185, 129)), (0.7, (250, 204, 21)), (1.0, (225, 29, 72)))
"""Colours of low to high scores."""
_BEYOND_LATIN = "\u2e80"
"""From here on characters are East Asian."""
_OPAQUE = 0.6
"""How much of the screen the hottest patch hides."""


@dataclass(frozen=True, slots=True)
class _Scale:
    """Sizes that fit the picture: lines and letters as large on any screen."""

    unit: float

    def __call__(self, size: float) -> int:
        return max(1, round(size * self.unit))


@dataclass(frozen=True, slots=True)
class _Tag:
    """A label beside a place."""

    at: Point
    """Where its upper left corner is wanted."""
    words: str
    colour: str
    place: Point | None = None
    """What it belongs to, where a line should say so if it cannot stand beside that."""


def draw_nothing(screen: Image.Image, words: str, note: str = "nothing found") -> Image.Image:
    """The screen without a mark. Below stands what was looked for, and `note`."""
    return _captioned(screen.convert("RGB"), [words, note], _Scale(max(screen.size) / 1200))


def draw_grounding(screen: Image.Image, found: Grounding, words: str, note: str = "") -> Image.Image:
    """The screen with the heatmap over it, each view framed, alternatives ringed in order, and the place.

    The ring round the place has the radius within which answers count as one. Below stands what was looked
    for and what was found, and `note` after it. `found` is in pixels of `screen`.
    """
    scale = _Scale(max(screen.size) / 1200)
    picture = screen.convert("RGB")
    if found.heatmap is not None and found.heatmap.size:
        picture = _heated(picture, found.heatmap)
    pen, tags = ImageDraw.Draw(picture), list[_Tag]()
    for number, view in enumerate(found.views):
        _frame(pen, view, _VIEW, scale)
        tags.append(
            _Tag(Point(view.left + scale(4), view.top + scale(4)), f"view {number + 1}", _VIEW_ON_INK)
        )
    if found.bounds is not None:
        _frame(pen, found.bounds, _BOX, scale)
    for number, other in enumerate(found.alternatives, 2):
        _ring(pen, other.point, scale(9), _OTHER, scale)
        beside = Point(other.point.x + scale(13), other.point.y - scale(11))
        tags.append(_Tag(beside, f"{number}: {100 * other.confidence:.0f} %", _OTHER_ON_INK, other.point))
    reach = max(_CLUSTER, scale(14))
    _ring(pen, found.point, reach, _PLACE, scale)
    _cross(pen, found.point, scale)
    others = [_around(other.point, scale(9)) for other in found.alternatives]
    _tags(pen, tags, [_around(found.point, reach), *others], picture.size, scale)
    said = f"{found.method}: ({found.point.x}, {found.point.y}), sure to {100 * found.confidence:.0f} %"
    read = f', reads "{found.label}"' if found.label else ""
    return _captioned(picture, [words, said + read, *([note] if note else [])], scale)


def _around(point: Point, reach: int) -> Bounds:
    return Bounds(point.x - reach, point.y - reach, point.x + reach, point.y + reach)


def _tags(
    pen: ImageDraw.ImageDraw, tags: list[_Tag], taken: list[Bounds], size: tuple[int, int], scale: _Scale
) -> None:
    """Each on a plate of its own, beside its place where there is room."""
    font, edge, high = ImageFont.load_default(scale(15)), scale(4), scale(22)
    wanted = [
        Bounds(tag.at.x, tag.at.y, tag.at.x + round(font.getlength(tag.words)) + 2 * edge, tag.at.y + high)
        for tag in tags
    ]
    placed = spread(wanted, size, taken)
    for tag, own, box in zip(tags, wanted, placed, strict=True):
        if tag.place is not None and box != own:
            pen.line((tag.place.x, tag.place.y, box.center.x, box.center.y), _OTHER, scale(1.5))
    for tag, box in zip(tags, placed, strict=True):
        pen.rounded_rectangle((box.left, box.top, box.right - 1, box.bottom - 1), edge, _INK)
        pen.text((box.left + edge, box.center.y), tag.words, tag.colour, font, "lm")


def _heated(picture: Image.Image, heatmap: npt.NDArray[np.float32]) -> Image.Image:
    heights = shares(heatmap)
    stops = [stop for stop, _ in _HEAT]
    colours = np.stack([np.interp(heights, stops, [c[i] for _, c in _HEAT]) for i in range(3)], axis=-1)
    heat = Image.fromarray(colours.astype(np.uint8)).resize(picture.size, Image.Resampling.BILINEAR)
    veil = Image.fromarray((255 * _OPAQUE * np.sqrt(heights)).astype(np.uint8))
    return Image.composite(heat, picture, veil.resize(picture.size, Image.Resampling.BILINEAR))


def _frame(pen: ImageDraw.ImageDraw, box: Bounds, colour: str, scale: _Scale) -> None:
    pen.rectangle(
        (box.left, box.top, max(box.left, box.right - 1), max(box.top, box.bottom - 1)),
        None,
        colour,
        scale(2),
    )


def _ring(pen: ImageDraw.ImageDraw, at: Point, radius: int, colour: str, scale: _Scale) -> None:
    pen.ellipse((at.x - radius, at.y - radius, at.x + radius, at.y + radius), None, "white", scale(4))
    pen.ellipse((at.x - radius, at.y - radius, at.x + radius, at.y + radius), None, colour, scale(2))


def _cross(pen: ImageDraw.ImageDraw, at: Point, scale: _Scale) -> None:
    arm = scale(7)
    for colour, width in (("white", scale(4)), (_PLACE, scale(2))):
        pen.line((at.x - arm, at.y, at.x + arm, at.y), colour, width)
        pen.line((at.x, at.y - arm, at.x, at.y + arm), colour, width)


def _captioned(picture: Image.Image, lines: list[str], scale: _Scale) -> Image.Image:
    letters, line = scale(19), scale(28)
    sheet = Image.new("RGB", (picture.width, picture.height + (1 + len(lines)) * line), _PAPER)
    sheet.paste(picture, (0, 0))
    pen = ImageDraw.Draw(sheet)
    foot = picture.height + scale(8)
    for number, text in enumerate(lines):
        _write(pen, (scale(10), foot + number * line), text, _PALE if number else _INK, letters)
    return sheet


def _write(pen: ImageDraw.ImageDraw, at: tuple[int, int], text: str, colour: str, size: int) -> None:
    """One line, each run of characters in a font that has them: Pillow's own is Latin."""
    x, y = at
    for latin, run in groupby(text, key=lambda char: char < _BEYOND_LATIN):
        letters = "".join(run)
        font = ImageFont.load_default(size) if latin else _chinese(size)
        pen.text((x, y + size), letters, colour, font, "ls")
        x += round(font.getlength(letters))


@lru_cache(maxsize=8)
def _chinese(size: int) -> ImageFont.FreeTypeFont:
    """The Chinese letters that the package carries for the embedded phone."""
    data = (files("device.phone") / "data" / "font" / "noto-sans-sc-400.ttf").read_bytes()
    return ImageFont.truetype(io.BytesIO(data), size)
