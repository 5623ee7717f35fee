"""When to trust the network: a probability that what it did is right, read off how sure it was on the way."""

import math
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from grounding.confidence import Weights

SIGNS = ("one", "least", "mean", "last", "route", "used", "idle", "length")
"""What it goes by: the least sure step, all of them, the claim, the router, how much of the goal was dealt
with, how many steps came to nothing, how many there were."""
_TINY = 1e-4


@dataclass(frozen=True)
class Course:
    """How a run went, as far as the gate is told."""

    confidences: tuple[float, ...]
    """Of each step, the claim last."""
    route: float
    """The router's."""
    used: float
    """Share of the goal's words that were typed or touched."""
    idle: int
    """Steps that came to nothing."""

    @property
    def signs(self) -> tuple[float, ...]:
        """As SIGNS names them."""
        logs = [math.log(max(_TINY, value)) for value in self.confidences] or [math.log(_TINY)]
        return (
            1.0, min(logs), sum(logs) / len(logs), logs[-1], math.log(max(_TINY, self.route)), self.used,
            float(self.idle), len(logs) / 10,
        )  # fmt: skip


class Gate(BaseModel):
    """A logistic fit, and how sure is sure enough."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    weights: tuple[float, ...]
    threshold: float
    """A claim below this is not made."""
    least: float
    """A single step below this is not taken."""
    route: float
    """A goal that the router is less sure of is not begun."""
    kind: float = 0.35
    """Nor one that is less likely than this of any kind: nonsense is like everything a little."""
    lasting: float = 0.7
    """Nothing is deleted or sent for a goal that is less likely than this of a kind that wants it."""

    def begins(self, likely: float, sure: float) -> bool:
        """Whether a goal is begun that is so likely of its kind, the router so sure of its app."""
        return likely >= self.kind and sure >= self.route

    def probability(self, course: Course) -> float:
        """That the run reached its goal."""
        return probability(self.weights, course)


def probability(weights: tuple[float, ...], course: Course) -> float:
    """What a fit of these weights says; the first sign is its intercept."""
    return Weights(0.0, weights).probability(course.signs)
