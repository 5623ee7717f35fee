"""The everyday apps: how they are called and what their controls go by, read from place.toml."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pydantic import TypeAdapter

from agent.language.errand import Kind


@dataclass(frozen=True, slots=True)
class ControlPattern:
    """A control by the endings of its resource id, or by its labels."""

    ids: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where things of one kind are kept: its app, its list, its form, its way of deleting."""

    apps: tuple[str, ...]
    """Names to open it by; the first that the phone knows is taken."""
    package: str
    """Pattern for the package that is in front then."""
    main: tuple[str, ...]
    """Ids of what is there on the page with the list, and only there."""
    title: tuple[str, ...]
    """Ids of what names a row of the list."""
    way: tuple[ControlPattern, ...] = ()
    """What is tapped one after the other to come from the first page to the list."""
    begin: tuple[ControlPattern, ...] = ()
    """What is tapped to begin a new one."""
    fields: dict[str, tuple[str, ...]] | None = None
    """Ids of the fields of the form by what we call them."""
    save: ControlPattern = ControlPattern()
    hold: bool = False
    """Whether a row is held, not tapped, to be deleted."""
    delete: tuple[ControlPattern, ...] = ()
    """What is tapped one after the other to delete what was chosen; the last agrees."""


@dataclass(frozen=True, slots=True)
class PlaceTable:
    """All of place.toml."""

    place: dict[str, Place]
    category: dict[str, tuple[str, ...]]


@cache
def _table() -> PlaceTable:
    text = files("agent.language").joinpath("place.toml").read_text(encoding="utf-8")
    return TypeAdapter(PlaceTable).validate_python(tomllib.loads(text))


def place(kind: Kind | str) -> Place:
    """Where things of a kind are kept."""
    return _table().place[kind]


def categories() -> dict[str, tuple[str, ...]]:
    """How an expense's categories are said and shown, by key."""
    return _table().category


def is_at(package: str, kind: Kind | str) -> bool:
    """Whether the package in front keeps things of the kind."""
    return bool(re.search(place(kind).package, package))
