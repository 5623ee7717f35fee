"""An SVG drawing as the phone paints it, by resvg with the phone's own letters."""

import base64
import io
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

from device.phone.web.colour import rgb_of
from device.phone.web.lettering import FigureLine

if TYPE_CHECKING:
    from PIL.Image import Image

LARGEST = 4096
"""Pixels a side that a picture is drawn with at most."""
SPACE = 'xmlns="http://www.w3.org/2000/svg"'
_SMALLEST_TEXT, _LARGEST_TEXT = 8.0, 300.0
"""Pixels that words are drawn with, whatever size they are shown in."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing over a colour; see vector.py for what may be in it."""

    inside: tuple[str | FigureLine, ...]
    """Its elements, as XML, and its words."""
    look: str
    """Attributes of the whole: what it is coloured and written in."""
    box: str = ""
    """Its viewBox; "" where its units are those of the page."""
    aspect: str = ""
    """Its preserveAspectRatio."""
    size: tuple[float, float] = (300.0, 150.0)
    """By itself, or as laid out, in CSS pixels."""
    ground: str = "#FFFFFF"

    def paint(self, width: int, height: int) -> "Image":
        """The drawing, in a picture of that size."""
        from PIL import Image  # noqa: PLC0415  (heavy)

        size = (max(1, min(width, LARGEST)), max(1, min(height, LARGEST)))
        floor = Image.new("RGB", size, rgb_of(self.ground))
        data = self._drawn(*size)
        if data:
            with Image.open(io.BytesIO(data)) as opened:
                layer = opened.convert("RGBA")
            floor.paste(layer, (0, 0), layer)
        return floor

    def _drawn(self, width: int, height: int) -> bytes:
        """As a PNG; empty when resvg makes nothing of it, or is not there."""
        resvg = _resvg()
        if resvg is None or not self.inside:
            return b""
        wide, high = self.size if not self.box else (width, height)
        box = f' viewBox="{self.box}"' if self.box else ""
        aspect = f' preserveAspectRatio="{self.aspect}"' if self.aspect else ""
        unit = width / float(self.box.split()[2]) if self.box else width / max(1e-6, wide)
        inside = "".join(one if isinstance(one, str) else _written(one, unit) for one in self.inside)
        text = f'<svg {SPACE} width="{wide}" height="{high}"{box}{aspect}{self.look}>{inside}</svg>'
        try:
            data: bytes = resvg.svg_to_bytes(
                svg_string=text, width=width, height=height, skip_system_fonts=True
            )
        except ValueError:
            return b""
        except BaseException as error:  # a panic of Rust is no Exception: the drawing is blank then
            if type(error).__name__ != "PanicException":
                raise
            return b""
        return data


@cache
def _resvg() -> ModuleType | None:
    """What draws; None in an installation without it: drawings are blank then."""
    try:
        return import_module("resvg_py")
    except ImportError:
        return None


@lru_cache(maxsize=256)
def _written(line: FigureLine, unit: float) -> str:
    """Words as a picture in their place; `unit` is how many pixels the drawing's unit has."""
    from PIL import Image  # noqa: PLC0415  (heavy)

    from device.phone.toolkit.glyph import text_mask  # noqa: PLC0415  (draws)

    size = min(_LARGEST_TEXT, max(_SMALLEST_TEXT, line.size * unit))
    mask = text_mask(line.text, size, line.weight)
    if mask is None:
        return ""
    ink = Image.new("RGB", mask.image.size, rgb_of(line.colour))
    ink.putalpha(mask.image)
    out = io.BytesIO()
    ink.save(out, "PNG", compress_level=1)
    by = line.size / size
    wide, high = mask.image.size
    data = base64.b64encode(out.getvalue()).decode()
    return (
        f'<image x="{line.x + mask.left * by:g}" y="{line.y + mask.top * by:g}" width="{wide * by:g}" '
        f'height="{high * by:g}" href="data:image/png;base64,{data}"/>'
    )
