"""What is known of each checkpoint: names, prompt, limits and layers, read from profile.toml."""

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter

from device.error import ConfigError

Method = Literal["anchor", "pointer", "chat"]
PROMPT_FILE = "prompt.txt"
"""Beside a checkpoint's weights: how its authors ask it; {height} and {width} are filled in."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """How a checkpoint is asked."""

    system: str
    """Standing orders; {height} and {width} are those of the resized picture, in pixels."""
    published: str
    """The first 16 hex digits of the SHA-256 of its authors' standing orders."""
    source: str
    """Where those can be read."""
    answer: str
    """The answer given in advance, with the token that is read; "" where the model is to write it."""


@dataclass(frozen=True, slots=True)
class Profile:
    """One checkpoint, or the kind it is of."""

    name: str
    hub: str
    """Its name on the Hugging Face hub; "" where none is released."""
    model_type: str
    """As its config.json has it."""
    method: Method
    prompt: str
    """A key of the prompts."""
    factor: int
    """Pixels along one visual token: patch side times merge."""
    min_pixels: int = 3136
    max_pixels: int = 8_847_360
    """Limits to the area of the picture as the model sees it."""
    rank: Literal["max", "mean"] = "max"
    """How regions of the map are ranked (`decode_patches`)."""
    weighting: str = "query_1"
    """Which heads count (`grounding.anchor.weight`)."""
    convention: str = "qwen2.5-vl"
    """How its answers spell a point (`grounding.parse`)."""
    attention_layer: int = 20
    """The layer whose attention says where to look closer, counted from 0 (MVP, arXiv 2512.08529)."""
    layers: int = 28
    """How many decoder layers that number goes with."""
    crops: int = 0
    """How many crops MVP's published runs take (`mvp-published:`); 0 where it has none."""
    area: int = 0
    """Pixels that a whole picture is brought to before anything else, larger or smaller; 0: it stays."""

    @property
    def asked(self) -> Prompt:
        """Our prompt for it."""
        return _read().prompt[self.prompt]

    def asked_in(self, folder: Path) -> Prompt:
        """The prompt for its weights in a folder, by the folder's own prompt.txt where it has one."""
        own = folder / PROMPT_FILE
        if not own.is_file():
            return self.asked
        return replace(self.asked, system=own.read_text(encoding="utf-8").strip())

    def prompt_note(self, folder: Path) -> str:
        """Says of the prompt that it is not the published one; "" where it is."""
        asked = self.asked_in(folder)
        if sha256(asked.system.encode()).hexdigest().startswith(asked.published):
            return ""
        whose = "that of prompt.txt" if (folder / PROMPT_FILE).is_file() else "our own"
        return (
            f"the prompt is {whose}, NOT the published one, and scores differ by it: "
            f"put {asked.source} into {folder / PROMPT_FILE}"
        )

    def layer_of(self, layers: int) -> int:
        """The attention layer of a model with that many: the same one, or the same share of the depth."""
        return min(layers - 1, round(self.attention_layer * layers / self.layers))


@dataclass(frozen=True, slots=True)
class Recipe:
    """Settings with which a published number was measured."""

    name: str
    checkpoint: str
    """The name of a profile."""
    benchmark: str
    expected: float
    """The published score, in percent."""
    source: str
    """Of that score."""
    area: int = 0
    max_pixels: int = 0
    convention: str = ""
    """As the profile has them; 0 and "" leave the checkpoint's own."""
    zoom: float = 0.0
    """How many times the square of GUI-AIMA's second look is enlarged; 0: one look."""
    passes: int = 1
    """Looks of MVP."""
    unread: Literal["dropped", "corner"] = "dropped"
    """What an answer without a point counts as (`MultiView`)."""
    precision: str = "bfloat16"

    @property
    def profile(self) -> Profile:
        """That of the checkpoint, with what the recipe says."""
        known = _named(self.checkpoint)
        assert known is not None  # tests read the table
        return replace(
            known,
            area=self.area,
            max_pixels=self.max_pixels or known.max_pixels,
            convention=self.convention or known.convention,
        )


@dataclass(frozen=True, slots=True)
class _Table:
    prompt: dict[str, Prompt]
    checkpoint: list[Profile]
    recipe: list[Recipe]


@cache
def _read() -> _Table:
    text = files("grounding").joinpath("profile.toml").read_text(encoding="utf-8")
    return TypeAdapter(_Table).validate_python(tomllib.loads(text))


def profiles(method: Method | None = None) -> tuple[Profile, ...]:
    """All there are, of one method or of every one."""
    return tuple(p for p in _read().checkpoint if method is None or p.method == method)


def recipes() -> tuple[Recipe, ...]:
    """All there are."""
    return tuple(_read().recipe)


def recipe_of(name: str) -> Recipe:
    """The recipe of that name. Raises ConfigError, with those there are, for another."""
    for recipe in recipes():
        if recipe.name == name.casefold():
            return recipe
    names = ", ".join(recipe.name for recipe in recipes())
    raise ConfigError(f"no recipe is called {name!r}", f"There are {names}")


def place_of(name: str) -> str:
    """Where the weights called `name` are looked for: a folder or a hub name as it stands, else by profile.

    Raises ConfigError for a name that is none of these; its hint lists the names there are.
    """
    if Path(name).expanduser().is_dir() or "/" in name:
        return name
    known = _named(name)
    if known is None or not known.hub:
        names = ", ".join(profile.name for profile in profiles() if profile.hub)
        raise ConfigError(f"no checkpoint is called {name!r}", f"Give a folder or one of {names}")
    return known.hub


def profile_of(name: str, method: Method, model_type: str) -> Profile:
    """The profile of the checkpoint `name` (hub name or short name), else of its kind.

    What a folder is called says nothing of what is in it: it has the profile of its kind.

    Raises ConfigError when models of that type are not used in that way.
    """
    known = _named(name)
    if known is not None and known.method == method and known.model_type == model_type:
        return known
    for profile in profiles(method):
        if profile.model_type == model_type:
            return profile
    raise ConfigError(f"{name} is a {model_type}, which is not used by the {method} method")


def is_released(name: str) -> bool:
    """Whether it is the name of a checkpoint that is known, short or on the hub, and no folder's."""
    return _named(name) is not None and not Path(name).expanduser().is_dir()


def published_crops(name: str) -> int:
    """How many crops MVP's published runs take of the checkpoint `name`; 0 where none are known."""
    known = _named(name)
    return 0 if known is None else known.crops


def _named(name: str) -> Profile | None:
    wanted = {name.casefold()}
    for profile in profiles():
        own = {profile.name, profile.hub, profile.hub.rpartition("/")[2]}
        if wanted & {each.casefold() for each in own if each}:
            return profile
    return None
