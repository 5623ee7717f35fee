"""A recorded move, pointed at the screen there is now."""

from dataclasses import dataclass

from agent.action.action import Action, Click, Scroll, Swipe, targets
from agent.perception.seek import Absent, FoundTarget, seek
from agent.replay.script import ScriptMove
from agent.run.step import Spot
from device.screen import Direction, Observation
from grounding.target import Target

_SLIDES = ("SeekBar", "Slider", "RatingBar", "Switch", "NumberPicker", "WheelView")
"""What a finger is moved along, or around: its way is part of what was meant."""
_OPPOSITE: dict[Direction, Direction] = {"up": "down", "down": "up", "left": "right", "right": "left"}


@dataclass(frozen=True, slots=True)
class Aimed:
    """What to do now; `settled` where the switch stands already as it was left then."""

    action: Action
    settled: bool = False


def aim(move: ScriptMove, observation: Observation) -> Aimed | Absent:
    """The move's action with all its places found anew. What has no mark is left to be found by its name."""
    fields = [name for name in type(move.action).model_fields if _is_target(move.action, name)]
    places: dict[str, Target] = {}
    stands = False
    for number, (name, target) in enumerate(zip(fields, targets(move.action), strict=True)):
        spot = move.spots[number] if number < len(move.spots) else None
        place = _place(target, spot, observation)
        if isinstance(place, Absent):
            return place
        places[name], found = place
        if found is not None and isinstance(move.action, Click) and move.turned is not None:
            stands = found.is_checked == move.turned
    return Aimed(move.action.model_copy(update=places), stands)


def way(move: ScriptMove) -> Direction | None:
    """Where a move that only brought more of a page into sight looked for it; None for any other move."""
    action = move.action
    slides = any(mark is not None and mark.kind.endswith(_SLIDES) for mark in move.marks)
    match action:
        case Scroll(direction=direction) if not slides:
            return direction
        case Swipe(direction=direction) if direction is not None and not slides:
            return _OPPOSITE[direction]
        case Swipe() if not slides and len(move.spots) > 1:
            return _dominant(move.spots)
        case _:
            return None


def is_aimed(move: ScriptMove) -> bool:
    """Whether it touches a place of its own choice."""
    return bool(move.spots) and way(move) is None


def _is_target(action: Action, field: str) -> bool:
    return isinstance(getattr(action, field), Target)


def _place(
    target: Target, spot: Spot | None, observation: Observation
) -> tuple[Target, FoundTarget | None] | Absent:
    name = target.description or (spot.label if spot is not None else "")
    if spot is None or spot.mark is None:
        if name:
            return Target(description=name), None
        return Absent("the record tells of a pixel only, and not of what was there")
    found = seek(spot.mark, observation)
    if isinstance(found, Absent):
        return found
    described = name or found.name
    if found.point == found.bounds.center:
        return Target(description=described, element=found.element.index), found
    return Target(description=described, point=(found.point.x, found.point.y)), found


def _dominant(spots: tuple[Spot, ...]) -> Direction:
    """Where the page went: against the finger."""
    across, down = spots[1].point.x - spots[0].point.x, spots[1].point.y - spots[0].point.y
    if abs(across) > abs(down):
        return "left" if across > 0 else "right"
    return "up" if down > 0 else "down"
