"""Single icons as the grounder cuts them out of screens: in any size, colour and weight, on any ground.

Round them stands what stands round icons: plates, badges, words, other icons. Some crops hold none.
"""

from functools import cache
from importlib.resources import files
from random import Random

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from grounding.bundled.cutting import ROUND, SIDE
from grounding.training.colour import Colour, colours
from grounding.training.iconfont import Glyph

_LETTERS = (
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz0123456789",
    "设置添加文件图片日历更多返回搜索",
)
_DRAWN_BY = ("roboto-400.ttf", "noto-sans-sc-400.ttf")
CONTROLS = {
    "switch": ("switch", "toggle", "开关"),
    "checkbox": ("checkbox", "tick box", "check box", "复选框"),
    "radio": ("radio button", "radio", "单选按钮"),
}
"""Drawn controls that take part like icons, and what they are called."""


def ground(size: tuple[int, int], fill: Colour, rng: Random) -> Image.Image:
    """A ground: mostly plain, else a gradient or what a photograph has of colours and shapes."""
    kind = rng.random()
    if kind < 0.7:
        return Image.new("RGB", size, fill)
    if kind < 0.8:
        other = tuple(min(255, max(0, c + rng.randint(-40, 40))) for c in fill)
        ramp = Image.linear_gradient("L").rotate(rng.choice((0, 90, 180, 270))).resize(size)
        return Image.composite(Image.new("RGB", size, fill), Image.new("RGB", size, other), ramp)
    return photograph(size, fill, rng)


def photograph(size: tuple[int, int], tint: Colour, rng: Random) -> Image.Image:
    """Blotches of colour near a tint, shapes with edges, and grain."""
    noise = np.random.default_rng(rng.getrandbits(32))
    strong = rng.uniform(10, 60)
    made = np.array(tint, dtype=np.float32) + np.zeros((8, 8, 3), dtype=np.float32)
    made += noise.normal(0, strong, (8, 8, 3)) * (0.4 + 0.6 * noise.random((1, 1, 3)))
    picture = Image.fromarray(np.clip(made, 0, 255).astype(np.uint8)).resize(size, Image.Resampling.BICUBIC)
    pen = ImageDraw.Draw(picture, "RGBA")
    for _ in range(rng.randint(0, 5)):
        x, y = rng.randrange(size[0]), rng.randrange(size[1])
        across, down = rng.uniform(0.1, 0.6) * size[0], rng.uniform(0.1, 0.6) * size[1]
        shade = tuple(min(255, max(0, round(c + rng.gauss(0, strong)))) for c in tint)
        pen.ellipse((x - across, y - down, x + across, y + down), fill=(*shade, rng.randint(40, 200)))
    return picture.filter(ImageFilter.GaussianBlur(rng.uniform(0, 1.2)))


def crop(glyph: Glyph | str, others: list[Glyph], rng: Random) -> npt.NDArray[np.uint8]:
    """A glyph or one of CONTROLS as it would be cut out, (32, 32, 3); other glyphs may stand beside it."""
    inked = round(rng.choice((rng.uniform(10, 22), rng.uniform(14, 30), rng.uniform(24, 56))))
    whole = round(inked * ROUND * 1.6)
    fill, inks = colours(rng)
    ink = rng.choice(inks)
    picture = ground((whole, whole), fill, rng)
    pen = ImageDraw.Draw(picture)
    middle = whole / 2
    if rng.random() < 0.25:
        ink = _plate(pen, middle, inked, ink, rng)
    _beside(picture, pen, inked, ink, others, rng)
    if isinstance(glyph, str):
        control(pen, glyph, (middle, middle), inked, ink, rng)
    else:
        paste(picture, glyph, (middle, middle), inked, ink, rng)
    if rng.random() < 0.06:
        badge(pen, (middle + inked * 0.45, middle - inked * 0.45), inked * rng.uniform(0.15, 0.25), rng)
    if rng.random() < 0.2:
        picture = picture.filter(ImageFilter.GaussianBlur(rng.uniform(0.2, 0.05 * inked)))
    side = inked * ROUND * rng.uniform(0.82, 1.28)
    x, y = (middle + rng.gauss(0, 0.05) * inked for _ in "xy")
    return _cut(picture, x, y, side)


def blank(others: list[Glyph], rng: Random) -> npt.NDArray[np.uint8]:
    """What holds no icon: words, ground, the edge of something."""
    inked = round(rng.choice((rng.uniform(10, 22), rng.uniform(14, 30), rng.uniform(24, 56))))
    whole = round(inked * ROUND * 1.6)
    fill, inks = colours(rng)
    ink, middle = rng.choice(inks), whole / 2
    picture = ground((whole, whole), fill, rng)
    pen = ImageDraw.Draw(picture)
    kind = rng.random()
    if kind < 0.55:
        size = max(6, round(inked * rng.uniform(0.5, 1.3)))
        text(pen, (rng.uniform(-0.5, 0.5) * middle, middle - size * 0.6), size, rng.randint(1, 7), ink, rng)
    elif kind < 0.8:
        away = inked * rng.uniform(0.65, 1.1)
        x, y = rng.choice(((away, 0.0), (-away, 0.0), (0.0, away), (0.0, -away)))
        paste(picture, rng.choice(others), (middle + x, middle + y), inked, ink, rng)
    elif kind < 0.9:
        _plate(pen, middle, round(inked * 0.6), ink, rng)
    return _cut(picture, middle, middle, inked * ROUND)


def paste(
    picture: Image.Image, glyph: Glyph, middle: tuple[float, float], inked: float, ink: Colour, rng: Random
) -> None:
    """A glyph whose longer side has so many pixels, its middle there."""
    mask = Image.fromarray(glyph.mask)
    by = inked / max(mask.size)
    mask = mask.resize(
        (max(1, round(mask.width * by)), max(1, round(mask.height * by))), Image.Resampling.BOX
    )
    if rng.random() < 0.15:
        mask = mask.point(lambda share: round(share * 0.6))
    at = round(middle[0] - mask.width / 2), round(middle[1] - mask.height / 2)
    picture.paste(ink, at, mask)


def badge(pen: ImageDraw.ImageDraw, middle: tuple[float, float], radius: float, rng: Random) -> None:
    """The round mark of something new, with or without a number."""
    x, y = middle
    fill = rng.choice(((220, 40, 40), (230, 70, 20), (30, 110, 230), (20, 160, 80)))
    pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=fill)
    if radius > 4:
        size = round(radius * 1.5)
        pen.text((x, y), str(rng.randint(1, 9)), fill=(255, 255, 255), font=font(size), anchor="mm")


def control(
    pen: ImageDraw.ImageDraw, kind: str, middle: tuple[float, float], width: float, ink: Colour, rng: Random
) -> None:
    """A switch, a checkbox or a radio button, on or off."""
    x, y, half, on = *middle, width / 2, rng.random() < 0.5
    line = max(1, round(width / 12))
    if kind == "switch":
        high = half * rng.uniform(0.5, 0.62)
        pen.rounded_rectangle((x - half, y - high, x + half, y + high), high, ink if on else None, ink, line)
        knob, at = high * rng.uniform(0.6, 0.85), x + (half - high) * (1 if on else -1)
        shade = (255, 255, 255) if on and sum(ink) < 600 else (20, 20, 20) if on else ink
        pen.ellipse((at - knob, y - knob, at + knob, y + knob), fill=shade)
        return
    box = (x - half, y - half, x + half, y + half)
    shade = (255, 255, 255) if sum(ink) < 420 else (10, 10, 10)
    if kind == "checkbox":
        pen.rounded_rectangle(box, half * rng.uniform(0.0, 0.4), ink if on else None, ink, line)
        if on:
            tick = [(x - half * 0.5, y), (x - half * 0.1, y + half * 0.4), (x + half * 0.5, y - half * 0.4)]
            pen.line(tick, shade, line)
        return
    pen.ellipse(box, None, ink, line)
    if on:
        pen.ellipse((x - half / 2, y - half / 2, x + half / 2, y + half / 2), fill=ink)


def text(
    pen: ImageDraw.ImageDraw, place: tuple[float, float], size: int, letters: int, ink: Colour, rng: Random
) -> None:
    """So many letters of no meaning, Latin or Chinese, from that place on."""
    which = int(rng.random() < 0.25)
    said = "".join(rng.choices(_LETTERS[which], k=letters))
    pen.text(place, said, fill=ink, font=font(size, _DRAWN_BY[which]))


@cache
def font(size: int, name: str = _DRAWN_BY[0]) -> ImageFont.FreeTypeFont:
    """One of the phone's fonts for words, at about that many pixels."""
    return ImageFont.truetype(str(files("device") / "phone/data/font" / name), size)


def _plate(pen: ImageDraw.ImageDraw, middle: float, inked: int, ink: Colour, rng: Random) -> Colour:
    """Something under the icon; the ink that shows on it."""
    half = inked * rng.uniform(0.62, 1.0)
    fill, inks = colours(rng)
    radius = half * rng.choice((0.0, 0.3, 1.0))
    rim = rng.random() < 0.3
    pen.rounded_rectangle(
        (middle - half, middle - half, middle + half, middle + half), radius,
        None if rim else fill, ink if rim else fill, max(1, round(inked / 16)),
    )  # fmt: skip
    return ink if rim else rng.choice(inks)


def _beside(
    picture: Image.Image, pen: ImageDraw.ImageDraw, inked: int, ink: Colour, others: list[Glyph], rng: Random
) -> None:
    middle, kind = picture.width / 2, rng.random()
    if kind < 0.25:
        away = inked * rng.uniform(1.15, 1.8)
        for side in rng.choice(((-1,), (1,), (-1, 1))):
            paste(picture, rng.choice(others), (middle + side * away, middle), inked, ink, rng)
    elif kind < 0.4:
        size = max(6, round(inked * rng.uniform(0.4, 0.7)))
        place = rng.choice(((middle + inked * 0.75, middle - size * 0.6), (0.0, middle + inked * 0.62)))
        text(pen, place, size, 6, ink, rng)
    elif kind < 0.5:
        edge = middle + inked * rng.uniform(0.6, 0.9) * rng.choice((-1, 1))
        pen.line(
            (edge, 0, edge, picture.height) if rng.random() < 0.5 else (0, edge, picture.width, edge), ink
        )


def _cut(picture: Image.Image, x: float, y: float, side: float) -> npt.NDArray[np.uint8]:
    box = (x - side / 2, y - side / 2, x + side / 2, y + side / 2)
    how = Image.Resampling.BOX if side > SIDE else Image.Resampling.BILINEAR
    return np.asarray(picture.resize((SIDE, SIDE), how, box=_within(box, picture.size)))


def _within(
    box: tuple[float, float, float, float], size: tuple[int, int]
) -> tuple[float, float, float, float]:
    return max(0.0, box[0]), max(0.0, box[1]), min(float(size[0]), box[2]), min(float(size[1]), box[3])
