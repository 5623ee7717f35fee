"""Any vision model behind an endpoint, asked for a point in words."""

import io
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from PIL import Image
from pydantic import TypeAdapter

from device.screen import Observation
from grounding.confidence import confidence
from grounding.direct import directly
from grounding.look import Look, Seen, in_pixels, picture_of, to_grounding, words_of
from grounding.parse import CONVENTIONS, parse_point
from grounding.spending import spend
from grounding.target import Grounding, Target, TargetNotFound
from models import message
from models.chat import ChatModel
from models.error import BadReply
from models.local import smart_resize

_QUOTED = 80
_LARGEST = 4_000_000
"""Pixels of the picture sent to a model that counts in shares; a phone's screen stays as it is."""


@dataclass(frozen=True, slots=True)
class Family:
    """How models of one kind are asked, and how they count."""

    name: str
    pattern: str
    """Found in the names of its models."""
    prompt: str
    """A key of the prompts."""
    convention: str
    """A key of grounding.parse.CONVENTIONS."""
    factor: int = 0
    """Sides of the picture are multiples of this, for models that answer in its pixels; 0 for others."""
    max_pixels: int = _LARGEST

    def standing_orders(self, size: tuple[int, int]) -> str:
        """The prompt, for a picture of (width, height) pixels."""
        return _read().prompt[self.prompt].format(width=size[0], height=size[1])

    def fitted(self, picture: Image.Image) -> Image.Image:
        """The picture as it is sent. Raises TargetNotFound where its shape is none that models see."""
        if self.factor:
            try:
                high, wide = smart_resize(
                    picture.height, picture.width, self.factor, max_pixels=self.max_pixels
                )
            except ValueError as error:
                raise TargetNotFound(f"the picture cannot be shown to the model: {error}") from error
            return picture.resize((wide, high), Image.Resampling.BICUBIC)
        if picture.width * picture.height <= self.max_pixels:
            return picture
        shrink = (self.max_pixels / (picture.width * picture.height)) ** 0.5
        return picture.resize((max(1, int(picture.width * shrink)), max(1, int(picture.height * shrink))))


@dataclass(frozen=True, slots=True)
class _Table:
    prompt: dict[str, str]
    family: list[Family]


@cache
def _read() -> _Table:
    text = files("grounding").joinpath("data", "chat.toml").read_text(encoding="utf-8")
    return TypeAdapter(_Table).validate_python(tomllib.loads(text))


def families() -> tuple[Family, ...]:
    """All there are, the one for any model last."""
    return tuple(_read().family)


def family_of(model: str) -> Family:
    """The kind a model's name tells."""
    return next(f for f in families() if re.search(f.pattern, model, re.IGNORECASE))


class ChatGrounder:
    """Asks a chat model with one picture and the words, and reads the point as its family spells it.

    Its confidence is the base rate of single looks in MVP's published log; `MultiView` of it looks closer and
    knows more.
    """

    def __init__(self, model: ChatModel, family: Family | None = None) -> None:
        self._model = model
        self.family = family or family_of(model.name)

    @property
    def name(self) -> str:
        """`chat`."""
        return "chat"

    def look(self, pictures: Sequence[Image.Image], words: str) -> list[Look]:
        """One answer a picture. Raises ModelUnavailable where the model cannot be asked."""
        return [self._ask(picture, words) for picture in pictures]

    def ground(self, observation: Observation, target: Target) -> Grounding:
        """See Grounder. Raises ModelUnavailable where the model cannot be asked."""
        found = directly(observation, target)
        if found is not None:
            return found
        words, picture = words_of(target), picture_of(observation)
        (look,) = self.look([picture], words)
        if look.point is None:
            raise TargetNotFound(
                f'{self._model.name} names no place on this screen for "{words}": {look.text[:_QUOTED]!r}'
            )
        point = in_pixels(look.point, picture.size)
        seen = Seen(point, confidence([point], [0], picture.size))
        return to_grounding(seen, picture.size, observation, self.name)

    def _ask(self, picture: Image.Image, words: str) -> Look:
        shown = self.family.fitted(picture)
        out = io.BytesIO()
        shown.save(out, "PNG", compress_level=1)
        messages = [
            message.system(self.family.standing_orders(shown.size)),
            message.user(message.Image(out.getvalue()), words),
        ]
        try:
            reply = self._model.chat(messages, str, role="ground")
        except BadReply as bad:
            spend(bad.usage)
            return Look(None, resized=shown.size, text=str(bad))
        spend(reply.usage, reply.seconds)
        point = parse_point(reply.value, CONVENTIONS[self.family.convention], shown.size)
        return Look(point, resized=shown.size, text=reply.value)
