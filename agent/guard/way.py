"""What a finger that moves does to what lies under it: a list goes along, a slider and a press don't."""

import re
from math import hypot

from agent.action.touch import Touch, TouchKind
from agent.action.touched import TOGGLE, holders, is_list, is_low, window_of, within
from device.screen import Observation, Point, UIElement

_SLIDE = re.compile(r"\b(?:slide|swipe|drag)\b|滑动|滑動", re.I)
_SLIDER = re.compile(r"(?:SeekBar|Slider)$")
_SLOP = 0.03
"""How far a finger may move and still press, as a share of the screen's shorter side: 8 dp on the densest."""
_UPRIGHT = re.compile(r"\b(?:up|down)(?:wards?)?\b|[上下]", re.I)
_PRESSES = (TouchKind.PRESS, TouchKind.HOLD, TouchKind.FOCUS, TouchKind.DRAG)
_SIDEWAYS = ("HorizontalScrollView", "ViewPager", "ViewPager2", "Gallery")
_ROW = 0.8
"""A row takes this share of its list's width at least."""


def slides(text: str) -> bool:
    """Whether a control asks to be slid."""
    return _SLIDE.search(text) is not None


def presses(touch: Touch, observation: Observation) -> bool:
    """Whether it presses, holds or takes hold of something, and does not just pass over it."""
    if touch.kind is TouchKind.KEY:  # what is no field and has the focus is pressed by Enter
        return touch.control is not None and not touch.control.is_editable
    return touch.kind in _PRESSES or (touch.kind is TouchKind.SWIPE and stays(touch, observation))


def moves(touch: Touch) -> bool:
    """Whether the control that a finger starts on goes with it.

    A drag takes hold of it first. A slider goes with the finger, a switch where that goes sideways.
    """
    if touch.control is None:
        return False
    if touch.kind is TouchKind.DRAG or _SLIDER.search(touch.control.class_name):
        return True
    return TOGGLE.search(touch.control.class_name) is not None and not is_upright(touch)


def stays(touch: Touch, observation: Observation) -> bool:
    """Whether a finger that moves still presses what it went down on, as Android sees it.

    It does as long as it hardly moves. Further on it does where it stays on a control, unless what that lies
    in scrolls that way and takes the finger over.
    """
    end, control = touch.end, touch.control
    if _hardly_moves(touch, observation):
        return True
    if end is None or control is None or not (control.is_clickable or control.is_long_clickable):
        return False
    return control.bounds.contains(end) and not any(
        _takes_over(holder, observation, upright=is_upright(touch))
        for holder in holders(control, observation)
    )


def _hardly_moves(touch: Touch, observation: Observation) -> bool:
    start, end = touch.point or Point(0, 0), touch.end or Point(0, 0)
    return hypot(end.x - start.x, end.y - start.y) <= _SLOP * min(observation.size)


def throws_row(touch: Touch, observation: Observation) -> bool:
    """Whether a finger goes sideways over a row of a list, which may call, archive or delete it.

    Where something around the row scrolls sideways, that goes along instead.
    """
    control = touch.control
    if control is None or is_upright(touch) or _hardly_moves(touch, observation):
        return False
    around = holders(control, observation)
    if any(_takes_over(holder, observation, upright=False) for holder in around):
        return False
    rows = [
        e for e in (control, *around) if (e.is_clickable or e.is_long_clickable) and is_low(e, observation)
    ]
    lists = [e for e in around if _takes_over(e, observation, upright=True)]
    return any(row.bounds.width >= _ROW * one.bounds.width for row in rows for one in lists)


def is_along(text: str, touch: Touch) -> bool:
    """Whether the way goes as a text asks for that says "slide": sideways, unless it says up or down."""
    return not is_upright(touch) or _UPRIGHT.search(text) is not None


def is_upright(touch: Touch) -> bool:
    """Whether the way goes up or down, as that of a finger which moves a list does."""
    start, end = touch.point or Point(0, 0), touch.end or Point(0, 0)
    return abs(end.y - start.y) > 2 * abs(end.x - start.x)


def _takes_over(holder: UIElement, observation: Observation, *, upright: bool) -> bool:
    """Whether a container takes a finger over that goes this way; a list does so at its end as well."""
    if holder.class_name.endswith("WebView"):
        return True
    sideways = holder.class_name.endswith(_SIDEWAYS)
    if holder.is_scrollable and not sideways:
        inside = [e for e in window_of(holder, observation) if within(e.bounds, holder.bounds)]
        tops = [e.bounds.top for e in inside if e.depth == holder.depth + 1]
        sideways = len(tops) > 1 and len(set(tops)) == 1
    if not upright:
        return sideways
    return not sideways and is_list(holder)
