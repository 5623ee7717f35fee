"""From a Target to a Grounding: by element, by point, by words, each by whoever can do it."""

from typing import Protocol

from device.screen import Bounds, Observation, Point
from grounding.target import Grounding, Target, TargetNotFound
from grounding.tree import find_by_words


class Grounder(Protocol):
    """Finds what was meant on a screen."""

    def ground(self, observation: Observation, target: Target) -> Grounding:
        """Where it is. Raises TargetNotFound, saying what was looked for and what was there."""
        ...


class TreeGrounder:
    """Goes by the UI tree alone: no model, no picture."""

    def ground(self, observation: Observation, target: Target) -> Grounding:
        """An element's number is taken at its word, then a point, then the description."""
        if target.element is not None:
            return _by_element(observation, target.element)
        if target.point is not None:
            return _by_point(observation, target.point)
        return find_by_words(observation, target.description)


def _by_element(observation: Observation, index: int) -> Grounding:
    element = next((e for e in observation.elements if e.index == index), None)
    if element is None:
        raise TargetNotFound(
            f"there is no element {index} on this screen ({len(observation.elements)} in all)"
        )
    bounds = element.bounds.intersection(Bounds(0, 0, *observation.size))
    name = f"element {index}" + (f' "{element.label}"' if element.label else "")
    if bounds.area == 0:
        raise TargetNotFound(f"{name} lies outside the visible screen; scroll to it first")
    if not element.is_enabled:
        raise TargetNotFound(f"{name} is disabled")
    return Grounding(point=bounds.center, confidence=1.0, method="element", bounds=bounds)


def _by_point(observation: Observation, point: tuple[float, float]) -> Grounding:
    x, y = round(point[0]), round(point[1])
    width, height = observation.size
    if not (0 <= x < width and 0 <= y < height):
        told = f"({point[0]:g}, {point[1]:g})"
        raise TargetNotFound(f"the point {told} lies outside the screen of {width}x{height} pixels")
    return Grounding(point=Point(x, y), confidence=1.0, method="point")
