"""The words of goals, read from vocabulary.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pydantic import TypeAdapter


@dataclass(frozen=True, slots=True)
class Words:
    """Alternatives of a pattern in both languages."""

    en: tuple[str, ...] = ()
    zh: tuple[str, ...] = ()

    @property
    def pattern(self) -> str:
        """Both languages as one: English words whole, Chinese ones wherever they stand, longer ones first."""
        english = [rf"\b(?:{'|'.join(self.en)})(?![a-z0-9])"] if self.en else []
        return "|".join([*english, *sorted(self.zh, key=len, reverse=True)])


@cache
def _table() -> dict[str, Words]:
    text = files("agent.language").joinpath("vocabulary.toml").read_text(encoding="utf-8")
    return TypeAdapter(dict[str, Words]).validate_python(tomllib.loads(text))


@cache
def words(name: str) -> str:
    """The pattern for a group of words."""
    return _table()[name].pattern
