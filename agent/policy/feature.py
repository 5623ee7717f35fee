"""What Settings can switch and slide, read from feature.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import TypeAdapter


@dataclass(frozen=True, slots=True)
class Feature:
    """One switch or slider of the system."""

    key: str
    title: str
    """How we call it."""
    said: tuple[str, ...]
    """How people call it in a goal, as patterns."""
    rows: tuple[str, ...]
    """Labels of the row that holds its control, or leads to it."""
    path: tuple[str, ...]
    """Names of the pages to go through from the top of Settings."""


@dataclass(frozen=True, slots=True)
class Table:
    """All of feature.toml."""

    pages: dict[str, tuple[str, ...]]
    """Labels that a page's row may have, by the page's name."""
    switch: tuple[Feature, ...]
    level: tuple[Feature, ...]


@cache
def table() -> Table:
    """The table, read once."""
    text = files("agent.policy").joinpath("feature.toml").read_text(encoding="utf-8")
    return TypeAdapter(Table).validate_python(tomllib.loads(text))


def feature(kind: Literal["switch", "level"], key: str) -> Feature:
    """A feature by its key."""
    items = table().switch if kind == "switch" else table().level
    return next(item for item in items if item.key == key)


def parents(item: Feature) -> tuple[tuple[str, ...], ...]:
    """The labels of each page on the way, outermost first."""
    return tuple(table().pages[name] for name in item.path)
