"""The lexicon: what words of the five languages mean, as vectors that a teacher gave them."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
LEXICON = "lexicon.npz"
_LONGEST_HAN = 4
"""Characters of the longest Chinese word that is looked up."""
_SHORTEST, _LONGEST, _READ = 3, 5, 24
"""Letters of the parts of a word, and how much of a word is read."""


def key(word: str) -> int:
    """Return the number under which a word is kept, whatever its case."""
    return crc32(unicodedata.normalize("NFC", word.lower()).encode())


def plain(word: str) -> str:
    """Return a word without its accents."""
    split = unicodedata.normalize("NFD", word.lower())
    return "".join(letter for letter in split if not unicodedata.combining(letter)).replace("ß", "ss")


def parts(word: str, buckets: int) -> list[int]:
    """Number the parts of a word of three to five letters, its ends marked: what its form is made of."""
    marked = f"<{unicodedata.normalize('NFC', word.lower())[:_READ]}>"
    return [
        crc32(marked[start : start + length].encode()) % buckets
        for length in range(_SHORTEST, _LONGEST + 1)
        for start in range(max(1, len(marked) - length + 1))
    ]


@dataclass(frozen=True)
class Table:
    """Vectors of numbers of 4 bits, two to a byte, with one scale a row."""

    packed: NDArray[np.uint8]
    scale: NDArray[np.float16]

    @staticmethod
    def of(vectors: Vectors) -> "Table":
        """Pack vectors of an even width."""
        scale = (np.abs(vectors).max(1) / 7).clip(1e-6).astype(np.float16)
        levels = np.rint(vectors / scale.astype(np.float32)[:, None]).clip(-7, 7).astype(np.int8) + 8
        return Table((levels[:, 0::2] | levels[:, 1::2] << 4).astype(np.uint8), scale)

    def rows(self, numbers: NDArray[np.int64]) -> Vectors:
        """Unpack some rows."""
        packed = self.packed[numbers]
        levels = (
            np.stack([packed & 15, packed >> 4], -1)
            .reshape(len(packed), 2 * packed.shape[1])
            .astype(np.float32)
            - 8
        )
        return np.asarray(levels * self.scale[numbers].astype(np.float32)[:, None])


class WordVectors:
    """Vectors of words; the form of a word that is not in it hints at what it means."""

    def __init__(self, folder: Path | Traversable | None = None) -> None:
        """None is the folder in the package; it is read when it is first needed."""
        self._folder = folder if folder is not None else files("agent.reader").joinpath("data")

    @cached_property
    def _kept(self) -> dict[str, NDArray[np.generic]]:
        with self._folder.joinpath(LEXICON).open("rb") as file, np.load(file) as kept:
            return dict(kept)

    @cached_property
    def _row(self) -> dict[int, int]:
        return dict(zip(self._kept["keys"].tolist(), self._kept["rows"].tolist(), strict=True))

    @cached_property
    def _words(self) -> Table:
        return Table(self._kept["words"], self._kept["word_scale"])  # type: ignore[arg-type]

    @cached_property
    def _parts(self) -> Table:
        return Table(self._kept["parts"], self._kept["part_scale"])  # type: ignore[arg-type]

    @property
    def width(self) -> int:
        """Numbers in a vector."""
        return 2 * int(self._words.packed.shape[1])

    def __contains__(self, word: str) -> bool:
        return key(word) in self._row

    def meanings(self, words: Iterable[str]) -> Vectors:
        """Return the vector of each word; of one that is not in the lexicon, zeros."""
        numbers = np.array([self._row.get(key(word), -1) for word in words], np.int64)
        return self._words.rows(numbers) * (numbers >= 0)[:, None]

    def forms(self, words: Iterable[str]) -> Vectors:
        """Return for each word the mean of what its parts mean."""
        buckets = len(self._parts.packed)
        found = [self._parts.rows(np.array(parts(word, buckets))).mean(0) for word in words]
        return np.array(found, np.float32).reshape(-1, self.width)

    def segment(self, run: str) -> list[str]:
        """Cut Chinese characters into words: from the left, the longest that is known."""
        words: list[str] = []
        at = 0
        while at < len(run):
            lengths = range(min(_LONGEST_HAN, len(run) - at), 1, -1)
            length = next((length for length in lengths if run[at : at + length] in self), 1)
            words.append(run[at : at + length])
            at += length
        return words
