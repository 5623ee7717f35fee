"""What was meant (`Target`), where it is (`Grounding`), and the error when it is nowhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from pydantic import BaseModel, ConfigDict, Field, FiniteFloat, model_validator

from device.error import ToldToModel
from device.screen import Bounds, Point

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class TargetNotFound(ToldToModel):
    """What was meant is not on this screen; the message says what was looked for and what was there."""


class TargetUnusable(TargetNotFound):
    """It is there but takes no touch: disabled, or out of sight; looking by other means would not help."""


class TargetUnlisted(TargetNotFound):
    """No text on this screen goes by the words; the message names the nearest ones."""


class TargetDisagrees(TargetNotFound):
    """Its number, its words and its point mean different controls; the message says what stands where."""

    def __init__(self, message: str, *, later: str) -> None:
        """`later` is the message for another screen than the one it was found on: without its numbers."""
        super().__init__(message)
        self.later = later


class TargetForeign(TargetNotFound):
    """Nothing on this screen goes by its words, and what has its number can't be meant."""


class Target(BaseModel):
    """A place on the screen as the one who decides names it: in words, by element, or by pixel."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    description: str = ""
    """In words, enough to tell it from its neighbours."""
    element: int | None = Field(default=None, ge=0)
    """Index of the element in the observation that was decided on."""
    point: tuple[FiniteFloat, FiniteFloat] | None = None
    """(x, y) in device pixels; other scales are converted by whoever met them."""

    @model_validator(mode="after")
    def _names_something(self) -> Self:
        if not self.description.strip() and self.element is None and self.point is None:
            raise ValueError("a target needs a description, an element or a point")
        return self


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another place that the target could have been."""

    point: Point
    confidence: float
    bounds: Bounds | None = None


@dataclass(frozen=True, slots=True)
class ViewAnswer:
    """What one look at the screen, or at a part of it, gave."""

    region: tuple[float, float, float, float]
    """The part, xyxy in device pixels; reaches outside the screen for a border."""
    point: tuple[float, float] | None
    """In device pixels; None where the answer holds none."""
    coverage: float = 0
    """How many of the most attended patches lie in it; 0 for the whole screen."""
    text: str = ""
    """The answer in words, where there was one."""
    peak: float | None = None
    """The highest score of its map, where it has one."""


@dataclass(frozen=True, slots=True)
class Grounding:
    """Where a target is."""

    point: Point
    """The pixel to touch."""
    confidence: float
    """A probability: how sure the method is that this is the target."""
    method: str
    """Which way it was found, e.g. `tree`, `ocr`, `chat`."""
    bounds: Bounds | None = None
    """The box around the target, where the method knows one."""
    label: str = ""
    """What was read there, where the method reads."""
    alternatives: tuple[Alternative, ...] = ()
    """Runners-up, best first, none likelier than the place itself."""
    views: tuple[Bounds, ...] = ()
    """The parts of the screen that were looked at, where it was not just the whole."""
    answers: tuple[ViewAnswer, ...] = field(default=(), repr=False, compare=False)
    """What each look gave, in the order in which they were made, of methods that look."""
    heatmap: NDArray[np.float32] | None = field(default=None, repr=False, compare=False)
    """Scores over the screen, (rows, columns), where the method has them."""

    def __post_init__(self) -> None:
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"confidence is a probability, not {self.confidence}")
