"""What is known of a model by its name: how it counts places and sees pictures, and what it costs.

The facts stand in profile.toml. A name that is in none of its patterns has the last profile, `any`.
"""

import math
import tomllib
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import ConfigDict, TypeAdapter

from models.channel import ApiName, Channel
from models.local import smart_resize
from models.price import Price

OPENAI_URL = "https://api.openai.com/v1"
"""Where a model is asked for that nobody named an endpoint of."""
Idiom = Literal["json", "ui-tars", "mai-ui", "gui-owl-1.5", "gui-owl", "autoglm"]
Size = tuple[int, int]
_SCRIPTED = "scripted"
"""How the names of scripts begin; what follows is a file and says nothing of a model."""


@dataclass(frozen=True, slots=True)
class ListPrice:
    """What the models of a name cost."""

    match: str
    """Pattern for the name, as the profile's."""
    prompt: float
    completion: float
    cached: float | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """One family of models."""

    name: str
    match: tuple[str, ...]
    """Patterns for the last part of a model's name, in lower case."""
    convention: str = "picture"
    """How it counts places: a key of `grounding.parse.CONVENTIONS`."""
    idiom: Idiom = "json"
    """The language of actions it was trained on; `json` for models that follow any schema."""
    api: ApiName = "completions"
    """The API that its maker's endpoint has for it. One without it is asked by Chat Completions."""
    channel: Channel = "schema"
    """How its endpoint is asked for typed answers, unless it turns out otherwise."""
    pictures_first: bool = False
    """Whether a picture stands before the words about this screen, as its maker advises, or after them."""
    logprobs: bool = True
    """Whether its server gives log-probabilities when asked."""
    factor: int = 1
    """Pixels along one visual token: pictures are sent in whole multiples of it."""
    min_pixels: int = 3136
    max_pixels: int = 1_048_576
    """Area beyond which a picture is shrunk, by us and not by the server: so places are counted alike."""
    longest_side: int = 1280
    """Pixels; a longer picture is shrunk to this. Families with a `factor` go by the area alone."""
    bounds: bool = False
    """Whether the element list tells where each element lies, as the model counts places.

    It costs some 20 characters an element and tells nothing that the picture does not show.
    """
    marks: bool = False
    """Whether the elements' numbers are drawn on the picture that an action is decided on."""
    price: tuple[ListPrice, ...] = ()

    def sent_size(self, size: Size) -> Size:
        """The (width, height) at which a picture of this (width, height) in pixels is sent.

        Raises ValueError for a size that no model takes (see `smart_resize`).
        """
        wide, high = size
        if self.factor > 1:
            high, wide = smart_resize(high, wide, self.factor, self.min_pixels, self.max_pixels)
            return wide, high
        if min(size) < 1:
            raise ValueError(f"a picture of {wide} x {high} pixels cannot be sent")
        shrink = min(1.0, self.longest_side / max(size), math.sqrt(self.max_pixels / (wide * high)))
        return max(1, int(wide * shrink + 1e-9)), max(1, int(high * shrink + 1e-9))

    def price_of(self, model: str) -> Price | None:
        """What a model of this family costs by its maker's list; None where that is not known."""
        name = _plain(model)
        for listed in self.price:
            if fnmatchcase(name, listed.match):
                return Price(listed.prompt, listed.completion, listed.cached)
        return None


@dataclass(frozen=True)
class _Table:
    __pydantic_config__ = ConfigDict(extra="forbid")

    profile: tuple[Profile, ...]


@cache
def profiles() -> tuple[Profile, ...]:
    """All of them, in the order in which names are tried."""
    text = files("models").joinpath("profile.toml").read_text(encoding="utf-8")
    return TypeAdapter(_Table).validate_python(tomllib.loads(text)).profile


@cache
def profile_of(model: str) -> Profile:
    """The profile of a model by the name that its endpoint knows it by."""
    name = _SCRIPTED if model.startswith(_SCRIPTED) else _plain(model)
    return next(one for one in profiles() if any(fnmatchcase(name, pattern) for pattern in one.match))


def _plain(model: str) -> str:
    """`qwen2.5vl` for `ollama/Qwen2.5VL:7b`: without the maker before and the tag after."""
    name = model.strip().lower().rpartition("/")[2]
    return name.partition(":")[0].partition("@")[0] or "any"
