"""The colours that are painted: those of the theme, dimmed where a veil lies over all of the screen.

What dims a whole screen (behind a dialog) is the dearest thing to paint: every pixel is read, mixed and
written. To paint everything below it in mixed colours gives the same picture and costs nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image

from device.phone.toolkit.canvas import Canvas
from device.phone.toolkit.paint import Command, DrawBox, Rect
from device.phone.toolkit.theme import Colour, resolve


@dataclass(frozen=True, slots=True)
class Tone:
    """How colours come out."""

    dark: bool
    """Whether the dark theme is on."""
    veils: tuple[Colour, ...] = ()
    """What lies over everything, the lowest first."""

    def of(self, colour: str) -> Colour:
        """A colour as numbers; see theme.resolve. A veil leaves its opacity alone."""
        return _toned(colour, self.dark, self.veils)

    def dimmed(self, picture: Image.Image) -> Image.Image:
        """A picture as it is to be painted, as RGB; another one, the given one stays as it is."""
        dim = picture.convert("RGB")
        whole = (0, 0, *dim.size)
        for veil in self.veils:
            Canvas(dim).fill(whole, veil, whole)
        return dim


@lru_cache(maxsize=2048)
def _toned(colour: str, dark: bool, veils: tuple[Colour, ...]) -> Colour:
    red, green, blue, alpha = resolve(colour, dark)
    for veil in veils:
        red, green, blue = (
            int(below + (over - below) * veil[3] / 255)
            for below, over in zip((red, green, blue), veil, strict=False)
        )
    return red, green, blue, alpha


def layers(commands: Sequence[Command], whole: Rect, dark: bool) -> Iterator[tuple[Tone, Sequence[Command]]]:
    """The commands in order, cut at the veils, each part with its tone; the veils themselves are left out."""
    veils = [
        (place, colour)
        for place, command in enumerate(commands)
        if (colour := _veil(command, whole, dark)) is not None
    ]
    start = 0
    for number, (place, _) in enumerate(veils):
        yield Tone(dark, tuple(colour for _, colour in veils[number:])), commands[start:place]
        start = place + 1
    yield Tone(dark), commands[start:]


def _veil(command: Command, whole: Rect, dark: bool) -> Colour | None:
    """Its colour, where it lies over the whole screen and is see-through."""
    if not isinstance(command, DrawBox) or not command.bounds == whole == command.clip:
        return None
    colour = resolve(command.colour, dark)
    plain = not (command.radius or command.border_width or command.elevation)
    return colour if plain and 0 < colour[3] < 255 else None
