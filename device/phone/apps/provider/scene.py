"""What is before the lenses of a phone: a landscape behind it, a person in a room in front of it.

Drawn from the phone's seed, the hour and a slow tick alone, so that the same moment always looks the same.
"""

import math
from dataclasses import dataclass
from itertools import groupby
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

Colour = tuple[int, int, int]
_SKIES: tuple[tuple[int, Colour, Colour], ...] = (
    # hour from which on, colour above, colour at the horizon
    (0, (9, 13, 34), (30, 38, 66)),
    (5, (58, 74, 128), (236, 160, 120)),
    (8, (66, 134, 214), (196, 224, 246)),
    (17, (74, 112, 186), (250, 190, 120)),
    (20, (20, 28, 62), (70, 66, 104)),
    (22, (9, 13, 34), (30, 38, 66)),
)
_DAY = (7, 18)
"""Hours between which it is light."""
_LIGHTS = {True: 1.0, False: 0.42}
_GRAIN = 7
"""Levels by which a pixel is at most too dark or too light."""
_TILE = 128
"""Side in pixels of the square of grain that is repeated."""
_LEAST = 32
"""Pixels below which nothing is drawn smaller."""


@dataclass(frozen=True, slots=True)
class Scene:
    """One moment before a lens."""

    seed: int
    tick: int
    """Moves clouds, leaves and eyes."""
    hour: int
    """0-23, the phone's local time."""
    front: bool = False
    flash: bool = False
    shift: float = 0.0
    """How far the phone is turned to the right, as a share of the picture's width (panoramas)."""

    def paint(self, width: int, height: int) -> "Image":
        """The picture, at that size in pixels."""
        from PIL import Image, ImageDraw  # noqa: PLC0415  (heavy)

        size = (max(_LEAST, width), max(_LEAST, height))
        image = Image.new("RGB", size)
        brush = _Brush(self, ImageDraw.Draw(image), *size)
        brush.sky()
        (brush.room if self.front else brush.landscape)()
        return _grained(image, self.seed * 1009 + self.tick, _light(self))


def _light(scene: Scene) -> float:
    light = _LIGHTS[_DAY[0] <= scene.hour < _DAY[1]]
    if scene.front:
        light = max(light, 0.72)
    return min(1.15, light + 0.5) if scene.flash and light < 1.0 else light


def _grained(image: "Image", seed: int, light: float) -> "Image":
    """The light of the hour, and the grain of a small sensor."""
    from PIL import Image, ImageChops  # noqa: PLC0415  (heavy)

    noise = Image.frombytes("L", (_TILE, _TILE), Random(seed).randbytes(_TILE * _TILE))
    grey = noise.point([round((value - 127.5) / 127.5 * _GRAIN) % 256 for value in range(256)])
    tile = Image.merge("RGB", (grey, grey, grey))
    grain = Image.new("RGB", image.size)
    for top in range(0, image.height, _TILE):
        for left in range(0, image.width, _TILE):
            grain.paste(tile, (left, top))
    most = 255 - _GRAIN  # what is added, modulo 256, leads over neither end
    lit = image.point([min(most, max(_GRAIN, int(value * light))) for value in range(256)] * 3)
    return ImageChops.add_modulo(lit, grain)


class _Brush:
    """Draws one picture; places are shares of its width and height."""

    def __init__(self, scene: Scene, draw: "ImageDraw", width: int, height: int) -> None:
        self.scene = scene
        self.draw = draw
        self.width, self.height = width, height
        self.fixed = Random(f"{scene.seed}/{scene.front}")
        """What stands there for good."""

    def _at(self, x: float, y: float) -> tuple[float, float]:
        return (x - self.scene.shift) * self.width, y * self.height

    def oval(self, x: float, y: float, wide: float, colour: Colour, flat: float = 1.0) -> None:
        """An ellipse around a point; `flat` is its height over its width, in pixels."""
        left, top = self._at(x, y)
        across, down = wide * self.width / 2, wide * self.width * flat / 2
        self.draw.ellipse((left - across, top - down, left + across, top + down), fill=colour)

    def box(self, x1: float, y1: float, x2: float, y2: float, colour: Colour) -> None:
        """A rectangle."""
        self.draw.rectangle((*self._at(x1, y1), *self._at(x2, y2)), fill=colour)

    def shape(self, points: list[tuple[float, float]], colour: Colour) -> None:
        """A polygon."""
        self.draw.polygon([self._at(*point) for point in points], fill=colour)

    def ridge(self, base: float, rough: float, colour: Colour) -> None:
        """Hills from one side to the other, down to the bottom."""
        waves = [
            (self.fixed.uniform(2, 9), self.fixed.uniform(0, 6.3), self.fixed.random()) for _ in range(5)
        ]
        points = [(-0.05 + self.scene.shift, 1.0)]
        for step in range(61):
            x = -0.05 + 1.1 * step / 60 + self.scene.shift
            rise = sum(math.sin(x * often + phase) * high for often, phase, high in waves) / len(waves)
            points.append((x, base - rough * rise))
        points.append((1.05 + self.scene.shift, 1.0))
        self.shape(points, colour)

    def sky(self) -> None:
        """From the zenith to the horizon, and one colour below it."""
        above, low = next((top, low) for start, top, low in reversed(_SKIES) if self.scene.hour >= start)
        horizon = max(1, int(self.height * 0.6))

        def shade(y: int) -> Colour:
            red, green, blue = (top + (end - top) * y // horizon for top, end in zip(above, low, strict=True))
            return red, green, blue

        bottom = 0
        for colour, rows in groupby(range(horizon), shade):
            top, bottom = bottom, bottom + sum(1 for _ in rows)
            self.draw.rectangle((0, top, self.width, bottom), fill=colour)
        self.draw.rectangle((0, horizon, self.width, self.height), fill=low)

    # -- outside -------------------------------------------------------------------------------------
    def landscape(self) -> None:
        """Sun or moon, clouds, mountains, a meadow with trees and a house."""
        scene, fixed = self.scene, self.fixed
        day = _DAY[0] <= scene.hour < _DAY[1]
        x = fixed.uniform(0.2, 0.8)
        self.oval(x, 0.16, 0.17, (255, 238, 190) if day else (210, 216, 230))
        self.oval(x, 0.16, 0.11, (255, 250, 225) if day else (236, 240, 248))
        for _ in range(5):
            at, high = fixed.random() * 1.4, fixed.uniform(0.06, 0.3)
            drift = (at + scene.tick * 0.004) % 1.5 - 0.25
            for puff in range(5):
                self.oval(drift + puff * 0.05, high + (puff % 2) * 0.012, 0.13, (238, 242, 248), 0.55)
        self.ridge(0.5, 0.11, (112, 132, 160))
        self.ridge(0.56, 0.07, (88, 122, 118))
        self.ridge(0.63, 0.04, (102, 146, 84))
        self.ridge(0.72, 0.03, (122, 168, 92))
        self._path()
        self._house(fixed.uniform(0.2, 0.7))
        for _ in range(fixed.randrange(4, 8)):
            self._tree(fixed.uniform(-0.3, 1.5), fixed.uniform(0.66, 0.86))
        for _ in range(60):
            colour = fixed.choice(((240, 220, 90), (235, 120, 130), (245, 245, 240)))
            self.oval(fixed.uniform(-0.3, 1.6), fixed.uniform(0.8, 0.99), 0.008, colour)

    def _path(self) -> None:
        bend = self.fixed.uniform(-0.15, 0.15)
        self.shape([(0.48, 0.7), (0.51, 0.7), (0.6 + bend, 0.84), (0.78, 1.0), (0.42, 1.0)], (196, 178, 146))

    def _house(self, x: float) -> None:
        wall = self.fixed.choice(((226, 208, 180), (208, 120, 100), (236, 236, 230)))
        self.box(x, 0.6, x + 0.17, 0.71, wall)
        self.shape([(x - 0.02, 0.6), (x + 0.085, 0.545), (x + 0.19, 0.6)], (132, 66, 54))
        lit = (96, 124, 150) if _DAY[0] <= self.scene.hour < _DAY[1] else (255, 214, 120)
        self.box(x + 0.02, 0.63, x + 0.06, 0.66, lit)
        self.box(x + 0.11, 0.63, x + 0.15, 0.66, lit)
        self.box(x + 0.07, 0.66, x + 0.1, 0.71, (92, 62, 46))

    def _tree(self, x: float, foot: float) -> None:
        size = 0.1 + (foot - 0.6) * 0.55
        sway = math.sin(self.scene.tick * 0.7 + x * 9) * 0.003
        self.box(x - size * 0.06, foot - size * 0.7, x + size * 0.06, foot, (96, 70, 48))
        green = (52 + self.fixed.randrange(40), 104 + self.fixed.randrange(36), 52)
        for step in range(4):
            reach = self.fixed.uniform(-0.3, 0.3) * size
            self.oval(x + reach + sway, foot - size * (0.75 + 0.16 * step), size * 0.72, green, 0.8)

    # -- inside --------------------------------------------------------------------------------------
    def room(self) -> None:
        """A wall with a window and a shelf, and who holds the phone."""
        fixed = self.fixed
        self.box(0, 0, 1, 1, fixed.choice(((222, 214, 202), (190, 204, 210), (216, 200, 206))))
        self.box(0.05, 0.08, 0.34, 0.36, (250, 250, 250))
        self.box(0.07, 0.095, 0.32, 0.345, (150, 190, 226))
        self.box(0.19, 0.095, 0.2, 0.345, (250, 250, 250))
        self.box(0.64, 0.3, 0.98, 0.315, (120, 86, 60))
        x = 0.655
        while x < 0.95:
            wide, high = fixed.uniform(0.015, 0.035), fixed.uniform(0.06, 0.12)
            colour = (fixed.randrange(60, 220), fixed.randrange(60, 200), fixed.randrange(60, 200))
            self.box(x, 0.3 - high, x + wide, 0.3, colour)
            x += wide + 0.004
        self._person()

    def _person(self) -> None:
        fixed, tick = self.fixed, self.scene.tick
        skin = fixed.choice(((240, 200, 170), (198, 144, 108), (142, 96, 68), (226, 182, 150)))
        hair = fixed.choice(((44, 32, 28), (92, 60, 36), (176, 132, 72), (28, 28, 32)))
        shirt = fixed.choice(((52, 86, 140), (150, 58, 58), (70, 110, 84), (236, 236, 240)))
        x = 0.5 + math.sin(tick * 0.9) * 0.006
        shadow = (skin[0] * 85 // 100, skin[1] * 85 // 100, skin[2] * 85 // 100)
        self.oval(x, 0.99, 0.86, shirt, 0.72)
        self.box(x - 0.075, 0.6, x + 0.075, 0.75, shadow)
        self.oval(x, 0.43, 0.46, hair, 1.2)
        self.oval(x, 0.48, 0.38, skin, 1.32)
        fringe = (
            (-0.19, 0.43),
            (-0.2, 0.36),
            (-0.15, 0.29),
            (0, 0.26),
            (0.15, 0.29),
            (0.2, 0.36),
            (0.19, 0.43),
        )
        self.shape([(x + across, y) for across, y in fringe], hair)
        for side in (-0.085, 0.085):
            if tick % 7 == 3:
                self.box(x + side - 0.03, 0.465, x + side + 0.03, 0.469, shadow)
            else:
                self.oval(x + side, 0.467, 0.062, (250, 250, 250), 0.6)
                self.oval(x + side, 0.467, 0.03, (60, 44, 36))
            self.box(x + side - 0.04, 0.437, x + side + 0.04, 0.444, hair)
        self.shape([(x - 0.018, 0.54), (x, 0.49), (x + 0.022, 0.542)], shadow)
        self.oval(x, 0.585, 0.11, (176, 84, 84), 0.3)
        self.box(x - 0.07, 0.57, x + 0.07, 0.583, skin)
