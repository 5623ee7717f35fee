"""Places and directions as action models name them."""

from typing import get_args

from device.screen import Direction
from grounding.target import Target


def target_at(point: tuple[float, float] | None, action: str) -> Target:
    """The target at a place; ValueError, in words for the model, where an action that needs one has none."""
    if point is None:
        raise ValueError(f"{action} needs a place")
    return Target(point=point)


def direction_of(word: str) -> Direction:
    """One of the four directions; ValueError, in words for the model, for any other word."""
    for direction in get_args(Direction):
        if direction == word.strip().lower():
            found: Direction = direction
            return found
    raise ValueError(f"{word!r} is no direction: up, down, left or right")
