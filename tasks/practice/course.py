"""From demonstrations to weights, and from own runs to better ones: what the stages are made of."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

import numpy as np

from agent.offline.learned.bundle import CARD, NETWORK, ROUTER, Card
from agent.offline.learned.feature import names
from agent.offline.learned.gate import Gate
from agent.offline.learned.router import OTHER, Router
from agent.offline.learned.session import Session
from agent.offline.training.dataset import Example, content_of, examples
from agent.offline.training.export import export
from agent.offline.training.loop import Pick, Trainer
from agent.offline.training.routing import Labelled, packed
from agent.offline.training.sample import Demonstration
from tasks.practice.split import SUITE, Split, shown
from tasks.practice.wording import patterns, worded
from tasks.suite import find_suite

BATCH = 64
OWN = 40
"""Of a batch, own runs, once there are any."""
_NAMING = 0.95
"""Share of the demonstrations of a kind."""
_SHORT = 72
"""Words of a goal up to which it is trained with the short ones."""
_GOALS = 4
"""Goals of a demonstration that the router is taught with."""
_STRANGE = 6
"""Times that a goal which is none of ours is told."""
_OTHERS = 12
"""Goals of each template that is out of reach, for the router."""


def apps_of(demos: Sequence[Demonstration]) -> tuple[str, ...]:
    """The apps that they open."""
    return tuple(sorted({deal.app for demo in demos for deal in demo.deals if deal.app}))


def naming(split: Split, demos: Sequence[Demonstration]) -> tuple[str, ...]:
    """The kinds in whose demonstrations something that the goal names is touched or typed."""
    named: dict[str, list[bool]] = {}
    for demo in demos:
        past = tuple(deal.deed for deal in demo.deals)
        named.setdefault(split.kind_of(demo.template), []).append(names(demo.goal, past))
    return tuple(sorted(kind for kind, found in named.items() if sum(found) >= _NAMING * len(found)))


def routes(split: Split, demos: Sequence[Demonstration]) -> list[Labelled]:
    """Goals for the router: those of the demonstrations, and those that are known to be out of reach."""
    goals: list[Labelled] = []
    for demo in demos:
        app = next((deal.app for deal in demo.deals if deal.app), "")
        label = (split.kind_of(demo.template), app)
        goals += [(goal, label) for goal in dict.fromkeys(demo.goals[:_GOALS])]
    for name in split.unreachable:
        template = find_suite(SUITE).named(name)
        for seed in range(_OTHERS):
            wordings = shown(template)
            goals.append((worded(template.task(seed), wordings[seed % len(wordings)]), (OTHER, "")))
    strange = [goal for language in ("en", "zh") for goal in patterns(OTHER, language)]
    return goals + [(goal, (OTHER, "")) for goal in strange for _ in range(_STRANGE)]


def in_numbers(
    demos: Sequence[Demonstration], apps: Sequence[str], seed: int, variants: int, weight: float = 1.0
) -> list[Example]:
    """Every step of every demonstration, with so many of its wordings."""
    made: list[Example] = []
    alike: dict[tuple[str, str], list[Demonstration]] = {}
    for demo in demos:
        alike.setdefault((demo.template, demo.locale), []).append(demo)
    content = {key: content_of(those) for key, those in alike.items()}
    for demo in demos:
        unseen = content[demo.template, demo.locale]
        for variant in range(variants):
            random = Random(f"{seed} {demo.template} {demo.seed} {demo.locale} {variant}")
            goal = random.choice(demo.goals)
            made += examples(demo, goal, apps, random, weight=weight, content=unseen)
    return made


def picker(demonstrated: Sequence[Example], own: Sequence[Example] = (), part: int = OWN) -> Pick:
    """Batches in which every template has a share; `part` of each are own runs, where there are any."""
    shown_pick, own_pick = _Shares(demonstrated), _Shares(own)

    def pick(random: Random) -> Sequence[Example]:
        if not own:
            return shown_pick.some(random, BATCH)
        return [*shown_pick.some(random, BATCH - part), *own_pick.some(random, part)]

    return pick


class _Shares:
    """Examples by template, those with long goals apart: a batch is as wide as its longest goal."""

    def __init__(self, everything: Sequence[Example]) -> None:
        self._piles: list[dict[str, list[Example]]] = [{}, {}]
        for one in everything:
            pile = self._piles[len(one.features.word_ids) > _SHORT]
            pile.setdefault(one.template, []).append(one)
        sizes = [sum(len(pile) ** 0.5 for pile in piles.values()) for piles in self._piles]
        self._long = sizes[1] / max(1e-9, sum(sizes))

    def some(self, random: Random, count: int) -> list[Example]:
        piles = self._piles[random.random() < self._long]
        names = sorted(piles)
        chosen = random.choices(names, [len(piles[name]) ** 0.5 for name in names], k=count)
        return [random.choice(piles[name]) for name in chosen]


def session_of(trainer: Trainer, example: Example, apps: Sequence[str], folder: Path) -> Session:
    """The network as it is used."""
    folder.mkdir(parents=True, exist_ok=True)
    export(trainer.network, example, folder / NETWORK)
    return Session(folder / NETWORK, apps)


def keep(folder: Path, router: Router, gate: Gate, card: Callable[[Gate], Card]) -> None:
    """Write router and card beside the network."""
    with (folder / ROUTER).open("wb") as file:
        kept = packed(router)
        np.savez_compressed(file, weights=kept["weights"], bias=kept["bias"])
    text = json.dumps(card(gate).model_dump(mode="json"), indent=1, ensure_ascii=False)
    (folder / CARD).write_text(f"{text}\n", encoding="utf-8")
