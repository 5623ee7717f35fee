"""Which templates are demonstrated, practised and never met, which wordings are held out, which seeds."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random
from typing import Literal

from tasks.suite import find_suite
from tasks.task import Template

Part = Literal["demonstrated", "practised", "neither"]
DRAWN_WITH = 9
SUITE = "world"
FRESH = 1_000_000
"""Seeds from here on are for measuring; those below are for learning."""
_SHARES = (0.4, 0.8)
"""Of the kinds that no app needs shown: up to here demonstrated, up to there practised, the rest neither."""


@dataclass(frozen=True, slots=True)
class Split:
    """The kinds by part, and what templates a kind has."""

    kinds: Mapping[str, tuple[str, ...]]
    parts: Mapping[str, Part]
    """By kind."""

    def templates(self, part: Part) -> tuple[Template, ...]:
        """Those of a part, in order."""
        suite = find_suite(SUITE)
        names = sorted(name for kind, own in self.kinds.items() if self.parts[kind] == part for name in own)
        return tuple(suite.named(name) for name in names)

    def kind_of(self, template: str) -> str:
        """The kind of a template; "" for one that is out of the network's reach."""
        return next((kind for kind, own in self.kinds.items() if template in own), "")

    @property
    def unreachable(self) -> tuple[str, ...]:
        """Templates of the suite that ask for what the network has no move for."""
        known = {name for own in self.kinds.values() for name in own}
        return tuple(name for name in find_suite(SUITE).templates if name not in known)


@cache
def the_split() -> Split:
    """The one that stands."""
    read = tomllib.loads(files("tasks.practice").joinpath("split.toml").read_text(encoding="utf-8"))
    kinds = {kind: tuple(names) for kind, names in read["kind"].items()}
    return Split(kinds, _drawn(read["app"], DRAWN_WITH))


def _drawn(apps: Mapping[str, list[str]], seed: int) -> dict[str, Part]:
    """By lot: of each app one kind is demonstrated, and of the rest as many as its share."""
    random = Random(seed)
    parts: dict[str, Part] = {}
    rest: list[str] = []
    for own in apps.values():
        shuffled = random.sample(own, len(own))
        parts[shuffled[0]] = "demonstrated"
        rest += shuffled[1:]
    random.shuffle(rest)
    for place, kind in enumerate(rest):
        share = place / len(rest)
        parts[kind] = (
            "demonstrated" if share < _SHARES[0] else "practised" if share < _SHARES[1] else "neither"
        )
    return parts


def held_out(template: Template) -> str:
    """The wording of a template that nothing is learned from.

    All templates of one suite file hold out the same place, as their wordings are built alike.
    """
    module = template.judge.__module__
    return template.facts.goals[Random(f"{module} wording").randrange(len(template.facts.goals))]


def shown(template: Template) -> tuple[str, ...]:
    """Its other wordings."""
    return tuple(goal for goal in template.facts.goals if goal != held_out(template))
