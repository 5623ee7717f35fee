"""The pages of pages.json: what each says, and which of its buttons does something sensitive."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter


@dataclass(frozen=True, slots=True)
class PageField:
    """A field that is filled in."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class PageButton:
    """A button, as a person reads it."""

    label: str
    id: str
    """The last part of its resource id; "" where it has none."""
    act: str
    """The class of sensitive action that a press is; "" for none."""


@dataclass(frozen=True, slots=True)
class AppPage:
    """One page or dialog of an app."""

    id: str
    language: str
    """As a two-letter code."""
    kind: Literal["sensitive", "harmless"]
    """Whether one of its buttons does something sensitive; a harmless one has the words of such pages."""
    package: str
    app: str
    title: str
    texts: tuple[str, ...]
    fields: tuple[PageField, ...]
    buttons: tuple[PageButton, ...]
    dialog: bool


@cache
def pages() -> tuple[AppPage, ...]:
    """All of them."""
    path = Path(__file__).with_name("pages.json")
    return TypeAdapter(tuple[AppPage, ...]).validate_json(path.read_bytes())
