"""Write the reader's training corpus: `python -m agent.reader.corpus --per-language 20000 --out DIR`."""

import argparse
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random

from agent.reader.corpus.check import faults
from agent.reader.corpus.compose import ALONE, COMPOSED, SINGLE, UtteranceComposer
from agent.reader.corpus.grammar import LANGUAGES, load
from agent.reader.corpus.other import others
from agent.reader.corpus.piece import Utterance

COMPOSED_ROWS = 5000


def train(language: str, count: int, seed: int) -> Iterator[Utterance]:
    """Make rows out of the groups and values for training."""
    composer = UtteranceComposer(load(language), Random(f"{seed} train {language}"), SINGLE)
    yield from _distinct((composer.utterance() for _ in iter(int, 1)), count)


def lines(language: str, seed: int) -> Iterator[Utterance]:
    """Make rows out of each line for training, as it stands: chance alone would leave many ways out."""
    composer = UtteranceComposer(load(language), Random(f"{seed} lines {language}"), ALONE)
    yield from _distinct(composer.lines())


def held(language: str, count: int, seed: int) -> Iterator[Utterance]:
    """Make rows that each have a clause of a group that is held out."""
    random = Random(f"{seed} held {language}")
    composer = UtteranceComposer(load(language), random, SINGLE)
    yield from _distinct((composer.utterance(random.choice(composer.held)) for _ in iter(int, 1)), count)


def values(language: str, count: int, seed: int) -> Iterator[Utterance]:
    """Make rows as for training, with values that are held out: what may be acted upon looks like these."""
    composer = UtteranceComposer(load(language), Random(f"{seed} values {language}"), SINGLE, held=True)
    yield from _distinct((composer.utterance() for _ in iter(int, 1)), count)


def composed(language: str, count: int, seed: int) -> Iterator[Utterance]:
    """Make rows of two to four clauses, with values that are held out."""
    composer = UtteranceComposer(load(language), Random(f"{seed} composed {language}"), COMPOSED, held=True)
    rows = (composer.utterance() for _ in iter(int, 1))
    yield from _distinct((one for one in rows if 2 <= len(one.clauses) <= 4), count)


def _distinct(rows: Iterable[Utterance], count: int | None = None) -> Iterator[Utterance]:
    seen: set[str] = set()
    for one in rows:
        if len(seen) == count:
            return
        if one.text not in seen and one.clauses:
            seen.add(one.text)
            yield one


def _write(path: Path, rows: Iterable[Utterance]) -> int:
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for one in rows:
            if wrong := faults(one):
                raise ValueError(f"{one.source}: {one.text!r}: {wrong}")
            file.write(json.dumps(one.as_json(), ensure_ascii=False) + "\n")
            count += 1
    return count


def main() -> None:
    """Write train.jsonl, held.jsonl, values.jsonl and composed.jsonl."""
    parser = argparse.ArgumentParser(prog="python -m agent.reader.corpus", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--per-language", type=int, default=20000)
    parser.add_argument("--languages", nargs="+", default=LANGUAGES)
    parser.add_argument("--out", type=Path, required=True)
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    count: int = asked.per_language
    parts: dict[str, list[Utterance]] = {"train": [], "held": [], "values": [], "composed": []}
    for language in asked.languages:
        parts["train"] += train(language, count, asked.seed)
        parts["train"] += lines(language, asked.seed)
        parts["held"] += held(language, max(1, count // 10), asked.seed)
        parts["values"] += values(language, max(1, count // 10), asked.seed)
        parts["composed"] += composed(language, min(COMPOSED_ROWS // len(LANGUAGES), count), asked.seed)
    parts["train"] += others(count * 2 // 5, asked.seed, held=False)
    parts["held"] += others(count // 20, asked.seed, held=True)
    Random(asked.seed).shuffle(parts["train"])
    for name, rows in parts.items():
        _write(asked.out / f"{name}.jsonl", rows)


if __name__ == "__main__":
    main()
