"""Material Symbols, rounded, as anti-aliased masks; `names()` lists those that were cut."""

import json
from functools import cache, lru_cache
from importlib import resources

from PIL import Image, ImageDraw

from device.phone.toolkit.glyph import font_at


@cache
def _characters() -> dict[str, str]:
    path = resources.files("device.phone") / "data" / "font" / "icon.json"
    read: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return read


def names() -> tuple[str, ...]:
    """Every icon there is."""
    return tuple(_characters())


@lru_cache(maxsize=1024)
def icon_mask(name: str, size: int, filled: bool) -> Image.Image:
    """The icon in a square of `size` pixels; a crossed box for a name that was not cut."""
    square = Image.new("L", (size, size))
    draw = ImageDraw.Draw(square)
    char = _characters().get(name)
    if char is None:
        edge = size - size // 8 - 1
        box = (size // 8, size // 8, edge, edge)
        draw.rectangle(box, outline=255, width=max(1, size // 16))
        draw.line(box, fill=255, width=max(1, size // 16))
        return square
    draw.text((0, size), char, fill=255, font=font_at(f"icon-{int(filled)}", size), anchor="ls")
    return square
