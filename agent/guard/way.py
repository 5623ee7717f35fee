"""What a finger that moves does to what lies under it: a list goes along, a slider and a press don't."""

import re
from math import hypot

from agent.action.action import Drag, Scroll, Swipe
from agent.action.touched import TOGGLE
from agent.run.step import Spot
from device.screen import UIElement

_SLIDE = re.compile(r"\b(?:slide|swipe|drag)\b|滑动|滑動", re.I)
_SLIDER = re.compile(r"(?:SeekBar|Slider)$")
_SLOP = 64
"""Pixels that a finger may move and still press what it went down on."""
_UPRIGHT = re.compile(r"\b(?:up|down)(?:wards?)?\b|[上下]", re.I)


def slides(text: str) -> bool:
    """Whether a control asks to be slid."""
    return _SLIDE.search(text) is not None


def touches(control: UIElement, action: Swipe | Drag | Scroll, spots: tuple[Spot, ...]) -> bool:
    """Whether the way does something to the control that it starts on, and is no scroll over it.

    A drag takes hold of it first. A slider goes with the finger, a switch where that goes sideways, and a
    way that ends where it began is a press.
    """
    if isinstance(action, Drag) or _SLIDER.search(control.class_name):
        return True
    if isinstance(action, Scroll):
        return False
    if len(spots) > 1:
        start, end = spots[0].point, spots[1].point
        if control.bounds.contains(end) or hypot(end.x - start.x, end.y - start.y) < _SLOP:
            return True
    return TOGGLE.search(control.class_name) is not None and not is_upright(action, spots)


def is_along(text: str, action: Swipe | Drag | Scroll, spots: tuple[Spot, ...]) -> bool:
    """Whether the way goes as a text asks for that says "slide": sideways, unless it says up or down."""
    return not is_upright(action, spots) or _UPRIGHT.search(text) is not None


def is_upright(action: Swipe | Drag | Scroll, spots: tuple[Spot, ...]) -> bool:
    """Whether the way goes up or down, as that of a finger which moves a list does."""
    if isinstance(action, Swipe | Scroll) and action.direction is not None:
        return action.direction in ("up", "down")
    if len(spots) < 2:
        return False
    start, end = spots[0].point, spots[1].point
    return abs(end.y - start.y) > 2 * abs(end.x - start.x)
