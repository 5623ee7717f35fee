"""Places that need no finding: an element by its number, a pixel by its coordinates."""

from device.screen import Bounds, Observation, Point
from grounding.clear import clear_spot
from grounding.target import Grounding, Target, TargetNotFound, TargetUnusable


def by_number(observation: Observation, index: int) -> Grounding:
    """The element of that number. Raises TargetNotFound, or TargetUnusable where it takes no touch."""
    element = observation.numbered(index)
    if element is None:
        raise TargetNotFound(
            f"there is no element {index} on this screen ({len(observation.elements)} in all)"
        )
    bounds = element.bounds.intersection(Bounds(0, 0, *observation.size))
    name = f"element {index}" + (f' "{element.label}"' if element.label else "")
    if bounds.area == 0:
        raise TargetUnusable(f"{name} lies outside the visible screen; scroll to it first")
    if not element.is_enabled:
        raise TargetUnusable(f"{name} is disabled")
    point = clear_spot(observation, element) or bounds.center
    return Grounding(point=point, confidence=1.0, method="element", bounds=bounds)


def by_pixel(observation: Observation, point: tuple[float, float]) -> Grounding:
    """That pixel. Raises TargetNotFound outside the screen."""
    x, y = round(point[0]), round(point[1])
    width, height = observation.size
    beyond = {"left": x < 0, "right": x >= width, "upper": y < 0, "lower": y >= height}
    if any(beyond.values()):
        # No pixels here: whoever named the point may count in another scale.
        edges = " and ".join(edge for edge, crossed in beyond.items() if crossed)
        raise TargetNotFound(f"the point lies outside the screen, beyond its {edges} edge")
    return Grounding(point=Point(x, y), confidence=1.0, method="point")


def directly(observation: Observation, target: Target) -> Grounding | None:
    """The target's element or point taken at its word; None where it has words alone."""
    if target.element is not None:
        return by_number(observation, target.element)
    if target.point is not None:
        return by_pixel(observation, target.point)
    return None
