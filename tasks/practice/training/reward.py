"""Rules that reward a reply for a recorded step, as ColorAgent's reinforcement does (arXiv 2510.19386).

ColorAgent publishes no code; the parts are those that its paper names: form, kind of action, the point in the
target's box, and the text. Each gives a share of 1.
"""

import json
from collections.abc import Sequence
from typing import Any

from pydantic import JsonValue, ValidationError

from agent.action.action import action_adapter
from grounding.target import Target
from tasks.practice.sample import Wanted

FORM, KIND, REST = 0.1, 0.3, 0.6
"""What a reply earns for being a decision, for the kind of its action, and for its point and text."""


def reward(reply: str, wanted: Wanted) -> float:
    """From 0 for what is no decision to 1 for what was done then."""
    action = _first_action(reply)
    if action is None:
        return 0.0
    if action["action_type"] != wanted.action_type:
        return FORM
    earned = [*_point_is_right(action, wanted), *_text_is_right(action, wanted)]
    return FORM + KIND + REST * (sum(earned) / len(earned) if earned else 1.0)


def rewards(completions: Sequence[Any], wanted: Sequence[str], **_more: object) -> list[float]:
    """The same for a batch, in the form in which TRL's GRPOTrainer asks."""
    return [
        reward(_text_of(completion), Wanted.model_validate_json(told))
        for completion, told in zip(completions, wanted, strict=True)
    ]


def _text_of(completion: Any) -> str:
    """A completion is a text, or a conversation of one turn whose content is a text or typed parts."""
    if isinstance(completion, str):
        return completion
    content = completion[0]["content"]
    return content if isinstance(content, str) else "".join(part.get("text") or "" for part in content)


def _first_action(reply: str) -> dict[str, JsonValue] | None:
    begin, end = reply.find("{"), reply.rfind("}")
    try:
        told = json.loads(reply[begin : end + 1]) if begin >= 0 else None
        action = told["actions"][0] if isinstance(told, dict) else None
        action_adapter.validate_python(action)
    except (ValueError, KeyError, IndexError, TypeError, ValidationError):
        return None
    assert isinstance(action, dict)
    return action


def _point_is_right(action: dict[str, JsonValue], wanted: Wanted) -> list[bool]:
    if wanted.box is None:
        return []
    told = action.get("target") or action.get("start")
    point = Target.model_validate(told).point if isinstance(told, dict) else None
    if point is None:
        return [False]
    left, top, right, bottom = wanted.box
    return [left <= point[0] <= right and top <= point[1] <= bottom]


def _text_is_right(action: dict[str, JsonValue], wanted: Wanted) -> list[bool]:
    if not wanted.text:
        return []
    said = next((str(action[name]) for name in ("text", "app_name", "direction") if action.get(name)), "")
    return [" ".join(said.split()).casefold() == " ".join(wanted.text.split()).casefold()]
