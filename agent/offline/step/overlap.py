"""What is to be tapped lies wholly under something that floats over the list: it is scrolled out first."""

from agent.action.action import Click, LongPress, Swipe
from agent.offline.step.history import Past, named
from agent.offline.step.move import Act, Move, Stuck
from agent.perception.scene import Scene
from agent.run.step import Outcome
from device.screen import UIElement
from grounding.clear import clear_spot, in_front
from grounding.target import Target

_CLEAR = "clear of what floats"
"""How the history calls the list that is moved for it; followed by the way."""
_TRIES = 3
_FLOATS = 0.2
"""A part of the list: what covers more of it is no button over it, and scrolling brings nothing out."""


def cleared(move: Move, scene: Scene, past: Past) -> Move:
    """The move itself, or a short scroll before it where a tap would reach what floats over its element."""
    if not isinstance(move, Act) or not isinstance(move.action, Click | LongPress):
        return move
    element = scene.observation.numbered(move.action.target.element)
    if element is None or clear_spot(scene.observation, element) is not None:
        return move
    around = next((other for other in scene.above(element) if other.is_scrollable), None)
    if around is None or not _floats(element, around, scene):
        return move
    for way in ("down", "up"):
        name = f"{_CLEAR} {way}"
        gone = [step for step in _latest(past).steps if named(step.action) == name]
        if len(gone) < _TRIES and all(step.outcome == Outcome.SUCCESS and not step.error for step in gone):
            return Act(_stroke(name, around, way), "Something floats over it: the list is moved a little")
    return Stuck(f'"{named(move.action)}" lies under something else, and cannot be tapped', balked=True)


def _floats(element: UIElement, around: UIElement, scene: Scene) -> bool:
    """Whether all that is over its middle is small, and stays where it is when the list moves."""
    inside = {other.index for other in scene.inside(around)}
    over = [o for o in in_front(scene.observation, element) if o.bounds.contains(element.bounds.center)]
    return all(o.index not in inside and o.bounds.area < _FLOATS * around.bounds.area for o in over)


def _latest(past: Past) -> Past:
    """The moves for it at the end."""
    start = len(past.steps)
    while start > 0 and named(past.steps[start - 1].action).startswith(_CLEAR):
        start -= 1
    return Past(past.steps[start:])


def _stroke(name: str, around: UIElement, way: str) -> Swipe:
    """A short swipe near the left edge, as floating buttons swallow those in the middle."""
    box = around.bounds
    x = box.left + box.width * 0.15
    low, high = box.top + box.height * 0.55, box.top + box.height * 0.35
    start, end = (low, high) if way == "down" else (high, low)
    return Swipe(start=Target(description=name, point=(x, start)), end=Target(point=(x, end)))
