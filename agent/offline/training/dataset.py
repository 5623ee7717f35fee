"""Episodes in numbers: arrays of what the network is fed and of what was right, and batches of them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from random import Random

import numpy as np
import torch
from torch import Tensor

from agent.offline.learned.feature import Features, features, first_left, read
from agent.offline.learned.move import KINDS, Deed
from agent.offline.learned.scene import Moment
from agent.offline.learned.word import keys, words
from agent.offline.training.sample import Deal, Demonstration

_OFTEN = 0.4
"""Share of a template's demonstrations from which on a word is the app's own."""
_NONE = -100
"""No label: what cross entropy passes over."""


@dataclass(frozen=True)
class Example:
    """One moment and the right move; -100 where the kind has no such part."""

    features: Features
    kind: int
    thing: int
    source: int
    start: int
    end: int
    app: int
    template: str
    weight: float = 1.0


def examples(
    demo: Demonstration,
    goal: str,
    apps: Sequence[str],
    random: Random,
    alias_rate: float = 0.5,
    weight: float = 1.0,
    content: frozenset[str] = frozenset(),
) -> Iterator[Example]:
    """Every step of a demonstration, its goal put in one of its wordings.

    At random the values in it are hidden behind made-up words, the same in goal and screen, so that what is
    learned is to copy and not what is copied. So are the words of `content`, which only stand on the screen.
    """
    alias = _aliases(demo, goal, random, content) if random.random() < alias_rate else {}
    past: list[Deed] = []
    for deal in demo.deals:
        moment = Moment(goal, deal.scene, tuple(past))
        past.append(deal.deed)
        label = _label(deal, moment, apps)
        if label is not None:
            yield Example(features(moment, alias), *label, demo.template, weight)


def content_of(demos: Sequence[Demonstration]) -> frozenset[str]:
    """The words on a template's screens that some of its demonstrations alone have: names, dates, sums.

    Not those of the app itself, by which a network finds its way.
    """
    met = Counter(
        key
        for demo in demos
        for key in {key for deal in demo.deals for thing in deal.scene.things for key in keys(thing.label)}
    )
    return frozenset(key for key, count in met.items() if count < _OFTEN * len(demos))


def _aliases(demo: Demonstration, goal: str, random: Random, content: frozenset[str]) -> dict[str, str]:
    rest = goal
    for value in demo.values:
        rest = rest.replace(value, " ")
    fixed = set(keys(rest))
    told = ({key for value in demo.values for key in keys(value)} | content) - fixed
    return {key: f"alias{random.randrange(100_000)}" for key in sorted(told)}


def _label(deal: Deal, moment: Moment, apps: Sequence[str]) -> tuple[int, int, int, int, int, int] | None:
    start = end = _NONE
    if deal.kind == "type_span":
        span = place_of(deal.text, moment)
        if span is None:
            return None
        start, end = span
    return (
        KINDS.index(deal.kind),
        _NONE if deal.thing is None else deal.thing,
        _NONE if deal.source is None else deal.source,
        start,
        end,
        apps.index(deal.app) if deal.app in apps else _NONE,
    )


def place_of(text: str, moment: Moment) -> tuple[int, int] | None:
    """First and last word of what is typed, the first that is left; None where the goal does not say it."""
    reading = read(moment.goal, moment.past)
    row = tuple(word.text for word in reading.said)
    found = first_left(tuple(word.text for word in words(text)), row, reading.typed)
    return (found[0], found[1] - 1) if found else None


@dataclass
class Batch:
    """Examples side by side, padded."""

    inputs: tuple[Tensor, ...]
    kind: Tensor
    thing: Tensor
    source: Tensor
    start: Tensor
    end: Tensor
    app: Tensor
    weight: Tensor


def batch_of(chosen: Sequence[Example]) -> Batch:
    """Pad to the longest goal and the fullest screen among them."""
    count = max(1, max(len(one.features.word_ids) for one in chosen))
    most = max(1, max(len(one.features.thing_ids) for one in chosen))
    sizes = {"word_ids": (count,), "word_flags": (count,)}
    sizes |= dict.fromkeys(("thing_ids", "name_ids", "thing_flags"), (most,))
    parts = {}
    for field in fields(Features):
        arrays = [getattr(one.features, field.name) for one in chosen]
        shape = (
            (*sizes[field.name], *arrays[0].shape[len(sizes[field.name]) :])
            if field.name in sizes
            else arrays[0].shape
        )
        whole = np.zeros((len(chosen), *shape), arrays[0].dtype)
        for at, array in enumerate(arrays):
            place: tuple[int | slice, ...] = (at, *map(slice, array.shape))
            whole[place] = array
        parts[field.name] = torch.from_numpy(whole if whole.dtype == np.int64 else whole.astype(np.float32))
    words_there = _mask([len(one.features.word_ids) for one in chosen], count)
    things_there = _mask([len(one.features.thing_ids) for one in chosen], most)
    inputs = (
        parts["word_ids"].long(), parts["word_flags"], words_there,
        parts["thing_ids"].long(), parts["name_ids"].long(), parts["thing_flags"], things_there,
        parts["deed_ids"].long(), parts["deed_flags"], parts["page_ids"].long(), parts["page_flags"],
    )  # fmt: skip

    def labels(name: str) -> Tensor:
        return torch.tensor([getattr(one, name) for one in chosen])

    return Batch(
        inputs,
        kind=labels("kind"),
        thing=labels("thing"),
        source=labels("source"),
        start=labels("start"),
        end=labels("end"),
        app=labels("app"),
        weight=labels("weight"),
    )


def _mask(lengths: Iterable[int], most: int) -> Tensor:
    rows = list(lengths)
    mask = torch.zeros(len(rows), most)
    for at, length in enumerate(rows):
        mask[at, :length] = 1
    return mask
