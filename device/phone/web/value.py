"""Values of CSS as numbers: lengths, sums of them, colours."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

Length = tuple[float, float]
"""CSS pixels, and a share of the room around it that is added (0.5 = half)."""
NOTHING: Length = (0.0, 0.0)
LARGEST = 100_000.0
"""No length is taken for more CSS pixels than that."""
_UNITS = {"px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 9.6 / 2.54}
_NUMBER = re.compile(r"([+-]?(?:\d+\.?\d*|\.\d+))([a-z%]*)$")

_TRANSLATION = re.compile(r"translate(3d|x|y)?\(([^()]*(?:\([^()]*\)[^()]*)*)\)")


@dataclass(frozen=True, slots=True)
class LengthBasis:
    """What relative lengths are measured by."""

    width: float
    """The layout viewport in CSS pixels."""
    height: float
    root: float = 16.0


def measured(text: str, size: float, canvas: LengthBasis) -> Length | None:
    """A value as a length, for an element of a text size; None for auto, none and what is not understood."""
    if text.startswith(("calc(", "min(", "max(", "clamp(")):
        return _calculated(text, size, canvas)
    found = _NUMBER.match(text)
    if found is None:
        return None
    number, unit = float(found[1]), found[2]
    if unit == "%":
        return (0.0, min(100.0, number / 100))
    if unit in _UNITS:
        pixels = number * _UNITS[unit]
    elif unit == "em":
        pixels = number * size
    elif unit == "rem":
        pixels = number * canvas.root
    elif unit in ("ch", "ex"):
        pixels = number * size * 0.55
    elif unit in ("vw", "vh", "vmin", "vmax", "dvh", "svh", "lvh", "dvw"):
        pixels = number / 100 * _side(unit, canvas)
    elif not unit:
        pixels = number if number == 0 else 0.0
    else:
        return None
    return (max(-LARGEST, min(LARGEST, pixels)), 0.0)


def _side(unit: str, canvas: LengthBasis) -> float:
    wide, high = canvas.width, canvas.height
    if unit == "vmin":
        return min(wide, high)
    if unit == "vmax":
        return max(wide, high)
    return wide if unit.endswith("w") else high


def _calculated(text: str, size: float, canvas: LengthBasis) -> Length | None:
    """calc() of sums and simple products; of min() and max() that of their plain lengths; clamp()."""
    name, _, inside = text.partition("(")
    inside = inside.rstrip(")")
    if name == "calc":
        return _sum(inside, size, canvas)
    found = [one for part in inside.split(",") if (one := measured(part.strip(), size, canvas)) is not None]
    if not found:
        return None
    plain = [one for one in found if not one[1]]
    if name == "clamp" and len(plain) == 3:
        return min(max(plain[0], plain[1]), plain[2])
    return (min if name == "min" else max)(plain) if plain else found[0]


def _sum(text: str, size: float, canvas: LengthBasis) -> Length | None:
    pixels = share = 0.0
    sign = 1.0
    for part in re.split(r"\s+([+-])\s+", text):
        if part in ("+", "-"):
            sign = 1.0 if part == "+" else -1.0
            continue
        product = _product(part.strip(" ()"), size, canvas)
        if product is None:
            return None
        pixels += sign * product[0]
        share += sign * product[1]
    return (pixels, share)


def _product(text: str, size: float, canvas: LengthBasis) -> Length | None:
    """A length, perhaps times or by some numbers."""
    factor = 1.0
    found: Length | None = None
    divided = False
    for piece in re.split(r"\s*([*/])\s*", text):
        if piece in ("*", "/"):
            divided = piece == "/"
        elif re.fullmatch(r"\d+\.?\d*|\.\d+", piece):
            factor = factor / max(1e-6, float(piece)) if divided else factor * float(piece)
        else:
            found = measured(piece, size, canvas)
    return (found[0] * factor, found[1] * factor) if found is not None else None


@lru_cache(maxsize=4096)
def colour_of(text: str, current: str = "#000000") -> str:
    """A CSS colour as #RRGGBB or #AARRGGBB; "" for one that shows nothing or is none."""
    if not text:
        return ""
    from tinycss2.color4 import parse_color  # noqa: PLC0415  (heavy)

    found = parse_color(text)
    if found is None:
        return ""
    if found == "currentcolor":
        return current
    if found.space not in ("srgb", None):
        found = found.to("srgb")
    red, green, blue = (min(255, max(0, round((one or 0.0) * 255))) for one in found.coordinates)
    alpha = min(255, max(0, round((1.0 if found.alpha is None else found.alpha) * 255)))
    if not alpha:
        return ""
    literal = f"{red:02X}{green:02X}{blue:02X}"
    return f"#{literal}" if alpha == 255 else f"#{alpha:02X}{literal}"


def faded(colour: str, by: float) -> str:
    """A colour #RRGGBB or #AARRGGBB of which a share is left."""
    if by >= 1 or not re.fullmatch("#(?:[0-9a-fA-F]{2}){3,4}", colour):
        return colour
    whole = int(colour[1:3], 16) if len(colour) == 9 else 255
    return f"#{round(whole * by):02X}{colour[-6:]}"


def moved(
    transform: str, translate: str, measure: Callable[[str], Length | None]
) -> tuple[Length, Length] | None:
    """What the translations of both properties come to, right and down; None where it stays."""
    steps = _TRANSLATION.findall(transform)
    if translate != "none":
        steps.append(("", ",".join(translate.split())))
    x, y = NOTHING, NOTHING
    for kind, inside in steps:
        lengths = [measure(part.strip()) or NOTHING for part in inside.split(",")]
        if kind == "y":
            lengths.insert(0, NOTHING)
        x = (x[0] + lengths[0][0], x[1] + lengths[0][1])
        if kind != "x" and len(lengths) > 1:
            y = (y[0] + lengths[1][0], y[1] + lengths[1][1])
    return None if x == y == NOTHING else (x, y)
