"""Short ways to write a scripted model's replies."""

import json

from models.scripted import Item


def says(role: str, **reply: object) -> Item:
    """A reply kept for one role."""
    return Item(json.dumps(reply), role=role)


def decide(*actions: dict[str, object], thought: str = "because") -> Item:
    """A decision for these actions."""
    return says("decide", thought=thought, actions=list(actions))


def click(description: str) -> dict[str, object]:
    """A tap on what goes by these words."""
    return {"action_type": "click", "target": {"description": description}}


def complete() -> Item:
    """A claim that the goal is reached."""
    return decide({"action_type": "status", "goal_status": "complete"})


def answer(text: str) -> Item:
    """Telling the person something."""
    return decide({"action_type": "answer", "text": text})
