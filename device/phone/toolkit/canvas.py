"""Painting on a picture: plain and rounded boxes, masks, images; each cut at a clip before it is painted.

What a pixel becomes never depends on the clip, so a part painted anew equals the whole painted anew.
"""

from collections.abc import Iterator
from functools import lru_cache

from PIL import Image

from device.phone.toolkit.paint import Corners, Rect
from device.phone.toolkit.shape import (
    border_corner_mask,
    corner_mask,
    corner_pieces,
    shadow_mask,
    shadow_reach,
)
from device.phone.toolkit.theme import Colour

_LARGE = 40
"""Radius from which on it is worth while to paint plainly what the curve leaves whole of a corner."""
_STRIP = 48
"""Rows blended at a time: what stays in the processor's cache is some times quicker than a whole screen."""


def meet(one: Rect, other: Rect) -> Rect | None:
    """What two boxes share; None when that is nothing."""
    left, top, right, bottom = one
    from_x, from_y, to_x, to_y = other
    left = from_x if from_x > left else left
    top = from_y if from_y > top else top
    right = to_x if to_x < right else right
    bottom = to_y if to_y < bottom else bottom
    return (left, top, right, bottom) if left < right and top < bottom else None


@lru_cache(maxsize=256)
def _faded(opacity: int) -> bytes:
    """What each coverage of a mask becomes under a see-through colour."""
    return bytes(value * opacity // 255 for value in range(256))


class Canvas:
    """A picture being painted."""

    def __init__(self, image: Image.Image) -> None:
        self.image = image
        """RGB: a third quicker to paint on than RGBA, and a screen is opaque."""

    def fill(self, bounds: Rect, colour: Colour, clip: Rect) -> None:
        """A plain box, see-through where the colour is."""
        shown = meet(bounds, clip)
        if shown is None or not colour[3]:
            return
        if colour[3] == 255:
            self.image.paste(colour[:3], shown)
            return
        left, top, right, bottom = shown
        solid = Image.new("RGB", (right - left, min(_STRIP, bottom - top)), colour[:3])
        for y in range(top, bottom, _STRIP):
            strip = (left, y, right, min(y + _STRIP, bottom))
            below = self.image.crop(strip)
            if below.height != solid.height:
                solid = solid.crop((0, 0, *below.size))
            self.image.paste(Image.blend(below, solid, colour[3] / 255), strip)

    def stencil(self, mask: Image.Image, left: int, top: int, colour: Colour, clip: Rect) -> None:
        """A colour through a mask whose top left corner lies at (left, top)."""
        bounds = (left, top, left + mask.width, top + mask.height)
        shown = meet(bounds, clip)
        if shown is None or not colour[3]:
            return
        if shown != bounds:
            mask = mask.crop((shown[0] - left, shown[1] - top, shown[2] - left, shown[3] - top))
        if colour[3] != 255:
            mask = Image.frombytes("L", mask.size, mask.tobytes().translate(_faded(colour[3])))
        self.image.paste(colour[:3], shown, mask)

    def put(self, picture: Image.Image, left: int, top: int, clip: Rect, mask: Image.Image | None) -> None:
        """A picture with its top left corner at (left, top), through a mask of its size if there is one."""
        bounds = (left, top, left + picture.width, top + picture.height)
        shown = meet(bounds, clip)
        if shown is None:
            return
        if shown != bounds:
            part = (shown[0] - left, shown[1] - top, shown[2] - left, shown[3] - top)
            picture = picture.crop(part)
            mask = mask and mask.crop(part)
        self.image.paste(picture, shown, mask)

    def round_box(self, bounds: Rect, corners: Corners, colour: Colour, clip: Rect) -> None:
        """A filled box with rounded corners (radii that fit into it)."""
        for part in _body(bounds, corners):
            self.fill(part, colour, clip)
        for corner, (x, y) in enumerate(_corner_places(bounds, corners)):
            if corners[corner]:
                self._corner(corners[corner], corner, x, y, colour, clip)

    def _corner(self, radius: int, corner: int, x: int, y: int, colour: Colour, clip: Rect) -> None:
        """One rounded corner; of a large one what the curve leaves whole is painted plainly."""
        if radius < _LARGE:
            self.stencil(corner_mask(radius, corner), x, y, colour, clip)
            return
        whole, cut = corner_pieces(radius, corner, colour[3] == 255)
        for left, top, right, bottom in whole:
            self.fill((x + left, y + top, x + right, y + bottom), colour, clip)
        for piece in cut:
            self.stencil(piece.image, x + piece.left, y + piece.top, colour, clip)

    def border(self, bounds: Rect, corners: Corners, width: int, colour: Colour, clip: Rect) -> None:
        """A line `width` pixels thick just inside a rounded box."""
        left, top, right, bottom = bounds
        top_left, top_right, low_right, low_left = sides = _at_least(width, corners)
        self.fill((left + top_left, top, right - top_right, top + width), colour, clip)
        self.fill((left + low_left, bottom - width, right - low_right, bottom), colour, clip)
        self.fill((left, top + top_left, left + width, bottom - low_left), colour, clip)
        self.fill((right - width, top + top_right, right, bottom - low_right), colour, clip)
        for corner, (x, y) in enumerate(_corner_places(bounds, sides)):
            self.stencil(border_corner_mask(corners[corner], width, corner), x, y, colour, clip)

    def shadow(
        self, bounds: Rect, radius: int, elevation: int, ink: Colour, clip: Rect, *, hidden: bool
    ) -> None:
        """What a raised box casts: softer and wider the higher, and a little below it.

        `hidden`: what lies under the box will not be seen and need not be painted, except at its corners.
        """
        reach = shadow_reach(elevation)
        left, top = bounds[0] - reach, bounds[1] - reach + (elevation + 2) // 3
        width, height = bounds[2] - bounds[0], bounds[3] - bounds[1]
        arm = radius + 2 * reach
        if min(width, height) <= 2 * arm:
            self.stencil(shadow_mask(width, height, radius, elevation), left, top, ink, clip)
            return
        least = 2 * arm + 1 - 2 * reach
        tile = shadow_mask(least, least, radius, elevation)
        middle, end = arm, 2 * arm + 1
        wide, high = width + 2 * reach - 2 * arm, height + 2 * reach - 2 * arm
        for part, x, y in (
            ((0, 0, arm, arm), 0, 0),
            ((middle + 1, 0, end, arm), arm + wide, 0),
            ((0, middle + 1, arm, end), 0, arm + high),
            ((middle + 1, middle + 1, end, end), arm + wide, arm + high),
        ):
            self.stencil(tile.crop(part), left + x, top + y, ink, clip)
        sides: tuple[tuple[Rect, int, int, tuple[int, int], Rect], ...] = (
            # part of the tile, its place, how large it becomes, what of the screen it is outside the box
            ((middle, 0, middle + 1, arm), arm, 0, (wide, arm), (*clip[:3], bounds[1])),
            (
                (middle, middle + 1, middle + 1, end),
                arm,
                arm + high,
                (wide, arm),
                (clip[0], bounds[3], *clip[2:]),
            ),
            ((0, middle, arm, middle + 1), 0, arm, (arm, high), (*clip[:2], bounds[0], clip[3])),
            ((middle + 1, middle, end, middle + 1), arm + wide, arm, (arm, high), (bounds[2], *clip[1:])),
        )
        for part, x, y, size, outside in sides:
            room = meet(clip, outside) if hidden else clip
            if room is not None:
                piece = tile.crop(part).resize(size, Image.Resampling.NEAREST)
                self.stencil(piece, left + x, top + y, ink, room)


def round_mask(width: int, height: int, radius: int) -> Image.Image:
    """A whole rounded box as a mask."""
    canvas = Canvas(Image.new("RGB", (width, height)))
    bounds = (0, 0, width, height)
    canvas.round_box(bounds, (radius,) * 4, (255, 255, 255, 255), bounds)
    return canvas.image.getchannel(0)


def _at_least(least: int, corners: Corners) -> Corners:
    one, two, three, four = (max(least, radius) for radius in corners)
    return (one, two, three, four)


def _corner_places(bounds: Rect, corners: Corners) -> tuple[tuple[int, int], ...]:
    """The top left pixel of each corner's square, clockwise from the top left."""
    left, top, right, bottom = bounds
    _, top_right, low_right, low_left = corners
    return (
        (left, top),
        (right - top_right, top),
        (right - low_right, bottom - low_right),
        (left, bottom - low_left),
    )


def _body(bounds: Rect, corners: Corners) -> Iterator[Rect]:
    """What a rounded box is besides its corners, as boxes that do not overlap."""
    left, top, right, bottom = bounds
    top_left, top_right, low_right, low_left = corners
    upper, lower = top + max(top_left, top_right), bottom - max(low_left, low_right)
    yield (left, upper, right, lower)
    yield (left + top_left, top, right - top_right, upper)
    yield (left, top + top_left, left + top_left, upper)
    yield (right - top_right, top + top_right, right, upper)
    yield (left + low_left, lower, right - low_right, bottom)
    yield (left, lower, left + low_left, bottom - low_left)
    yield (right - low_right, lower, right, bottom - low_right)
