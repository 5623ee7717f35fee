"""Screens of phones, tablets and desktops, drawn with icon fonts that nothing was trained on.

Bars, rows, tiles, docks, toolbars and panels as programs have them; light and dark, over pictures too, some
with badges, some blurred as a stream of pictures is. Every screen is drawn by its number alone.
"""

import colorsys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from random import Random

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from grounding.training.iconfont import Glyph

Colour = tuple[int, int, int]
Box = tuple[float, float, float, float]
WORDS = (
    "Inbox", "Groceries", "Morning run", "Invoices 2024", "Draft", "Quarterly report", "Trip to Lisbon",
    "Untitled", "Reading list", "Photos of May", "Team call", "Budget", "Recipes", "Untagged", "Project plan",
    "今天的待办", "购物清单", "会议记录", "旅行照片", "未命名文档", "季度报告",
)  # fmt: skip
_BODY = "The quick brown fox jumps over the lazy dog and runs home before the rain begins to fall again"


@dataclass(frozen=True, slots=True)
class Kind:
    """A sort of screen."""

    name: str
    sizes: Sequence[tuple[int, int]]
    scales: Sequence[float]
    """Pixels a point."""


KINDS = (
    Kind("phone", ((1080, 2400), (1170, 2532), (720, 1600)), (2.6, 3.0, 1.8)),
    Kind("tablet", ((2560, 1600), (1600, 2560), (2048, 1536)), (2.0, 2.0, 1.8)),
    Kind("landscape", ((2400, 1080), (1600, 720)), (2.6, 1.8)),
    Kind("desktop", ((1920, 1080), (2560, 1440), (1366, 768)), (1.0, 1.25, 1.0)),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """An icon on a screen."""

    glyph: Glyph
    box: Box
    """What takes its touch, xyxy in pixels."""


@dataclass(frozen=True, slots=True)
class ForeignScreen:
    """A picture and the icons on it."""

    kind: str
    face: str
    picture: Image.Image
    shown: Sequence[Shown]


@dataclass
class _Pen:
    """A screen that is being drawn; lengths are points."""

    kind: Kind
    size: tuple[int, int]
    scale: float
    rng: Random
    stock: Iterator[Glyph]
    dark: bool
    picture: Image.Image = field(init=False)
    shown: list[Shown] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.ground = _shade(self.rng, 0.05, (0.07, 0.16) if self.dark else (0.95, 1.0))
        self.surface = _shade(self.rng, 0.12, (0.16, 0.26) if self.dark else (0.88, 0.97))
        self.ink = _shade(self.rng, 0.1, (0.75, 0.95) if self.dark else (0.15, 0.4))
        self.accent = _shade(self.rng, 0.75, (0.55, 0.85), least=0.5)
        self.picture = Image.new("RGB", self.size, self.ground)

    @property
    def wide(self) -> float:
        return self.size[0] / self.scale

    @property
    def high(self) -> float:
        return self.size[1] / self.scale

    def fill(self, box: Box, colour: Colour, radius: float = 0) -> None:
        left, top, right, bottom = (edge * self.scale for edge in box)
        ImageDraw.Draw(self.picture).rounded_rectangle(
            (left, top, right, bottom), radius * self.scale, colour
        )

    def text(self, x: float, y: float, said: str, size: float, colour: Colour | None = None) -> None:
        chosen = _letters(max(7, round(size * self.scale)), said.isascii())
        place = x * self.scale, y * self.scale
        ImageDraw.Draw(self.picture).text(place, said, fill=colour or self.ink, font=chosen, anchor="lm")

    def icon(self, x: float, y: float, side: float, touch: float, colour: Colour | None = None) -> None:
        """One of the stock, its middle at (x, y); nothing once the stock has run out."""
        glyph = next(self.stock, None)
        if glyph is None:
            return
        mask, inked = Image.fromarray(glyph.mask), side * self.scale * 0.86
        by = inked / max(mask.size)
        mask = mask.resize(
            (max(1, round(mask.width * by)), max(1, round(mask.height * by))), Image.Resampling.LANCZOS
        )
        middle = x * self.scale, y * self.scale
        at = round(middle[0] - mask.width / 2), round(middle[1] - mask.height / 2)
        self.picture.paste(colour or self.ink, at, mask)
        half = max(touch, side) * self.scale / 2
        self.shown.append(
            Shown(glyph, (middle[0] - half, middle[1] - half, middle[0] + half, middle[1] + half))
        )
        if self.rng.random() < 0.05:
            self._badge(x + side * 0.42, y - side * 0.42, side * 0.2)

    def _badge(self, x: float, y: float, radius: float) -> None:
        self.fill((x - radius, y - radius, x + radius, y + radius), (214, 40, 57), radius)

    def photograph(self, box: Box, tint: Colour) -> None:
        """Hills before a sky, with grain."""
        width, height = round((box[2] - box[0]) * self.scale), round((box[3] - box[1]) * self.scale)
        noise = np.random.default_rng(self.rng.getrandbits(32))
        across, made = np.linspace(0, 1, width), np.zeros((height, width, 3), dtype=np.float32)
        down = np.linspace(0, 1, height)[:, None, None]
        made += np.array(tint, dtype=np.float32) * (1.1 - 0.5 * down)
        for layer in range(4):
            waves = [
                noise.normal() / k * np.sin(across * 6.3 * k + noise.uniform(0, 6.3)) for k in (1, 2, 4, 9)
            ]
            line = 0.35 + 0.15 * layer + 0.08 * np.sum(waves, axis=0)
            below = down[:, :, 0] > line[None, :]
            made[below] = made[below] * 0.3 + noise.uniform(10, 150, 3).astype(np.float32) * 0.7
        made += noise.normal(0, 6, (height, width, 1))
        part = Image.fromarray(np.clip(made, 0, 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(1))
        self.picture.paste(part, (round(box[0] * self.scale), round(box[1] * self.scale)))

    def words(self) -> str:
        return self.rng.choice(WORDS)


def screen(number: int, faces: Sequence[Sequence[Glyph]]) -> ForeignScreen:
    """The screen of a number, with icons of one of the faces."""
    rng = Random(f"foreign {number}")
    kind = KINDS[_KIND_OF[number % len(_KIND_OF)]]
    which = rng.randrange(len(kind.sizes))
    face = faces[number % len(faces)]
    pen = _Pen(
        kind,
        kind.sizes[which],
        kind.scales[which % len(kind.scales)],
        rng,
        _stock(face, rng),
        rng.random() < 0.45,
    )
    rng.choice(_LAYOUTS[kind.name])(pen)
    picture = pen.picture
    if rng.random() < 0.2:
        picture = picture.filter(ImageFilter.GaussianBlur(0.35 * pen.scale))
    return ForeignScreen(kind.name, f"{face[0].maker} {face[0].face}", picture, tuple(pen.shown))


_KIND_OF = (0, 3, 1, 0, 3, 2, 0, 3, 1, 3)
"""Of ten screens three are phones, four desktops, two tablets, one is a phone held across."""


def _stock(face: Sequence[Glyph], rng: Random) -> Iterator[Glyph]:
    """Each meaning once, in any order; none that shares a name with one before."""
    known: set[str] = set()
    for glyph in rng.sample(list(face), len(face)):
        if known.isdisjoint(glyph.names):
            known.update(glyph.names)
            yield glyph


# -- phones --------------------------------------------------------------------------------------------------
def _list_app(pen: _Pen) -> None:
    rng, wide, high = pen.rng, pen.wide, pen.high
    _status(pen)
    pen.fill((0, 24, wide, 84), pen.accent if rng.random() < 0.3 else pen.ground)
    pen.icon(28, 54, 24, 44)
    pen.text(60, 54, pen.words(), 20)
    for at in range(rng.randint(1, 3)):
        pen.icon(wide - 28 - 46 * at, 54, 24, 44)
    y, row = 84.0, rng.choice((56, 64, 72))
    leading, trailing = rng.random() < 0.7, rng.random() < 0.6
    while y + row < high - 80:
        if leading:
            pen.icon(34, y + row / 2, 22, 44)
        pen.text(72 if leading else 20, y + row / 2 - 9, pen.words(), 15)
        pen.text(72 if leading else 20, y + row / 2 + 11, _BODY[: rng.randint(12, 30)], 12)
        if trailing:
            pen.icon(wide - 32, y + row / 2, 22, 44)
        pen.fill((0, y + row - 0.5, wide, y + row), pen.surface)
        y += row
        if rng.random() < 0.15:
            y += 30
    _tabs(pen)
    if rng.random() < 0.6:
        pen.fill((wide - 80, high - 160, wide - 24, high - 104), pen.accent, 18)
        pen.icon(wide - 52, high - 132, 24, 56, (255, 255, 255))


def _gallery(pen: _Pen) -> None:
    rng, wide, high = pen.rng, pen.wide, pen.high
    pen.photograph((0, 0, wide, high), _shade(rng, 0.6, (0.4, 0.9)))
    light = (255, 255, 255)
    pen.icon(28, 54, 24, 44, light)
    for at in range(rng.randint(1, 3)):
        pen.icon(wide - 30 - 48 * at, 54, 24, 44, light)
    count = rng.randint(4, 5)
    for at in range(count):
        x = wide * (at + 0.5) / count
        pen.icon(x, high - 64, 26, 46, light)
        pen.text(x - 16, high - 36, pen.words()[:5], 11, light)
    for at in range(rng.randint(0, 4)):
        pen.fill(
            (wide - 56, high * 0.4 + 60 * at - 22, wide - 12, high * 0.4 + 60 * at + 22), (20, 20, 24), 22
        )
        pen.icon(wide - 34, high * 0.4 + 60 * at, 22, 44, light)


def _tiles(pen: _Pen) -> None:
    rng, wide, high = pen.rng, pen.wide, pen.high
    _status(pen)
    pen.text(24, 60, pen.words(), 26)
    columns, y = rng.choice((2, 3, 4)), 100.0
    side = (wide - 32) / columns
    tall = 72 if columns == 2 else 92
    while y + tall < high - 110:
        for column in range(columns):
            on = rng.random() < 0.4
            x = 16 + side * column
            pen.fill((x + 4, y, x + side - 4, y + tall - 8), pen.accent if on else pen.surface, 20)
            colour = (255, 255, 255) if on else pen.ink
            if columns == 2:
                pen.icon(x + 32, y + tall / 2 - 4, 22, 44, colour)
                pen.text(x + 60, y + tall / 2 - 4, pen.words()[:9], 13, colour)
            else:
                pen.icon(x + side / 2, y + 32, 24, 46, colour)
                pen.text(x + 12, y + tall - 24, pen.words()[:8], 11, colour)
        y += tall
        if rng.random() < 0.3:
            pen.text(24, y + 16, pen.words(), 15)
            y += 36
    _tabs(pen)


def _status(pen: _Pen) -> None:
    pen.text(20, 13, f"{pen.rng.randint(1, 12)}:{pen.rng.randint(10, 59)}", 12)


def _tabs(pen: _Pen) -> None:
    wide, high, count = pen.wide, pen.high, pen.rng.randint(3, 5)
    labelled = pen.rng.random() < 0.6
    pen.fill((0, high - 72, wide, high), pen.surface)
    for at in range(count):
        x = wide * (at + 0.5) / count
        pen.icon(x, high - (46 if labelled else 38), 24, 46, pen.accent if at == 0 and not pen.dark else None)
        if labelled:
            pen.text(x - 18, high - 20, pen.words()[:6], 11)


# -- tablets and phones held across --------------------------------------------------------------------------
def _rail(pen: _Pen) -> None:
    """Icons down the left, a list, and a paper with a bar."""
    rng, wide, high = pen.rng, pen.wide, pen.high
    pen.fill((0, 0, 72, high), pen.surface)
    y = 44.0
    while y < high - 40:
        pen.icon(36, y, 24, 48)
        y += rng.choice((56, 64))
    middle = wide * 0.36
    y = 30.0
    while y + 64 < high:
        pen.text(96, y, pen.words(), 15)
        pen.text(96, y + 20, _BODY[: rng.randint(10, 24)], 12)
        if rng.random() < 0.5:
            pen.icon(middle - 28, y + 10, 20, 44)
        y += 68
    pen.fill((middle, 0, wide, high), pen.surface if rng.random() < 0.4 else pen.ground)
    x = wide - 32
    for _ in range(rng.randint(3, 7)):
        pen.icon(x, 36, 24, 46)
        x -= 52
    _paragraphs(pen, middle + 30, 90, wide - 30, high - 30)


def _canvas(pen: _Pen) -> None:
    """A picture with tools round it."""
    rng, wide, high = pen.rng, pen.wide, pen.high
    pen.photograph((0, 0, wide, high), _shade(rng, 0.5, (0.3, 0.9)))
    pen.fill((0, 0, wide, 56), pen.surface)
    pen.icon(30, 28, 24, 46)
    pen.text(64, 28, pen.words(), 17)
    for at in range(rng.randint(3, 6)):
        pen.icon(wide - 32 - 50 * at, 28, 22, 46)
    count = max(3, min(9, int((high - 130) // 54)))
    pen.fill((14, 76, 68, 76 + 54 * count), pen.surface, 14)
    for at in range(count):
        pen.icon(41, 103 + 54 * at, 24, 46)
    across = rng.randint(4, 7)
    pen.fill((wide / 2 - across * 30, high - 70, wide / 2 + across * 30, high - 16), pen.surface, 27)
    for at in range(across):
        pen.icon(wide / 2 - across * 30 + 60 * at + 30, high - 43, 24, 48)


# -- desktops ------------------------------------------------------------------------------------------------
def _office(pen: _Pen) -> None:
    """Two busy toolbars, a side bar, a page."""
    rng, wide, high = pen.rng, pen.wide, pen.high
    _menu(pen)
    y = 26.0
    for _ in range(rng.randint(1, 3)):
        pen.fill((0, y, wide, y + 36), pen.surface)
        x = 20.0
        while x < wide * rng.uniform(0.55, 0.9):
            if rng.random() < 0.12:
                pen.fill((x - 6, y + 8, x - 5, y + 28), pen.ink)
                x += 12
            if rng.random() < 0.06:
                pen.fill((x - 10, y + 6, x + 84, y + 30), pen.ground, 4)
                pen.text(x, y + 18, pen.words()[:10], 12)
                x += 112
            pen.icon(x, y + 18, rng.choice((16, 18)), 28)
            x += 32
        y += 36
    pen.fill((wide * 0.2, y + 16, wide * 0.82, high), (252, 252, 252) if not pen.dark else pen.surface)
    _paragraphs(pen, wide * 0.24, y + 60, wide * 0.78, high - 40)
    pen.fill((0, high - 24, wide, high), pen.surface)
    pen.text(12, high - 12, pen.words(), 11)
    for at in range(rng.randint(2, 4)):
        pen.icon(wide - 20 - 30 * at, high - 12, 15, 22)


def _editor(pen: _Pen) -> None:
    """An activity bar, a tree of files, lines of code, a panel."""
    rng, wide, high = pen.rng, pen.wide, pen.high
    _menu(pen)
    pen.fill((0, 26, 48, high), pen.surface)
    for at in range(rng.randint(5, 8)):
        pen.icon(24, 50 + 46 * at, 22, 42)
    pen.text(64, 46, pen.words(), 12)
    for at in range(rng.randint(2, 4)):
        pen.icon(250 - 26 * at, 46, 15, 24)
    y = 74.0
    while y < high * 0.8:
        if rng.random() < 0.5:
            pen.icon(76, y, 15, 22)
        pen.text(94, y, pen.words(), 12)
        y += 24
    for at in range(rng.randint(2, 5)):
        pen.icon(wide - 24 - 32 * at, 44, 17, 28)
    _paragraphs(pen, 300, 80, wide - 60, high * 0.7)
    pen.fill((270, high * 0.74, wide, high * 0.74 + 32), pen.surface)
    for at in range(rng.randint(3, 8)):
        pen.icon(wide - 24 - 30 * at, high * 0.74 + 16, 16, 28)


def _browser(pen: _Pen) -> None:
    """Navigation, an address, a page with a few icons and a picture."""
    rng, wide, high = pen.rng, pen.wide, pen.high
    pen.fill((0, 0, wide, 76), pen.surface)
    pen.text(24, 18, pen.words(), 12)
    for at in range(3):
        pen.icon(24 + 38 * at, 56, 18, 32)
    pen.fill((140, 42, wide * 0.7, 70), pen.ground, 14)
    pen.icon(158, 56, 15, 26)
    pen.text(178, 56, "https://example.org/" + _BODY[4:20].replace(" ", "-"), 13)
    pen.icon(wide * 0.7 - 20, 56, 16, 26)
    for at in range(rng.randint(3, 7)):
        pen.icon(wide - 26 - 38 * at, 56, 18, 32)
    pen.photograph((0, 76, wide, 76 + high * 0.3), _shade(rng, 0.6, (0.4, 0.9)))
    for at in range(rng.randint(0, 4)):
        pen.icon(wide - 60 - 60 * at, 110, 24, 40, (255, 255, 255))
    for at in range(4):
        left = wide * (0.1 + 0.2 * at)
        pen.fill((left, high * 0.48, left + wide * 0.17, high * 0.72), pen.surface, 8)
        pen.icon(left + 40, high * 0.53, 32, 44, pen.accent)
        _paragraphs(pen, left + 16, high * 0.6, left + wide * 0.15, high * 0.7)


def _menu(pen: _Pen) -> None:
    for at in range(6):
        pen.text(14 + 76 * at, 13, pen.words()[:7], 12)


def _paragraphs(pen: _Pen, left: float, top: float, right: float, bottom: float) -> None:
    y = top
    while y < bottom:
        letters = int((right - left) * pen.rng.uniform(0.3, 1.0) / 7)
        pen.text(left, y, (_BODY * 4)[: max(3, letters)], 13)
        y += 22 if pen.rng.random() < 0.85 else 40


_LAYOUTS: dict[str, Sequence[Callable[[_Pen], None]]] = {
    "phone": (_list_app, _gallery, _tiles),
    "tablet": (_rail, _canvas),
    "landscape": (_canvas, _rail),
    "desktop": (_office, _editor, _browser),
}


def _shade(rng: Random, strong: float, bright: tuple[float, float], least: float = 0) -> Colour:
    red, green, blue = colorsys.hsv_to_rgb(
        rng.random(), rng.uniform(least, max(least, strong)), rng.uniform(*bright)
    )
    return round(255 * red), round(255 * green), round(255 * blue)


@cache
def _letters(size: int, latin: bool) -> ImageFont.FreeTypeFont:
    name = "roboto-400.ttf" if latin else "noto-sans-sc-400.ttf"
    return ImageFont.truetype(str(files("device") / "phone/data/font" / name), size)
