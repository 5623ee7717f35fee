"""How people say things of the everyday apps: the patterns of phrasing.toml, ready to be matched."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pydantic import TypeAdapter

from agent.language.number import NUMBER
from agent.language.saying import PHONE

_HOLES = {
    "WHO": r'(?:"[^"]+"|[^",:;]{1,40}?)',
    "NAME": r'(?:"[^"]+"|[^"]{1,80}?)',
    "NAMES": r".{1,200}?",
    "TEXT": r"(?:\"[^\"]*\"|.{1,1000})",
    "QUOTE": r'"[^"]*"',
    "PHONE": PHONE,
    "MAIL": r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+",
    "COUNT": NUMBER,
    "THING": r"[a-z-]{4,13}(?: items?)?|[\u4e00-\u9fff]{2,4}?",
    "FILE": r'"?(?!笔记|便签|便笺|文件)[^\s",:/说给发]+\.(?:md|txt|markdown|org|csv)"?',
    "REST": r".{1,400}?",
}
_WORD = re.compile(r"<([A-Z_]+)>")
_HOLE = re.compile(r"<(\w+):([A-Z]+)>")


@dataclass(frozen=True, slots=True)
class PhrasingTable:
    """All of phrasing.toml."""

    word: dict[str, str]
    way: dict[str, tuple[str, ...]]
    """Ways to say a whole clause."""
    piece: dict[str, tuple[str, ...]]
    """Ways to say something inside a clause."""


@cache
def _table() -> PhrasingTable:
    text = files("agent.language").joinpath("phrasing.toml").read_text(encoding="utf-8")
    return TypeAdapter(PhrasingTable).validate_python(tomllib.loads(text))


def _expanded(pattern: str) -> str:
    """With its words, blanks and holes filled in."""
    while _WORD.search(pattern):
        pattern = _WORD.sub(lambda word: _table().word[word[1]], pattern)
    blanks = pattern.replace(" ?", r"\s*").replace(" ", r"\s+")
    return _HOLE.sub(lambda hole: f"(?P<{hole[1]}>{_HOLES[hole[2]]})", blanks)


@cache
def _ways(name: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(_expanded(way), re.IGNORECASE) for way in _table().way[name])


@cache
def piece(name: str) -> re.Pattern[str]:
    """What finds a piece of a clause."""
    return re.compile("|".join(map(_expanded, _table().piece[name])), re.IGNORECASE)


def match(text: str, name: str) -> dict[str, str] | None:
    """What the first way that fits the whole text found in its holes, by name."""
    for way in _ways(name):
        found = way.fullmatch(text)
        if found is not None:
            return {hole: value.strip() for hole, value in found.groupdict().items() if value is not None}
    return None


def said(found: re.Match[str] | None, *holes: str) -> str:
    """What the first filled of some holes holds (of all, where none is named); "" for nothing."""
    if found is None:
        return ""
    return next((found[hole] for hole in holes or found.groupdict() if found[hole]), "").strip()
