"""How a model counts places on a picture: said to it beforehand, taken back into device pixels after.

What it hears of earlier places is put into its own scale as well, so that it meets one scale only.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar, cast

from pydantic import BaseModel

from agent.action.action import Action
from agent.run.step import Spot, Step
from device.screen import Bounds, Observation, Point
from grounding.parse import CONVENTIONS
from grounding.target import Target
from models.profile import Profile

R = TypeVar("R")
_FAR = 1e6
"""Beyond any screen: what a model counts higher says no more."""
Size = tuple[int, int]
Pair = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Scale:
    """The two ends of one screen: what the model calls its far edges, and how many pixels that is."""

    screen: Size
    """(width, height) in device pixels."""
    edges: tuple[float, float]
    """What the model calls the right and the lower edge."""
    words: str
    """The same for the prompt."""

    @classmethod
    def of_pixels(cls, size: Size) -> "Scale":
        """The scale of whoever counts the screen's own pixels."""
        wide, high = size
        return cls(size, (wide, high), f"pixels of the screen, which is {wide} wide and {high} high")

    def pixel(self, point: Pair) -> Pair:
        """The model's (x, y) in device pixels; the far edge itself is the last pixel, beyond stays beyond."""
        return self._along(point[0], 0), self._along(point[1], 1)

    def counted(self, point: Pair) -> Pair:
        """Device pixels as the model counts them."""
        if not all(self.screen):
            return point
        x, y = (
            value * far / pixels for value, far, pixels in zip(point, self.edges, self.screen, strict=True)
        )
        return x, y

    def told(self, point: Point) -> str:
        """A device pixel in words, as the model counts: `(500, 250)`."""
        x, y = self.counted((point.x, point.y))
        return f"({x:.0f}, {y:.0f})"

    def told_box(self, box: Bounds) -> str:
        """A box in device pixels in words: `(left,top,right,bottom)` as the model counts."""
        (left, top), (right, bottom) = (
            self.counted((box.left, box.top)),
            self.counted((box.right, box.bottom)),
        )
        return f"({left:.0f},{top:.0f},{right:.0f},{bottom:.0f})"

    def action(self, action: Action) -> Action:
        """An action with its points as the model counts them."""
        return cast(Action, _converted(action, self.counted))

    def steps(self, steps: tuple[Step, ...]) -> tuple[Step, ...]:
        """Steps with all their places as the model counts them, for a prompt to tell."""
        if self.edges == (float(self.screen[0]), float(self.screen[1])):
            return steps
        return tuple(self._step(step) for step in steps)

    def _step(self, step: Step) -> Step:
        action = self.action(step.action) if step.action is not None else None
        return step.model_copy(update={"action": action, "grounding": tuple(map(self._spot, step.grounding))})

    def _spot(self, spot: Spot) -> Spot:
        box = spot.bounds
        corners = (Point(box.left, box.top), Point(box.right, box.bottom)) if box else ()
        first, *others = map(self._whole, (spot.point, *corners, *spot.alternatives))
        bounds = Bounds(others[0].x, others[0].y, others[1].x, others[1].y) if box else None
        alternatives = tuple(others[len(corners) :])
        return spot.model_copy(update={"point": first, "bounds": bounds, "alternatives": alternatives})

    def _whole(self, point: Point) -> Point:
        x, y = self.counted((point.x, point.y))
        return Point(round(x), round(y))

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
        return Scale.of_pixels((wide, high))
    sent = profile.sent_size((wide, high))
    return Scale((wide, high), sent, f"pixels of the picture, which is {sent[0]} wide and {sent[1]} high")


def in_pixels(reply: R, scale: Scale) -> R:
    """The reply with every target's point in device pixels."""
    return cast(R, _converted(reply, scale.pixel))


def _converted(value: object, place: Callable[[Pair], Pair]) -> object:
    if isinstance(value, Target):
        return value if value.point is None else value.model_copy(update={"point": place(value.point)})
    if isinstance(value, tuple):
        return tuple(_converted(inner, place) for inner in value)
    if isinstance(value, BaseModel):
        new = {
            name: _converted(inner, place) for name, inner in value if isinstance(inner, BaseModel | tuple)
        }
        return value.model_copy(update=new) if new else value
    return value
