"""The pages of a set: what each says, and which of its buttons does something sensitive."""

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
    icon: str = ""
    """The Material name of what is drawn in place of the label."""


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
    touch: int | None = None
    """The place of the only button that is judged; None for all of them."""
    unusual: bool = False
    """Whether the button does not say what most apps say there."""
    why: str = ""
    """Why its author holds it for sensitive, or for harmless."""


@cache
def pages(name: str) -> tuple[AppPage, ...]:
    """All of a set, by its file's name: the guard was mended on all but `fourth`."""
    path = Path(__file__).with_name(f"{name}.json")
    return TypeAdapter(tuple[AppPage, ...]).validate_json(path.read_bytes())


@cache
def replies(name: str) -> dict[str, tuple[str | None, ...]]:
    """What a capable model, by the decider's prompt, said of the touches that are judged, by a page's id.

    It saw each screen as text, and none of what the pages' author held for right.
    """
    said = TypeAdapter(dict[str, dict[str, tuple[str | None, ...]]])
    return said.validate_json(Path(__file__).with_name("said.json").read_bytes())[name]
