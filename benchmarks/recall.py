"""How well what is remembered is found: precision and recall on goals labelled by hand, English and Chinese.

Claim: on goals that nothing was tuned on, at least 3 of 4 things recalled bear on the goal, and at least 4 of
5 that do are recalled. The goals are those of tests/agent/memory/recall.toml: thresholds were set on `tune`,
`held` was written afterwards. Beside it plain BM25 over the same words, with the cut-off best on `tune`.
"""

import math
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from agent.memory import relevance
from agent.memory.entry import Entry
from agent.memory.personal import search
from agent.memory.words import words
from tests.agent.memory.labelled import Measured, Part, Search, labelled, measured, stored

PRECISION, RECALL = 0.75, 0.8
MANY = 2000
"""Entries of the store on which it is timed."""
K1, B = 1.2, 0.75


def line(name: str, result: Measured) -> str:
    hits, extra, missed = result.hits, result.extra, result.missed
    precision, recall = interval(hits, hits + extra), interval(hits, hits + missed)
    silent = f"silent on {result.silent}/{result.idle} goals that nothing bears on"
    return f"  {name:<28} precision {precision}   recall {recall}   {silent}"


def interval(hits: int, of: int) -> str:
    """A share with Wilson's 95% interval."""
    if not of:
        return "-"
    z, share = 1.96, hits / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z / (1 + z * z / of) * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return f"{share:.2f} [{middle - half:.2f}, {middle + half:.2f}]"


def bm25(cutoff: float) -> Search:
    """Plain BM25 (Robertson and Zaragoza 2009) above a cut-off."""
    texts = {entry.id: words(f"{entry.cue} {entry.text}") for entry in stored().values()}
    having = Counter(word for text in texts.values() for word in set(text))
    mean = sum(map(len, texts.values())) / len(texts)

    def score(goal: str, number: int) -> float:
        text, total = texts[number], 0.0
        for word in set(words(goal)) & set(text):
            rarity = math.log(1 + (len(texts) - having[word] + 0.5) / (having[word] + 0.5))
            count = text.count(word)
            total += rarity * count * (K1 + 1) / (count + K1 * (1 - B + B * len(text) / mean))
        return total

    def find(entries: tuple[Entry, ...], goal: str, package: str) -> list[tuple[Entry, float]]:
        apt = [entry for entry in entries if entry.package in ("", package)]
        rated = [(entry, score(goal, entry.id)) for entry in apt]
        return [(entry, rate) for entry, rate in rated if rate >= cutoff]

    return find


def balance(result: Measured) -> float:
    """F1: the harmonic mean of precision and recall."""
    return 2 * result.precision * result.recall / ((result.precision + result.recall) or 1)


@contextmanager
def threshold(shared: float) -> Iterator[None]:
    """The weight that shared words must have, for a while."""
    usual, relevance.SHARED = relevance.SHARED, shared
    try:
        yield
    finally:
        relevance.SHARED = usual


def main() -> int:
    parts: tuple[Part, Part] = ("tune", "held")
    print(f"{len(stored())} entries; " + ", ".join(f"{len(labelled(part))} goals {part}" for part in parts))
    for part in parts:
        print(line(f"as it is, {part}", measured(labelled(part))))
    print("weight that shared words must have (precision / recall):")
    for shared in (0.4, 0.6, 0.8, 1.0, 1.5):
        with threshold(shared):
            results = [measured(labelled(part)) for part in parts]
        told = "   ".join(
            f"{part} {r.precision:.2f} / {r.recall:.2f}" for part, r in zip(parts, results, strict=True)
        )
        print(f"  {shared:.1f}   {told}")
    cutoffs = [step / 4 for step in range(1, 40)]
    best = max(cutoffs, key=lambda cutoff: balance(measured(labelled("tune"), bm25(cutoff))))
    for part in parts:
        print(line(f"BM25 from {best:.2f} on, {part}", measured(labelled(part), bm25(best))))
    many = tuple(
        entry.model_copy(update={"id": n}) for n, entry in enumerate(list(stored().values()) * (MANY // 50))
    )
    started = time.perf_counter()
    search(many, "Set an alarm for work tomorrow", "")
    print(f"one look-up among {len(many)} entries: {1000 * (time.perf_counter() - started):.0f} ms")
    result = measured(labelled("held"))
    return int(result.precision < PRECISION or result.recall < RECALL)


if __name__ == "__main__":
    sys.exit(main())
