"""What the teacher says of words: each one asked in a short command of its language, and kept in a file."""

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from agent.reader.feature import WORDS
from agent.reader.token import cut
from agent.reader.training.teacher import Teacher

COMMAND: Mapping[str, str] = {
    "en": "{} the phone",
    "zh": "{}手机",
    "de": "{} das Handy",
    "es": "{} el teléfono",
    "fr": "{} le téléphone",
}
"""Said alone, a word that the teacher cuts into pieces means little to it; in a command it does."""
_ASKED = "query: "
_AT_ONCE = 128
Word = tuple[str, str]
"""Language and word."""


def ask(teacher: Teacher, words: Sequence[Word], file: Path) -> None:
    """Ask for the words that the file lacks; cut off, it goes on from what is written."""
    known = set(read(file)[0]) if file.exists() else set()
    left = [word for word in dict.fromkeys(words) if word not in known]
    for start in range(0, len(left), 8 * _AT_ONCE):
        asked = left[start : start + 8 * _AT_ONCE]
        vectors = _vectors(teacher, asked)
        if file.exists():
            before, kept = read(file)
            asked, vectors = [*before, *asked], np.concatenate([kept, vectors])
        partial = file.with_suffix(".partial.npz")
        np.savez(partial, words=np.array(["\t".join(word) for word in asked]), vectors=vectors)
        partial.replace(file)


def read(file: Path) -> tuple[list[Word], NDArray[np.float16]]:
    """Read words and what was said of them: meaning in a command, and that of their pieces, side by side."""
    with np.load(file) as kept:
        words = [
            (language, word) for language, word in (entry.split("\t") for entry in kept["words"].tolist())
        ]
        return words, kept["vectors"]


def _vectors(teacher: Teacher, words: Sequence[Word]) -> NDArray[np.float16]:
    texts, pieces = [], []
    for language, word in words:
        spelled = min((word, word.capitalize()), key=lambda form: len(teacher.pieces(form)))
        pieces.append(teacher.pieces(spelled))
        texts.append(teacher.pieces(_ASKED + COMMAND[language].format(spelled)))
    vectors = np.zeros((len(words), 2 * teacher.width), np.float16)
    for numbers in _alike(texts):
        for number, state in zip(numbers, teacher.states([texts[n] for n in numbers]), strict=True):
            vectors[number, : teacher.width] = torch.nn.functional.normalize(state.mean(0), dim=0)
        for number, state in zip(numbers, teacher.states([pieces[n] for n in numbers], 0), strict=True):
            vectors[number, teacher.width :] = torch.nn.functional.normalize(state.mean(0), dim=0)
    return vectors


def _alike(texts: Sequence[Sequence[int]]) -> Iterable[list[int]]:
    """Group texts of like length."""
    order = sorted(range(len(texts)), key=lambda number: len(texts[number]))
    return (order[at : at + _AT_ONCE] for at in range(0, len(order), _AT_ONCE))


def frequent(counts: Mapping[str, int]) -> list[Word]:
    """Return the most frequent words of the languages (package `wordfreq`), the frequent first."""
    from wordfreq import top_n_list  # noqa: PLC0415 - of the making of the lexicon only

    ranked = {
        language: [word for word in top_n_list(language, count) if word.isalpha()]
        for language, count in counts.items()
    }
    characters = dict.fromkeys(one for word in top_n_list("zh", 2 * counts["zh"]) for one in word)
    words: list[Word] = [("zh", one) for one in characters if "\u4e00" <= one <= "\u9fff"]
    longest = max(counts.values())
    for start in range(0, longest, 500):
        words += [(language, word) for language in ranked for word in ranked[language][start : start + 500]]
    return words


def met(rows: Iterable[Mapping[str, Any]], languages: Container[str], least: int) -> list[Word]:
    """Return the words of a corpus that occur at least so often, the frequent first."""
    counts = Counter(
        (row["language"], token.text.lower())
        for row in rows
        if row["language"] in languages
        for token in cut(row["text"])
        if token.shape in WORDS
    )
    return [word for word, count in counts.most_common() if count >= least]
