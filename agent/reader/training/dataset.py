"""Rows of the corpus as numbers."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import torch
from torch import Tensor

from agent.reader.feature import Numbers, TokenFeature, distances, features, meanings
from agent.reader.intent import Intent, Mood, Polarity
from agent.reader.token import Token, cut
from agent.reader.training.network import TAGS
from agent.reader.wordvector import Vectors, WordVectors, key

_TAG = {str(tag): number for number, tag in enumerate(TAGS)}
_INTENT = {str(intent): number for number, intent in enumerate(Intent)}
_POLARITY = {str(polarity): number for number, polarity in enumerate(Polarity)}
_MOOD = {str(mood): number for number, mood in enumerate(Mood)}


@dataclass(frozen=True, slots=True)
class EncodedGoal:
    """A goal as numbers; each token's feature is a number of the vocabulary."""

    tokens: Numbers
    tags: Numbers
    clauses: tuple[tuple[int, int, int, int, int], ...]
    """First token, the one after the last, intent, polarity, mood."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Each different feature of a corpus, and what the lexicon says of it."""

    numbers: Mapping[TokenFeature, int]
    words: Vectors
    forms: Vectors
    shapes: Numbers
    places: Numbers
    known: Numbers


def read(path: Path) -> Iterator[dict[str, Any]]:
    """Read the rows of a file."""
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


class GoalSet:
    """Goals as examples; those whose tags cut a token are left out and counted."""

    def __init__(self, lexicon: WordVectors, rows: Iterable[Mapping[str, Any]]) -> None:
        self.examples: list[EncodedGoal] = []
        self.features: dict[TokenFeature, int] = {}
        self.counts: Counter[int] = Counter()
        self.left_out = 0
        for row in rows:
            tokens = cut(row["text"])
            marks = token_tags(row, tokens)
            if marks is None or not tokens:
                self.left_out += 1
                continue
            numbers = [
                self.features.setdefault(feature, len(self.features)) for feature in features(tokens, lexicon)
            ]
            self.counts.update(numbers)
            self.examples.append(
                EncodedGoal(
                    np.array(numbers, np.int64),
                    np.array([_TAG[tag] for tag in marks], np.int64),
                    tuple(_clauses(row, tokens)),
                )
            )

    def known(self, least: int, most: int) -> tuple[int, ...]:
        """Return the keys of the tokens met at least so often, the most frequent first."""
        met: Counter[str] = Counter()
        for feature, number in self.features.items():
            met[feature.form] += self.counts[number]
        met.pop("", None)
        return tuple(key(form) for form, count in met.most_common(most) if count >= least)

    def vocabulary(self, lexicon: WordVectors, known: Mapping[int, int]) -> Vocabulary:
        """Look each feature up."""
        told = list(self.features)
        words, forms = meanings(told, lexicon)
        return Vocabulary(
            self.features,
            words,
            forms,
            np.array([feature.shape for feature in told], np.int64),
            np.array([feature.place for feature in told], np.int64),
            np.array([known.get(key(feature.form), 0) if feature.form else 0 for feature in told], np.int64),
        )


def token_tags(row: Mapping[str, Any], tokens: Sequence[Token]) -> list[str] | None:
    """Return each token's tag; None where a token has two."""
    text = row["text"]
    of: list[str | None] = [None] * len(text)
    for tag, start, end in row["tags"]:
        of[start:end] = [tag] * (end - start)
    marks = []
    for token in tokens:
        start, end = token.inner
        found = {of[at] for at in range(start, end) if not text[at].isspace()}
        if len(found) != 1 or (mark := found.pop()) is None:
            return None
        marks.append(mark)
    return marks


def _clauses(row: Mapping[str, Any], tokens: Sequence[Token]) -> Iterator[tuple[int, int, int, int, int]]:
    for clause in row["clauses"]:
        inside = [at for at, token in enumerate(tokens) if clause["start"] <= token.start < clause["end"]]
        if inside:
            kind = _INTENT[clause["intent"]], _POLARITY[clause["polarity"]], _MOOD[clause["mood"]]
            yield inside[0], inside[-1] + 1, *kind


@dataclass(frozen=True, slots=True)
class GoalBatch:
    """Some examples side by side."""

    inputs: tuple[Tensor, ...]
    kept: Tensor
    tags: Tensor
    starts: Tensor
    clause_of: Tensor
    """For each token the number of its clause in the batch, from 1; 0 outside of all."""
    kinds: Tensor
    """Intent, polarity and mood of each clause."""


@dataclass(frozen=True, slots=True)
class Dropout:
    """Which share of tokens is told with less: training on these makes the network read meanings."""

    forgotten: float = 0.25
    """Not remembered: as a word that training never met."""
    unknown: float = 0.08
    """Not in the lexicon either: only its form is told."""
    hidden: float = 0.02
    """Not even its form."""
    lower: float = 0.1
    """Goals without capitals."""


QUIET = Dropout(0, 0, 0, 0)


def batch_of(examples: Sequence[EncodedGoal], words: Vocabulary, noise: Dropout, random: Random) -> GoalBatch:
    """Put examples side by side, padded to the longest."""
    longest = max(len(example.tokens) for example in examples)
    shape = (len(examples), longest)
    tokens, tags, starts, clause_of = (np.zeros(shape, np.int64) for _ in range(4))
    kept = np.zeros(shape, bool)
    kinds = []
    for row, example in enumerate(examples):
        length = len(example.tokens)
        tokens[row, :length], tags[row, :length] = example.tokens, example.tags
        kept[row, :length] = True
        for first, end, *kind in example.clauses:
            kinds.append(kind)
            starts[row, first] = 1
            clause_of[row, first:end] = len(kinds)
    draw = np.random.default_rng(random.getrandbits(63))
    chance = draw.random(shape)
    share = np.where(draw.random((shape[0], 1)) < 0.2, 1.0, noise.forgotten) if noise.forgotten else 0.0
    hidden, unknown = chance < noise.hidden, chance < noise.hidden + noise.unknown
    known = np.where(unknown | (draw.random(shape) < share), 0, words.known[tokens])
    told = words.words[tokens] * ~unknown[..., None]
    forms = words.forms[tokens] * ~hidden[..., None]
    shapes = words.shapes[tokens] * kept
    lowered = (draw.random((shape[0], 1)) < noise.lower) & (shapes > 1) & (shapes < 4)
    inputs = (
        told,
        forms,
        known * kept,
        np.where(lowered, 1, shapes),
        words.places[tokens],
        distances(longest),
    )
    placed = (torch.from_numpy(part) for part in (kept, tags, starts, clause_of))
    kept_at, tags_at, starts_at, clauses_at = placed
    return GoalBatch(
        tuple(map(torch.from_numpy, inputs)),
        kept_at,
        tags_at,
        starts_at,
        clauses_at,
        torch.tensor(kinds, dtype=torch.int64).reshape(-1, 3),
    )
