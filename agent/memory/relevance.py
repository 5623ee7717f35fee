"""Which of the things remembered bear on a goal, by the words they share with it.

A lexical measure in the manner of BM25 (Robertson and Zaragoza 2009): what words two texts share, each by how
rare it is among all that is stored. BM25's own value has no level at which a text is relevant, since it grows
with the store and the goal; here it is set against the weight of the goal and of the text, and two conditions
decide (`benchmarks/recall.py` measures them): the shared words have weight together, and they are a good part
of the goal or of the text, or one of them was given as a key word.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from agent.memory.words import weight, words

SHARED = 0.8
"""Weight that the shared words must have together: about one telling word that few entries have."""
NEAR = 0.5
"""Part of that weight which is enough for what is about the app in front."""
FEWEST = 30
"""A store of fewer texts says little of how rare a word is: it is taken for one of so many."""
PART = 0.24
"""Part of the goal's or the text's own weight that the shared words must make up."""


@dataclass(frozen=True, slots=True)
class Document:
    """A text's words: all of them, and those among them that were given as its key words."""

    words: frozenset[str]
    keys: frozenset[str]
    near: bool
    """Whether it is about the app in front."""

    @staticmethod
    def of(text: str, keys: str = "", *, near: bool = False) -> "Document":
        """The words of a text and of its key words."""
        named = frozenset(words(keys))
        return Document(named | frozenset(words(text)), named, near)


class Corpus:
    """How common words are among all that is remembered."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._having: Counter[str] = Counter()
        self._count = 0
        for document in documents:
            self._count += 1
            self._having.update(document.words)

    def rarity(self, word: str) -> float:
        """From 1 for a word of one text at most down towards 0 for one that all have (as BM25's IDF)."""
        count = max(FEWEST, self._count)
        return math.log(1 + count / max(1, self._having[word])) / math.log(1 + count)

    def weight(self, found: Iterable[str], keys: frozenset[str] = frozenset()) -> float:
        """What words weigh together; a key word weighs enough by itself, however common it is."""
        return sum(max(weight(word) * self.rarity(word), SHARED * (word in keys)) for word in found)


def relevance(goal: frozenset[str], document: Document, corpus: Corpus) -> float:
    """How well a text goes with a goal of these words: from 1 on it is relevant, below it is not."""
    needed = SHARED * (NEAR if document.near else 1)
    shared = goal & document.words
    if not shared:
        return 0.0
    common = corpus.weight(shared, document.keys)
    whole = min(corpus.weight(document.words, document.keys), corpus.weight(goal, document.keys))
    part = 1.0 if shared & document.keys else common / whole / PART
    return min(1.0, part) * common / needed if common >= needed else min(part, common / needed)


def relevant(goal: str, documents: Sequence[Document], corpus: Corpus) -> list[tuple[int, float]]:
    """Places of the texts that bear on a goal with their relevance, the best first."""
    wanted = frozenset(words(goal))
    rated = [(place, relevance(wanted, document, corpus)) for place, document in enumerate(documents)]
    # Of two that match as well the shorter says less that is beside the point (BM25 weighs length, too).
    lengths = [corpus.weight(document.words) for document in documents]
    return sorted((pair for pair in rated if pair[1] >= 1), key=lambda pair: (-pair[1], lengths[pair[0]]))
