"""Tiles of screens that no program has, to learn from where icons are: rows, columns and heaps of icons.

Words, lines, plates, pictures and bars stand between them, which are no icons.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from PIL import Image, ImageDraw, ImageFilter

from grounding.training.colour import Colour, colours
from grounding.training.iconcrop import CONTROLS, badge, control, ground, paste, photograph, text
from grounding.training.iconfont import Glyph

SMALLEST, LARGEST = 9.0, 34.0
"""Pixels of the longer side of an icon that is to be found at this size of the picture."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A part of a screen and the icons on it, each (x, y, longer side) in pixels."""

    picture: Image.Image
    icons: tuple[tuple[float, float, float], ...]
    glyphs: tuple[str, ...]
    """The symbol of each; "" for one without a meaning of its own."""


def tile(side: int, glyphs: Sequence[Glyph], rng: Random) -> Tile:
    """A square tile; all is drawn from `rng`."""
    drawn = _IconDraw(side, glyphs, rng)
    if rng.random() < 0.25:
        drawn.picture = drawn.picture.filter(ImageFilter.GaussianBlur(rng.uniform(0.2, 0.9)))
    return Tile(drawn.picture, tuple(drawn.icons), tuple(drawn.symbols))


class _IconDraw:
    def __init__(self, side: int, glyphs: Sequence[Glyph], rng: Random) -> None:
        self._side, self._glyphs, self._rng = side, glyphs, rng
        fill, _ = colours(rng)
        self.picture = Image.new("RGB", (side, side), fill)
        self.icons: list[tuple[float, float, float]] = []
        self.symbols: list[str] = []
        top = 0
        while top < side:
            high = rng.choice((40, 64, 96, 160, side))
            self._band(top, min(side, top + high))
            top += high

    def _band(self, top: int, foot: int) -> None:
        """A strip of one ground, with one kind of thing on it."""
        rng, high = self._rng, foot - top
        fill, inks = colours(rng)
        size = (self._side, high)
        kind = rng.random()
        part = photograph(size, fill, rng) if kind < 0.2 else ground(size, fill, rng)
        self.picture.paste(part, (0, top))
        pen, ink = ImageDraw.Draw(self.picture), rng.choice(inks)
        self._things(pen, top, foot, ink)
        if rng.random() < 0.3:
            pen.line((0, top, self._side, top), fill=ink, width=rng.randint(1, 2))

    def _things(self, pen: ImageDraw.ImageDraw, top: int, foot: int, ink: Colour) -> None:
        """A grid of places, each with an icon, words or nothing."""
        rng = self._rng
        inked = rng.choice(
            (rng.uniform(9, 18), rng.uniform(12, 24), rng.uniform(18, 34), rng.uniform(30, 60))
        )
        across, down = inked * rng.uniform(1.35, 5), inked * rng.uniform(1.4, 3.5)
        worded, icons = rng.random() * 0.8, rng.random()
        plated = rng.random() < 0.2
        y = top + max(inked * 0.7, down / 2)
        while y + inked / 2 < foot:
            x = rng.uniform(0.6, 1.5) * inked
            while x + inked / 2 < self._side:
                if rng.random() < icons:
                    self._icon(pen, (x, y), inked, ink, plated)
                elif rng.random() < worded:
                    size = max(7, round(inked * rng.uniform(0.4, 1.0)))
                    letters = rng.randint(2, 14)
                    text(pen, (x - inked / 2, y - size * 0.6), size, letters, ink, rng)
                    x += letters * size * 0.55
                x += across
            y += down

    def _icon(
        self, pen: ImageDraw.ImageDraw, at: tuple[float, float], inked: float, ink: Colour, plated: bool
    ) -> None:
        rng = self._rng
        if plated:
            half = inked * rng.uniform(0.64, 0.7)
            fill, inks = colours(rng)
            ink = rng.choice(inks)
            box = (at[0] - half, at[1] - half, at[0] + half, at[1] + half)
            pen.rounded_rectangle(box, half * rng.choice((0.0, 0.4, 1.0)), fill)
        symbol = ""
        if rng.random() < 0.04:
            control(pen, rng.choice(sorted(CONTROLS)), at, inked, ink, rng)
        else:
            glyph = rng.choice(self._glyphs)
            symbol = glyph.symbol
            paste(self.picture, glyph, at, inked, ink, rng)
        if rng.random() < 0.06:
            badge(pen, (at[0] + inked * 0.45, at[1] - inked * 0.45), inked * rng.uniform(0.15, 0.25), rng)
        self.icons.append((at[0], at[1], inked))
        self.symbols.append(symbol)
