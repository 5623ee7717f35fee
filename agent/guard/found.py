"""What was found on the picture alone, for the guard to judge as it judges elements."""

from dataclasses import replace

from agent.action.action import Action, targets
from agent.run.step import Spot
from device.screen import Bounds, Observation, UIElement


def with_found(observation: Observation, action: Action, spots: tuple[Spot, ...]) -> Observation:
    """The screen with what was found on its picture alone, as the buttons that they may be.

    A game's or a web page's "Pay" is in no tree: what was read there counts, else what was looked for.
    """
    found = [
        UIElement(
            index=len(observation.elements) + at,
            text=(spot.label if spot.method == "ocr" else "") or target.description or spot.label,
            class_name="android.widget.Button",
            package_name=observation.package,
            bounds=spot.bounds or Bounds(spot.point.x, spot.point.y, spot.point.x + 1, spot.point.y + 1),
            is_clickable=True,
            source="ocr",
        )
        for at, (spot, target) in enumerate(zip(spots, targets(action), strict=False))
        if spot.method not in ("tree", "element", "point")
    ]
    return replace(observation, elements=(*observation.elements, *found)) if found else observation
