"""Words as numbers: hashed pieces, so that nothing is out of vocabulary and nothing has to be shipped."""

import zlib
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from grounding.wording import plain, unspaced

BUCKETS = 4096
"""How many different pieces there are; 0 stands for none."""
WORDS, PIECES = 12, 16
"""The most of a text, and of a word, that counts."""

Ids = npt.NDArray[np.int64]


def query_ids(texts: Sequence[str]) -> Ids:
    """(texts, WORDS, PIECES) numbers of pieces: each word as a whole and every three letters of it.

    Case, accents and punctuation do not count. Where words stand without blanks between them, every two
    characters are a word.
    """
    ids = np.zeros((len(texts), WORDS, PIECES), dtype=np.int64)
    for row, text in enumerate(texts):
        for column, word in enumerate(_words(text)[:WORDS]):
            pieces = _pieces(word)[:PIECES]
            ids[row, column, : len(pieces)] = pieces
    return ids


def _words(text: str) -> list[str]:
    found: list[str] = []
    for word in plain(text).split():
        if unspaced(word):
            found += [word[at : at + 2] for at in range(max(1, len(word) - 1))]
        else:
            found.append(word)
    return found


@lru_cache(maxsize=65_536)
def _pieces(word: str) -> tuple[int, ...]:
    edged = f"<{word}>"
    parts = [edged, *(edged[at : at + 3] for at in range(len(edged) - 2))]
    return tuple(1 + zlib.crc32(part.encode()) % (BUCKETS - 1) for part in dict.fromkeys(parts))
