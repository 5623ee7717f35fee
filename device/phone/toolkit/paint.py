"""What a frame is drawn from: a flat list of commands, each in device pixels and cut at its clip.

Painted in order, a later command over an earlier one. A colour is a role of the theme ("surface"), a literal
("#RRGGBB" or "#AARRGGBB"), or "" / "transparent" for nothing. Commands are plain tuples: equal ones paint the
same pixels, which is how the renderer finds out what changed since the last frame.
"""

from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

if TYPE_CHECKING:
    from PIL.Image import Image

Rect = tuple[int, int, int, int]
"""left, top, right, bottom in pixels; right and bottom are the first pixels outside."""

Corners = tuple[int, int, int, int]
"""Radii in pixels: top left, top right, bottom right, bottom left."""


class DrawBox(NamedTuple):
    """A rectangle, rounded or not; with a large radius a pill or a circle."""

    bounds: Rect
    clip: Rect
    colour: str = ""
    radius: int | Corners = 0
    """Pixels, one for all corners or four; more than half the smaller side counts as half."""
    border_colour: str = ""
    border_width: int = 0
    """Drawn inside the bounds."""
    elevation: int = 0
    """Height over the page in pixels: casts a soft shadow around the bounds."""


LONG = 160
"""Characters from which on a line is painted in pieces, so that no mask grows without end."""


class DrawText(NamedTuple):
    """One line of text."""

    x: int
    y: int
    """Top of the line box."""
    text: str
    size: float
    """Text size in pixels (sp x scale)."""
    weight: int
    colour: str
    clip: Rect
    line_height: int = 0
    """Height of the line box, the glyphs are centred in it; 0 = the font's own."""
    skip: int = 0
    """Characters at its beginning that take their room and are not painted: nobody would see them."""


class DrawIcon(NamedTuple):
    """A Material symbol in a square."""

    x: int
    y: int
    size: int
    """Side of the square."""
    name: str
    filled: bool
    colour: str
    clip: Rect


class DrawArc(NamedTuple):
    """Part of a ring, with round ends; the whole ring where sweep is 360 or more."""

    bounds: Rect
    """Around the outer edge of the stroke."""
    start: float
    """Degrees, 0 at twelve o'clock, clockwise."""
    sweep: float
    width: int
    colour: str
    clip: Rect


class DrawLine(NamedTuple):
    """A straight stroke with round ends."""

    x1: int
    y1: int
    x2: int
    y2: int
    width: int
    colour: str
    clip: Rect


class Drawing(Protocol):
    """A picture that is made when it is first painted (a scene, one frame of a video).

    Frozen and hashable: equal drawings of one size are the same pixels, so each is made once.
    """

    def __hash__(self) -> int:
        """By what it shows."""
        ...

    def paint(self, width: int, height: int) -> "Image":
        """The picture, near that size in pixels; it is fitted afterwards (quickest of that size as RGBX)."""
        ...


Fit = Literal["cover", "contain"]
"""All of the box, cut at the picture's longer side; or all of the picture, within the box."""


class DrawPicture(NamedTuple):
    """An encoded image (PNG, JPEG, ...) or a drawing in a box."""

    bounds: Rect
    data: bytes | Drawing
    clip: Rect
    radius: int = 0
    fit: Fit = "cover"


class DrawGradient(NamedTuple):
    """A box filled from top to bottom with evenly spaced colours (a wallpaper)."""

    bounds: Rect
    colours: tuple[str, ...]
    clip: Rect


Command = DrawBox | DrawText | DrawIcon | DrawArc | DrawLine | DrawPicture | DrawGradient
