"""What is drawn: strokes, filled areas and wipes in their order, and the picture they make."""

import io
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from device.phone.apps.draw.flood import area

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw as Pen

Colour = str
"""As "#RRGGBB"."""


@dataclass(frozen=True, slots=True)
class DrawStroke:
    """A straight line with round ends; of no length a dot. Everything in dp from the sheet's upper left."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    colour: Colour
    """"" = the eraser: the colour of the background."""
    joined: bool = False
    """The finger was not lifted since the stroke before: both are undone as one."""


@dataclass(frozen=True, slots=True)
class Fill:
    """An area of one colour gets another one."""

    x: float
    y: float
    colour: Colour


@dataclass(frozen=True, slots=True)
class Wipe:
    """All that was there before is gone."""


Mark = DrawStroke | Fill | Wipe


@dataclass(frozen=True, slots=True)
class Sheet:
    """A drawing (see paint.Drawing): equal ones are the same pixels."""

    wide: float
    """dp."""
    marks: tuple[Mark, ...] = ()
    background: Colour = "#FFFFFF"
    image: bytes = b""
    """A picture file that is drawn upon, as large as the sheet allows; b"" = none."""

    def paint(self, width: int, height: int) -> "Image":
        """The picture at a size in pixels; what lies beyond is cut."""
        return painted(self, (width, height))


_MOST_KEPT = 4
_kept: "OrderedDict[tuple[Sheet, tuple[int, int]], Image]" = OrderedDict()
"""The latest pictures: the next one mostly has one mark more."""


def painted(sheet: Sheet, size: tuple[int, int]) -> "Image":
    """Its picture; shared, so never to be changed."""
    found = _kept.get((sheet, size))
    if found is None:
        before = _kept.get((replace(sheet, marks=sheet.marks[:-1]), size)) if sheet.marks else None
        if before is not None:
            found = _marked(before.copy(), sheet, sheet.marks[-1:])
        else:
            found = _marked(_blank(sheet, size), sheet, sheet.marks)
        _kept[sheet, size] = found
        if len(_kept) > _MOST_KEPT:
            _kept.popitem(last=False)
    return found


def file_of(sheet: Sheet, size: tuple[int, int], kind: str) -> bytes:
    """The bytes of a picture file: PNG or JPEG."""
    picture = painted(sheet, size)
    if kind == "PNG":
        from device.phone.toolkit.png import encode  # noqa: PLC0415  (heavy)

        return encode(picture)
    out = io.BytesIO()
    picture.save(out, kind)
    return out.getvalue()


def colour_at(sheet: Sheet, size: tuple[int, int], x: float, y: float) -> Colour:
    """The colour of a place in dp."""
    import numpy as np  # noqa: PLC0415  (heavy)

    pixels = np.asarray(painted(sheet, size))
    scale = size[0] / sheet.wide
    red, green, blue = pixels[_within(y * scale, size[1]), _within(x * scale, size[0])].tolist()
    return f"#{red:02X}{green:02X}{blue:02X}"


# -- painting ----------------------------------------------------------------------------------------------
def _blank(sheet: Sheet, size: tuple[int, int]) -> "Image":
    from PIL import Image, ImageOps  # noqa: PLC0415  (heavy)

    from device.phone.toolkit.imaging import decoded  # noqa: PLC0415  (heavy)

    paper = Image.new("RGB", size, sheet.background)
    picture = decoded(sheet.image, size) if sheet.image else None
    if picture is not None:
        shown = ImageOps.contain(picture, size)
        paper.paste(shown, ((size[0] - shown.width) // 2, (size[1] - shown.height) // 2))
    return paper


def _marked(image: "Image", sheet: Sheet, marks: Sequence[Mark]) -> "Image":
    """The picture with more marks on it."""
    from PIL import ImageDraw  # noqa: PLC0415  (heavy)

    scale = image.width / sheet.wide
    for mark in marks:
        if isinstance(mark, DrawStroke):
            _stroke(ImageDraw.Draw(image), mark, scale, mark.colour or sheet.background)
        elif isinstance(mark, Fill):
            image = _filled(image, mark, scale)
        else:
            image.paste(sheet.background, (0, 0, *image.size))
    return image


def _stroke(pen: "Pen", mark: DrawStroke, scale: float, colour: Colour) -> None:
    ends = ((mark.x1 * scale, mark.y1 * scale), (mark.x2 * scale, mark.y2 * scale))
    radius = max(0.5, mark.width * scale / 2)
    pen.line(ends, fill=colour, width=max(1, round(2 * radius)))
    for x, y in ends:
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)


def _filled(image: "Image", mark: Fill, scale: float) -> "Image":
    import numpy as np  # noqa: PLC0415  (heavy)
    from PIL import Image  # noqa: PLC0415  (heavy)

    pixels = np.array(image)
    x, y = _within(mark.x * scale, image.width), _within(mark.y * scale, image.height)
    colour = np.array(tuple(bytes.fromhex(mark.colour[1:])), np.uint8)
    for row, begin, end in area(pixels, x, y):
        pixels[row, begin:end] = colour
    return Image.fromarray(pixels)


def _within(place: float, size: int) -> int:
    return min(size - 1, max(0, int(place)))
