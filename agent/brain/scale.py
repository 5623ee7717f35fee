"""How a model counts places on a picture, said to it beforehand and taken back into device pixels after."""

from dataclasses import dataclass
from typing import TypeVar, cast

from pydantic import BaseModel

from device.screen import Observation
from grounding.parse import CONVENTIONS
from grounding.target import Target
from models.profile import Profile

R = TypeVar("R")
_FAR = 1e6
"""Beyond any screen: what a model counts higher says no more."""
Size = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Scale:
    """The two ends of one screen: what the model calls its far edges, and how many pixels that is."""

    screen: Size
    """(width, height) in device pixels."""
    edges: tuple[float, float]
    """What the model calls the right and the lower edge."""
    words: str
    """The same for the prompt."""

    def pixel(self, point: tuple[float, float]) -> tuple[float, float]:
        """The model's (x, y) in device pixels; the far edge itself is the last pixel, beyond stays beyond."""
        return self._along(point[0], 0), self._along(point[1], 1)

    def counted(self, point: tuple[float, float]) -> tuple[float, float]:
        """Device pixels as the model counts them."""
        x, y = (
            value * far / pixels for value, far, pixels in zip(point, self.edges, self.screen, strict=True)
        )
        return x, y

    def _along(self, value: float, axis: int) -> float:
        far, pixels = self.edges[axis], self.screen[axis]
        there = max(-_FAR, min(_FAR, value)) * pixels / far
        return min(there, pixels - 1.0) if 0 <= value <= far else there


def scale_of(profile: Profile, observation: Observation, *, pictured: bool) -> Scale:
    """The scale in which a model of this profile speaks of this screen.

    `pictured` says whether it gets to see the picture: without, it can only count the screen's pixels.
    """
    wide, high = observation.size
    edge = CONVENTIONS[profile.convention].scale
    if edge != "resized":
        words = f"numbers from 0 (left, top) to {edge:g} (right, bottom) of the screen, whatever its shape"
        return Scale((wide, high), (edge, edge), words)
    if not pictured:
        return Scale(
            (wide, high), (wide, high), f"pixels of the screen, which is {wide} wide and {high} high"
        )
    sent = profile.sent_size((wide, high))
    return Scale((wide, high), sent, f"pixels of the picture, which is {sent[0]} wide and {sent[1]} high")


def in_pixels(reply: R, scale: Scale) -> R:
    """The reply with every target's point in device pixels."""
    return cast(R, _converted(reply, scale))


def _converted(value: object, scale: Scale) -> object:
    if isinstance(value, Target):
        return value if value.point is None else value.model_copy(update={"point": scale.pixel(value.point)})
    if isinstance(value, tuple):
        return tuple(_converted(inner, scale) for inner in value)
    if isinstance(value, BaseModel):
        new = {
            name: _converted(inner, scale) for name, inner in value if isinstance(inner, BaseModel | tuple)
        }
        return value.model_copy(update=new) if new else value
    return value
