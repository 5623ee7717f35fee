"""Closed sets of things that goals name: kinds, fields, priorities, labels, in five languages."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

from agent.language.place import categories
from agent.language.value.setting import bare

Table = Literal[
    "kind",
    "page",
    "field",
    "missed",
    "priority",
    "denial",
    "label",
    "category",
    "camera",
    "length",
    "grant",
    "pronoun",
    "app",
    "settings",
    "permission",
    "size",
    "fact",
    "folder",
]


def words_of(table: Literal["exception"], part: str) -> tuple[str, ...]:
    """The words of a part of a table that are no names of things."""
    return tuple(_tables()[table][part])


def concept(table: Table, text: str) -> str | None:
    """What a text names of a set; None for nothing of it."""
    return _table(table).get(bare(text))


@cache
def _table(name: Table) -> Mapping[str, str]:
    found = {bare(word): key for key, words in _tables()[name].items() for word in words}
    if name == "category":
        found |= {bare(word): key for key, words in categories().items() for word in words}
    return found


@cache
def _tables() -> dict[str, dict[str, list[str]]]:
    text = files("agent.language.value").joinpath("data", "concept.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
