"""Which of the things remembered bear on a goal, by the words they share with it.

Candidates come ranked by BM25 (Robertson and Zaragoza 2009) from the full-text index. BM25 orders them, yet
has no level at which one is relevant: its values depend on how much is stored, and in a store of ten entries
they say nothing. So each candidate has to pass a test of its own: it shares words of weight with the goal,
and these are a good part of the goal or of the entry, or the entry names one of them as its key word.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from agent.memory.words import weight

SHARED = 0.8
"""Weight that the shared words must have together: one telling word that at most two entries have."""
PART = 0.24
"""Part of the goal's or the entry's own weight that the shared words must make up."""


@dataclass(frozen=True, slots=True)
class Found:
    """An entry's words: all of them, and those among them that were given as its key words."""

    words: frozenset[str]
    keys: frozenset[str]


@dataclass(frozen=True, slots=True)
class Corpus:
    """How common words are among all that is remembered."""

    entries: int
    having: Mapping[str, int]
    """Entries that have a word; words of the goal that none has may be missing."""

    def rarity(self, word: str) -> float:
        """From 1 for a word of one entry down towards 0 for one that all have (as BM25's IDF)."""
        having = self.having.get(word, 1)
        return math.log(1 + self.entries / having) / math.log(1 + self.entries) if self.entries else 1.0


def bears_on(goal: frozenset[str], found: Found, corpus: Corpus) -> bool:
    """Whether the entry is relevant to a goal of these words."""

    def heavy(words: frozenset[str]) -> float:
        return sum(1.0 if word in found.keys else weight(word) * corpus.rarity(word) for word in words)

    shared = goal & found.words
    common = heavy(shared)
    if common < SHARED:
        return False
    return bool(shared & found.keys) or common >= PART * min(heavy(found.words), heavy(goal))
