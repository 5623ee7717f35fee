"""What the deciding role says: actions by name as JSON, each target named in one way or another."""

import json
from collections.abc import Mapping, Sequence
from enum import Enum
from random import Random

from benchmarks.fallible.move import Placed
from benchmarks.fallible.shown import Shown
from benchmarks.fallible.slip import label_of
from device.screen import Point, UIElement

Json = Mapping[str, object]
_BY_NUMBER, _BY_WORDS = 0.7, 0.1
"""Shares of targets named by number, and by their words alone; the rest by a point."""


class Dress(Enum):
    """How the JSON is wrapped."""

    BARE = "bare"
    FENCED = "fenced"
    """In a Markdown fence, with words before and after."""
    CUT = "cut"
    """Without its end."""
    THOUGHT = "thought"
    """After a thought aloud that has braces in it."""


def dressed(reply: Json, dress: Dress) -> str:
    """The reply as the endpoint sends it."""
    text = json.dumps(reply, ensure_ascii=False)
    match dress:
        case Dress.FENCED:
            return f"Here is the next action:\n```json\n{text}\n```\nLet me know how it went."
        case Dress.CUT:
            return text[: len(text) * 2 // 3]
        case Dress.THOUGHT:
            return f"Let me think. The screen {{as far as I see}} shows what I need, so I go on.\n\n{text}"
    return text


def named(spot: UIElement | None, point: Point | None, shown: Shown, draw: Random) -> Json | None:
    """A target, named as models do: mostly by its number, sometimes by its words or a point."""
    if spot is None:
        return None if point is None else {"point": shown.point(point)}
    label, luck, number = label_of(spot), draw.random(), shown.number(spot)
    unique = bool(spot.label) and sum(one.label == spot.label for one in shown.page.elements) == 1
    if unique and _BY_NUMBER <= luck < _BY_NUMBER + _BY_WORDS:
        return {"description": label}
    if number is not None and luck < _BY_NUMBER + _BY_WORDS:
        return {"element": number, "description": label}
    return {"point": shown.point(spot.bounds.center), "description": label}


def by_number(spot: UIElement, shown: Shown) -> Json:
    """A target by its number, or by a point where it has none."""
    number = shown.number(spot)
    place = {"point": shown.point(spot.bounds.center)} if number is None else {"element": number}
    return {**place, "description": label_of(spot)}


def action(now: Placed, target: Json | None, shown: Shown) -> Json:
    """A move as a model says it."""
    move = now.move
    said: dict[str, object] = {"action_type": move.kind, **move.fields}
    if move.kind == "swipe":
        assert move.point is not None
        assert move.end is not None
        said |= {"start": {"point": shown.point(move.point)}, "end": {"point": shown.point(move.end)}}
    elif target is not None:
        said["target"] = target
    return said


def claim(reason: str, status: str = "complete") -> Json:
    """The word that the run is over."""
    return {"action_type": "status", "goal_status": status, "reason": reason}


def answer(text: str) -> Json:
    """What the person asked for."""
    return {"action_type": "answer", "text": text}


def decision(thought: str, actions: Sequence[Json], expectation: str, plan: Json | None) -> dict[str, object]:
    """The whole reply."""
    return {"thought": thought, "actions": list(actions), "expectation": expectation, "plan": plan}
