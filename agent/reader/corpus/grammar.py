"""Load what a language's utterances are made of: rules, groups of templates, wrappings."""

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, cached_property
from math import prod
from pathlib import Path
from typing import Literal, cast
from zlib import crc32

from agent.reader.corpus.template import Marked, Node, OneOf, Sequence, Use, parse
from agent.reader.intent import Intent, Mood, Polarity

DATA = Path(__file__).parent / "data"
LANGUAGES = ("en", "zh", "de", "es", "fr")
Form = Literal["imp", "inf", "free"]
"""How the lines of a group can be wrapped: as a command, as an infinitive, or not at all."""
_HELD_FROM = 15
"""A list of plain values that is at least this long keeps a seventh of them for the test."""


@dataclass(frozen=True)
class Group:
    """Templates of one construction for one intent, which are trained on together or held out together."""

    name: str
    intent: Intent
    polarity: Polarity
    mood: Mood
    form: Form
    held: bool
    lines: tuple[str, ...]

    @cached_property
    def weights(self) -> list[float]:
        """Say how often each line is drawn: one with more values in it can be filled in more ways."""
        return [1 + 0.7 * line.count("{") for line in self.lines]


@dataclass(frozen=True, slots=True)
class Grammar:
    """What the utterances of one language are made of."""

    language: str
    rules: dict[str, tuple[str, ...]]
    groups: dict[Intent, tuple[Group, ...]]
    sources: dict[str, dict[str, str]]
    """For an intent, or "default": which rule a role's values come from."""

    def source(self, intent: Intent, role: str) -> str:
        """Name the rule that a role's values come from."""
        return self.sources.get(intent, {}).get(role) or self.sources["default"].get(role, role)

    def ways(self, node: Node) -> int:
        """Say how many ways there are to say a part of a template, values apart."""
        match node:
            case OneOf(options):
                return sum(map(self.ways, options))
            case Sequence(parts):
                return prod(map(self.ways, parts))
            case Use(rule):
                return sum(self.ways(parse(line, self.language)) for line in self.rules[rule])
            case Marked(_, body):
                return self.ways(body)
            case _:
                return 1

    def alternatives(self, rule: str, held: bool) -> tuple[str, ...]:
        """List a rule's alternatives: of a long list of values those for training, or those for the test."""
        return _part(self.rules[rule], held)


@cache
def _part(lines: tuple[str, ...], held: bool) -> tuple[str, ...]:
    plain = [line for line in lines if not set(line) & set("(){}<>[]|¬@")]
    if len(plain) < _HELD_FROM:
        return lines
    kept = set(sorted(plain, key=lambda line: crc32(line.encode()))[: len(plain) // 7])
    return tuple(line for line in lines if line not in plain or (line in kept) is held)


@cache
def load(language: str) -> Grammar:
    """Load the grammar of a language."""
    shared = _read(DATA / "shared")
    own = _read(DATA / language)
    rules = {**_rules(shared.pop("rules", {})), **_rules(own.pop("rules", {}))}
    sources = cast("dict[str, dict[str, str]]", shared.pop("sources"))
    groups: dict[Intent, list[Group]] = defaultdict(list)
    for intent, named in own.items():
        for name, table in named.items():
            groups[Intent(intent)] += _groups(Intent(intent), name, cast("dict[str, object]", table))
    return Grammar(language, rules, {intent: tuple(found) for intent, found in groups.items()}, sources)


@cache
def load_other() -> Grammar:
    """Load the utterances in languages that the reader does not know: a rule for each of them."""
    shared = _read(DATA / "shared")
    rules = {**_rules(shared["rules"]), **_rules(_read(DATA / "other")["rules"])}
    return Grammar("other", rules, {}, cast("dict[str, dict[str, str]]", shared["sources"]))


def _read(folder: Path) -> dict[str, dict[str, object]]:
    """Read every TOML file of a folder as if it were one."""
    found: dict[str, dict[str, object]] = {}
    for path in sorted(folder.glob("*.toml")):
        for name, table in tomllib.loads(path.read_text("utf-8")).items():
            kept = found.setdefault(name, {})
            if double := kept.keys() & table.keys():
                raise ValueError(f"{path.name}: {name} has {double} twice")
            kept.update(table)
    return found


def _rules(table: dict[str, object]) -> dict[str, tuple[str, ...]]:
    """Take each rule's alternatives: a list, or one string with a value between any two semicolons."""
    return {
        name: tuple(one.strip() for one in value.split(";") if one.strip())
        if isinstance(value, str)
        else tuple(cast("list[str]", value))
        for name, value in table.items()
    }


def _groups(intent: Intent, name: str, table: dict[str, object]) -> list[Group]:
    form = cast("Form", table.pop("form", "imp"))
    held = bool(table.pop("held", False))
    asked = Mood.ASK if intent.endswith("_ask") else Mood.DO
    groups = []
    for key, lines in table.items():
        words = key.split()
        polarity = next((Polarity(word) for word in words if word in list(Polarity)), Polarity.NONE)
        mood = next((Mood(word) for word in words if word in list(Mood)), asked)
        if bad := set(words) - {polarity.value, mood.value, "say"}:
            raise ValueError(f"{intent}.{name}: {bad}")
        full = f"{intent}.{name}" + ("" if key == "say" else f".{key.replace(' ', '_')}")
        groups.append(Group(full, intent, polarity, mood, form, held, tuple(cast("list[str]", lines))))
    return groups
