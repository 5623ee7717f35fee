"""The brain of a chat model: a prompt and a typed reply for each role."""

import io
from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar, cast

from PIL.Image import Resampling

from agent.brain.brain import Ask, Conversation, Decision, Look
from agent.brain.prompt import Prompts
from agent.brain.scale import in_pixels, scale_of
from agent.idiom.idiom import read
from agent.perception.frame import framed
from agent.run.step import Earlier
from models.chat import ChatModel
from models.message import Image, Part
from models.profile import Profile, profile_of
from models.reply import Reply

T = TypeVar("T")


class ModelBrain:
    """Asks one model in every role, which a script may tell apart by the role's name.

    What its profile knows of the model decides how large it sees the screen, how it counts places and in
    which form it is asked for an action; the replies that leave here have device pixels.
    """

    def __init__(self, model: ChatModel, *, pictures: bool = True, profile: Profile | None = None) -> None:
        self._model = model
        self._prompts = Prompts()
        self._pictures = pictures
        self._profile = profile or profile_of(model.name)

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

    def in_full(self, role: str, goal: str, earlier: tuple[Earlier, ...]) -> Conversation:
        """As it was said: the model reads what was done before."""
        return goal, earlier

    def think(self, ask: Ask[T]) -> Reply[T]:
        """The model's answer to the role's prompt, with the pictures that go with it."""
        pictures = _told_once(part for look in ask.looks() for part in self._picture(look))
        scale = scale_of(self._profile, ask.view.observation, pictured=bool(pictures))
        if ask.reply is Decision and self._profile.idiom != "json":
            reply = cast(Reply[T], self._acted(ask, pictures, scale.words))
        else:
            messages = self._prompts.messages(ask, pictures, points=scale.words)
            reply = self._model.chat(messages, ask.reply, role=ask.role)
        return replace(reply, value=in_pixels(reply.value, scale))

    def _acted(self, ask: Ask[T], pictures: tuple[Part, ...], points: str) -> Reply[Decision]:
        """An action, from a model that was trained on a form of its own."""
        idiom = self._profile.idiom
        messages = self._prompts.messages(ask, pictures, points=points, form=f"idiom/{idiom}")
        return read(idiom, self._model.chat(messages, str, role=ask.role))

    def _picture(self, look: Look) -> tuple[Image, ...]:
        observation = look.observation
        if not self._pictures or observation.screenshot is None or observation.secure:
            return ()
        picture = framed(observation.screenshot.image, look.frames)
        size = self._profile.sent_size(picture.size)
        if size != picture.size:
            picture = picture.resize(size, Resampling.BICUBIC, reducing_gap=2.0)
        out = io.BytesIO()
        picture.save(out, "JPEG", quality=80)
        return (Image(out.getvalue()),)


def _told_once(pictures: Iterable[Image]) -> tuple[Part, ...]:
    """The pictures with a word in place of one that was just shown: it costs a thousand tokens less."""
    parts: list[Part] = []
    shown: Image | None = None
    for picture in pictures:
        parts.append("(The next picture is the same as the one before.)" if picture == shown else picture)
        shown = picture
    return tuple(parts)
