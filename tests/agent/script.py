"""Short ways to write a scripted model's replies."""

import json
from collections.abc import Sequence
from typing import TypeVar

from agent.run.event import Event, Question
from agent.run.run import Run
from agent.run.step import Step
from models.message import Message
from models.reply import Reply
from models.scripted import Item, ScriptedModel

T = TypeVar("T")


class Recorder(ScriptedModel):
    """A script that keeps what it was asked, with how many pictures, and by which role."""

    def __init__(self, items: Sequence[Item]) -> None:
        super().__init__(items)
        self.asked: list[str] = []
        self.roles: list[str] = []
        self.pictures: list[int] = []

    def chat(self, messages: Sequence[Message], reply: type[T], *, role: str = "") -> Reply[T]:
        if role in ("effects", "recheck", "touch") and not any(item.role == role for item in self._left):
            return super().chat(messages, reply, role=role)  # a script without a list: nobody is asked
        self.asked.append("\n".join(message.text for message in messages))
        self.roles.append(role)
        self.pictures.append(sum(not isinstance(part, str) for message in messages for part in message.parts))
        return super().chat(messages, reply, role=role)

    def asked_of(self, role: str) -> list[str]:
        """What one role was asked, in order."""
        return [asked for asker, asked in zip(self.roles, self.asked, strict=True) if asker == role]


def told(run: Run, answer: str = "") -> list[Event]:
    """All that a run tells, with one answer to whatever it asks."""
    events: list[Event] = []
    for event in run:
        events.append(event)
        if isinstance(event, Question):
            run.answer(answer)
    return events


def speakers(step: Step) -> list[str]:
    """The roles that spoke before a step."""
    return [saying.role for saying in step.said]


def says(role: str, **reply: object) -> Item:
    """A reply kept for one role."""
    return Item(json.dumps(reply), role=role)


def decide(*actions: dict[str, object], role: str = "decide", **more: object) -> Item:
    """A decision for these actions, by whichever role decides."""
    return says(role, **{"thought": "because", "actions": list(actions), **more})


def click(description: str) -> dict[str, object]:
    """A tap on what goes by these words."""
    return {"action_type": "click", "target": {"description": description}}


def complete() -> Item:
    """A claim that the goal is reached."""
    return decide({"action_type": "status", "goal_status": "complete"})


def answer(text: str) -> Item:
    """Telling the person something."""
    return decide({"action_type": "answer", "text": text})
