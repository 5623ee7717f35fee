"""Colours of drawn screens: grounds, and inks that stand out from them."""

import colorsys
from random import Random

Colour = tuple[int, int, int]
"""Red, green and blue, 0-255."""


def colours(rng: Random) -> tuple[Colour, tuple[Colour, ...]]:
    """A ground and inks that stand out from it."""
    kind = rng.random()
    if kind < 0.45:
        return _hue(rng, 0.08, (0.85, 1.0)), (_hue(rng, 0.3, (0.1, 0.4)), _hue(rng, 0.9, (0.3, 0.6)))
    if kind < 0.85:
        return _hue(rng, 0.3, (0.04, 0.28)), (_hue(rng, 0.15, (0.7, 1.0)), _hue(rng, 0.5, (0.7, 1.0)))
    if rng.random() < 0.5:
        return _hue(rng, 0.9, (0.3, 0.8)), ((255, 255, 255), _hue(rng, 0.1, (0.9, 1.0)))
    return _hue(rng, 0.4, (0.75, 1.0)), (_hue(rng, 0.8, (0.15, 0.35)), (20, 20, 20))


def _hue(rng: Random, strongest: float, bright: tuple[float, float]) -> Colour:
    red, green, blue = colorsys.hsv_to_rgb(rng.random(), rng.uniform(0, strongest), rng.uniform(*bright))
    return round(255 * red), round(255 * green), round(255 * blue)
