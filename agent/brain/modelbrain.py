"""The brain of a chat model: a prompt and a typed reply for each role."""

import io
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar, cast

from PIL import Image as Pillow
from PIL.Image import Resampling

from agent.brain.brain import Ask, Conversation, Decision, Look
from agent.brain.computer import ComputerDecision, read_computer, with_tool
from agent.brain.prompt import EXTENTS, Extent, Prompts
from agent.brain.scale import Scale, in_pixels, scale_of
from agent.idiom.dialogue import Dialogue
from agent.perception.frame import framed, numbered
from agent.run.step import Earlier
from device.screen import Observation
from models.chat import ChatModel
from models.error import ContextTooSmall
from models.hearing import hear
from models.known import Known
from models.message import Image, Message, Part
from models.notice import notify
from models.profile import Profile, profile_of
from models.reply import Reply

T = TypeVar("T")
R = TypeVar("R")


class ModelBrain:
    """Asks one model in every role, which a script may tell apart by the role's name.

    What its profile knows of the model decides how large it sees the screen, how it counts places and in
    which form it is asked for an action; the replies that leave here have device pixels.
    """

    def __init__(
        self,
        model: ChatModel,
        *,
        pictures: bool = True,
        profile: Profile | None = None,
        known: Known | None = None,
        has_computer: bool = False,
    ) -> None:
        """`known` is what was learned of the model before; None begins with nothing.

        `has_computer` has it act with its provider's own tool for a screen, where it sees the screen.
        """
        self._model = model
        self._known = known or Known(model.name)
        self._prompts = Prompts()
        self._pictures = pictures
        self._profile = profile or profile_of(model.name)
        is_trained = self._profile.idiom != "json"
        self._dialogue = Dialogue(self._profile, self._prompts, self._encoded) if is_trained else None
        self._told: set[str] = set()
        """What the person was told that questions go without."""
        self._has_computer = has_computer and self._profile.idiom == "json"

    @property
    def name(self) -> str:
        """The model's."""
        return self._model.name

    def understands(self, role: str) -> bool:
        """A model reads what the person says."""
        return True

    def speaker(self, role: str) -> str:
        """The model, for every role; nobody tells what a touch does without seeing it."""
        return "" if role == "touch" and not self._pictures else self._model.name

    def in_full(self, role: str, goal: str, earlier: tuple[Earlier, ...]) -> Conversation:
        """As it was said: the model reads what was done before."""
        return goal, earlier

    def think(self, ask: Ask[T]) -> Reply[T]:
        """The model's answer to the role's prompt, with the pictures that go with it."""
        looks = ask.looks()
        pictures = _titled(looks, [self._picture(look, marked=_is_decision(ask)) for look in looks])
        scale = self.scale(ask.role, ask.view.observation)
        reply = self._fitted(ask, pictures, scale)
        self._known.slipped(reply.slips)
        return replace(reply, value=in_pixels(reply.value, scale))

    def _fitted(self, ask: Ask[T], pictures: tuple[Part, ...], scale: Scale) -> Reply[T]:
        """The answer to the longest form of the question that the model's context takes."""
        full = self._messages(ask, pictures, scale, EXTENTS[0])
        failed: tuple[list[Message], ContextTooSmall] | None = None
        for extent in EXTENTS:
            messages = full if extent == EXTENTS[0] else self._messages(ask, pictures, scale, extent)
            if failed and messages == failed[0]:
                continue
            if not self._known.fits(messages) and extent != EXTENTS[-1]:
                continue
            try:
                reply = self._asked(ask, messages, scale)
            except ContextTooSmall as error:
                self._known.too_long(messages, error.stated)
                failed = messages, error
            else:
                self._known.answered(messages)
                self._tell_left_out(full, messages)
                return reply
        assert failed is not None
        raise failed[1]

    def _tell_left_out(self, full: Sequence[Message], messages: Sequence[Message]) -> None:
        """Tell the person, once for each, what a question goes without."""
        if messages == full:
            return
        what = "without the picture" if _shows(full) and not _shows(messages) else "in fewer words"
        if what not in self._told:
            self._told.add(what)
            notify(f"{self.name}'s context is too small: asked {what}")

    def scale(self, role: str, observation: Observation) -> Scale:
        """As the model's profile has it; pixels of the screen where it sees no picture of it."""
        del role
        return scale_of(self._profile, observation, pictured=self._sees(observation))

    def _messages(
        self, ask: Ask[T], pictures: tuple[Part, ...], scale: Scale, extent: Extent
    ) -> list[Message]:
        """The prompt; for an action in the language that the model was trained on, the turns so far."""
        if self._dialogue is None or not _is_decision(ask):
            return self._prompts.messages(ask, pictures, scale=scale, extent=extent, profile=self._profile)
        now = next((part for part in pictures if isinstance(part, Image)), None) if extent.pictures else None
        return self._dialogue.messages(cast(Ask[Decision], ask), scale, now, extent)

    def _asked(self, ask: Ask[T], messages: Sequence[Message], scale: Scale) -> Reply[T]:
        if self._dialogue is not None and _is_decision(ask):
            said = self._chat(messages, str, ask.role)
            return cast(Reply[T], self._dialogue.read(said, ask.view, scale))
        if self._has_computer and ask.reply is Decision and _shows(messages):
            called = self._chat(with_tool(messages), ComputerDecision, ask.role)
            return cast(Reply[T], read_computer(called))
        return self._chat(messages, ask.reply, ask.role)

    def _chat(self, messages: Sequence[Message], reply: type[R], role: str) -> Reply[R]:
        hear(messages)
        return self._model.chat(messages, reply, role=role)

    def _sees(self, observation: Observation) -> bool:
        return self._pictures and observation.screenshot is not None and not observation.secure

    def _picture(self, look: Look, *, marked: bool) -> Image | None:
        observation = look.observation
        if observation.screenshot is None or not self._sees(observation):
            return None
        picture = framed(observation.screenshot.image, look.frames)
        if look.part is not None:
            picture = picture.crop((look.part.left, look.part.top, look.part.right, look.part.bottom))
        if marked and self._profile.marks:
            picture = numbered(picture, observation.elements)
        return self._encoded(picture)

    def _encoded(self, picture: Pillow.Image) -> Image:
        size = self._profile.sent_size(picture.size)
        if size != picture.size:
            picture = picture.resize(size, Resampling.BICUBIC, reducing_gap=2.0)
        out = io.BytesIO()
        picture.save(out, "JPEG", quality=80)
        return Image(out.getvalue())


def _is_decision(ask: Ask[T]) -> bool:
    """Whether an action is asked for."""
    return issubclass(ask.reply, Decision)


def _shows(messages: Sequence[Message]) -> bool:
    return any(isinstance(part, Image) for message in messages for part in message.parts)


def _titled(looks: Sequence[Look], pictures: Sequence[Image | None]) -> tuple[Part, ...]:
    """The pictures, each of several under what it shows; one that was just shown is not sent again.

    A picture costs a thousand tokens.
    """
    parts: list[Part] = []
    shown: Image | None = None
    for number, (look, picture) in enumerate(zip(looks, pictures, strict=True), 1):
        title = look.title or f"Picture {number} of {len(looks)}"
        if picture is None:
            continue
        if picture == shown:
            parts.append(f"{title}: the same picture again")
            continue
        parts += [f"{title}:", picture] if len(looks) > 1 else [picture]
        shown = picture
    return tuple(parts)
