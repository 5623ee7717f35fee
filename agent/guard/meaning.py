"""What a text is about, what it wants done, and what it names: enough to tell whom an action serves.

The words stand in topic.toml, and for what Settings can switch and slide in agent/language/feature.toml.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from agent.guard.fold import decoded, fold, is_disguised
from agent.language.feature import table as features
from agent.memory.words import words as content_words

_NAMED = re.compile(
    r"[\w.%+-]+@[\w-]+\.[\w.]+"  # an address
    r"|[\w%-]+\.(?:md|txt|pdf|jpe?g|png|svg|gif|apk|csv|html|docx?|mp[34]|m4a|gpx|zip)\b"  # a file
    r"|(?<!\d)\d{1,2}:\d{2}(?!\d)"  # a time
    r"|\+?\d[\d\s()-]{3,}\d"  # a number of somebody or something
    r"|(?<![\w.])\d{3,}(?![\w])"
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """A text as far as the guard reads it."""

    topics: frozenset[str]
    wants: frozenset[str]
    """Classes of sensitive action that it asks for, and `change`."""
    words: frozenset[str]
    """Content words, stemmed; pairs of letters of Chinese."""
    names: frozenset[str]
    """Files, times, addresses and numbers (their digits) that it names."""
    is_marked: bool
    """Whether it is disguised, encoded, or talks as only somebody does who speaks to a machine."""


@dataclass(frozen=True, slots=True)
class _MeaningTable:
    topic: Mapping[str, re.Pattern[str]]
    packages: Mapping[str, re.Pattern[str]]
    wants: Mapping[str, re.Pattern[str]]
    goal: Mapping[str, re.Pattern[str]]
    commit: re.Pattern[str]
    marks: re.Pattern[str]


@cache
def _table() -> _MeaningTable:
    table = tomllib.loads(Path(__file__).with_name("topic.toml").read_text("utf-8"))
    topics = {name: _pattern(entry["en"], entry["zh"]) for name, entry in table["topic"].items()}
    for feature in (*features().switch, *features().level):
        said = [*feature.said, *(re.escape(row.casefold()) for row in feature.rows)]
        own = re.compile(rf"(?<![a-z0-9])(?:{'|'.join(said)})(?![a-z0-9])", re.I)
        known = topics.get(feature.key)
        topics[feature.key] = re.compile(f"{known.pattern}|{own.pattern}", re.I) if known else own
    packages = {
        name: re.compile("|".join(entry["packages"]), re.I)
        for name, entry in table["topic"].items()
        if "packages" in entry
    }
    wants = {name: _pattern(entry["en"], entry["zh"]) for name, entry in table["wants"].items()}
    goal = {name: _pattern(entry["en"], entry["zh"]) for name, entry in table["goal"].items()}
    marks = re.compile("|".join((*table["marks"]["en"], *table["marks"]["zh"])), re.I | re.M)
    return _MeaningTable(topics, packages, wants, goal, _pattern(**table["commit"]), marks)


def _pattern(en: list[str], zh: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z0-9])(?:{'|'.join(en)})(?![a-z0-9])|{'|'.join(zh)}", re.I)


@lru_cache(maxsize=4096)
def meaning(text: str) -> Meaning:
    """What a text says, and what it says in code."""
    codes = decoded(text)
    said = fold("\n".join((text, *codes)))
    table = _table()
    return Meaning(
        topics=_found(table.topic, said),
        wants=_found(table.wants, said),
        words=frozenset(content_words(said)),
        names=names_in(said),
        is_marked=bool(codes) or is_disguised(text) or table.marks.search(fold_lines(text)) is not None,
    )


def fold_lines(text: str) -> str:
    """Folded line by line, so that a line's start is still one."""
    return "\n".join(fold(line) for line in text.splitlines())


def names_in(said: str) -> frozenset[str]:
    """The files, times, addresses and numbers that a folded text names; of numbers the last nine digits."""
    names = set()
    for found in _NAMED.findall(said):
        digits = "".join(c for c in found if c.isdigit())
        is_number = not re.search(r"[^\d\s()+-]", found) and len(digits) >= 3
        names.add(digits[-9:] if is_number else found.strip())
    return frozenset(names)


def topics_of_app(package: str) -> frozenset[str]:
    """What an app does by its package; empty for one that is not known."""
    return frozenset(name for name, pattern in _table().packages.items() if pattern.search(package))


def is_commit(says: str) -> bool:
    """Whether a control with this folded label makes something, or makes what was filled in so."""
    return _table().commit.match(says) is not None


def is_put(way: str, goal: str) -> bool:
    """Whether a folded goal `refers` to the screen's content, or `delegates` to it."""
    return _table().goal[way].search(goal) is not None


def clauses(goal: str) -> tuple[str, ...]:
    """A folded goal part by part, without what is said for politeness' sake."""
    table = _table().goal
    found = []
    for part in table["parts"].split(goal):
        part = part.strip()
        while (polite := table["polite"].match(part)) and polite.end():
            part = part[polite.end() :].strip()
        found.append(part)
    return tuple(part for part in found if part)


def is_asking(clause: str) -> bool:
    """Whether a clause is answered by looking."""
    return _table().goal["question"].match(clause) is not None


def is_doing(clause: str) -> bool:
    """Whether a clause begins as one that wants something done."""
    table = _table()
    return table.goal["idle"].match(clause) is None and (
        clause.startswith(("把", "将")) or any(wants.match(clause) for wants in table.wants.values())
    )


def _found(patterns: Mapping[str, re.Pattern[str]], said: str) -> frozenset[str]:
    return frozenset(name for name, pattern in patterns.items() if pattern.search(said))
