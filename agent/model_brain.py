"""The brain of a chat model: a prompt and a typed reply for each role."""

import io
from typing import TypeVar

from agent.brain import Ask, Look
from agent.prompt import Prompts
from agent.reflection.region import framed
from models.chat import ChatModel
from models.message import Image, Part
from models.reply import Reply

T = TypeVar("T")
_LONGEST_SIDE = 1280
"""A picture is scaled down to this before it is sent: enough to read a screen by, under a megapixel."""


class ModelBrain:
    """Asks one model in every role, which a script may tell apart by the role's name."""

    def __init__(self, model: ChatModel, *, pictures: bool = True) -> None:
        self._model = model
        self._prompts = Prompts()
        self._pictures = pictures

    @property
    def name(self) -> str:
        """The model's."""
        return self._model.name

    def understands(self, role: str) -> bool:
        """A model reads what the person says."""
        return True

    def speaker(self, role: str) -> str:
        """The model, for every role."""
        return self._model.name

    def think(self, ask: Ask[T]) -> Reply[T]:
        """The model's answer to the role's prompt, with the pictures that go with it."""
        pictures = tuple(part for look in ask.looks() for part in self._picture(look))
        return self._model.chat(self._prompts.messages(ask, pictures), ask.reply, role=ask.role)

    def _picture(self, look: Look) -> tuple[Part, ...]:
        observation = look.observation
        if not self._pictures or observation.screenshot is None or observation.secure:
            return ()
        picture = framed(observation.screenshot.image, look.frames)
        picture.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
        out = io.BytesIO()
        picture.save(out, "JPEG", quality=80)
        return (Image(out.getvalue()),)
