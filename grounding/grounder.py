"""The one thing asked of every way of finding a place, and the words by which it fails."""

from dataclasses import astuple
from typing import Protocol

from device.error import ConfigError
from device.screen import Bounds, Observation, Point
from grounding.target import Alternative, Grounding, Target

_WANTED = (
    "Return Grounding(point=Point(x, y), confidence=0.9, method='mine'), x and y whole device pixels (int), "
    "or raise TargetNotFound where it is not there"
)


class Grounder(Protocol):
    """Finds what was meant on a screen."""

    def ground(self, observation: Observation, target: Target) -> Grounding:
        """Where it is, with the probability that this is right.

        Raises TargetNotFound, saying what was looked for and what was there; so does a screen that this way
        of looking cannot see (no tree, no picture, a picture the system hides).
        """
        ...


def found_by(grounder: Grounder, observation: Observation, target: Target) -> Grounding:
    """Ask a grounder. Raises what it raises, and ConfigError where it returns what is no whole Grounding."""
    found: object = grounder.ground(observation, target)
    what = f"{type(found).__qualname__}, not a Grounding"
    if isinstance(found, Grounding):
        fault = _fault(found)
        if not fault:
            return found
        what = f"a Grounding whose {fault}"
    raise ConfigError(f"{type(grounder).__qualname__}.ground returned {what}", _WANTED)


def _fault(found: Grounding) -> str:
    """What is wrong with the places of a finding; "" for nothing."""
    if not all(isinstance(other, Alternative) for other in found.alternatives):
        return "alternatives are not Alternatives"
    point: object = found.point
    box: object = found.bounds
    if not isinstance(point, Point):
        return f"point is {point!r}, not a Point"
    if box is not None and not isinstance(box, Bounds):
        return f"bounds is {box!r}, not a Bounds"
    pixels = (*astuple(point), *(astuple(box) if box is not None else ()))
    if not all(type(pixel) is int for pixel in pixels):
        return f"pixels are not whole: {point!r}" + (f", {box!r}" if box is not None else "")
    return ""
