"""What Settings can switch, slide and show, read from feature.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import TypeAdapter


@dataclass(frozen=True, slots=True)
class Feature:
    """One switch, slider or reading of the system."""

    key: str
    title: str
    """How we call it."""
    said: tuple[str, ...]
    """How people call it in a goal, as patterns."""
    rows: tuple[str, ...]
    """Labels of the row that holds its control, or leads to it."""
    path: tuple[str, ...]
    """Names of the pages to go through from the top of Settings."""
    names: tuple[str, ...] = ()
    """Further names, in any language."""
    setting: str = ""
    """Where `settings get` tells its state, as "global/wifi_on"; "" where it does not on every phone."""
    on: tuple[str, ...] = ("1", "2", "3")
    """What stands there while it is on."""
    off: tuple[str, ...] = ("0",)
    full: str = ""
    """Of a slider, what stands there at its end."""
    stream: int | None = None
    """Of a volume, the number of Android's sound stream."""


@dataclass(frozen=True, slots=True)
class FeatureTable:
    """All of feature.toml."""

    pages: dict[str, tuple[str, ...]]
    """Labels that a page's row may have, by the page's name."""
    switch: tuple[Feature, ...]
    level: tuple[Feature, ...]
    reading: tuple[Feature, ...]
    """What is only shown."""


@cache
def table() -> FeatureTable:
    """The table, read once."""
    text = files("agent.language").joinpath("feature.toml").read_text(encoding="utf-8")
    return TypeAdapter(FeatureTable).validate_python(tomllib.loads(text))


def feature(kind: Literal["switch", "level", "reading"], key: str) -> Feature:
    """A feature by its key."""
    found = table()
    items = {"switch": found.switch, "level": found.level, "reading": found.reading}[kind]
    return next(item for item in items if item.key == key)


def parents(item: Feature) -> tuple[tuple[str, ...], ...]:
    """The labels of each page on the way, outermost first."""
    return tuple(table().pages[name] for name in item.path)
