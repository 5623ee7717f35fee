"""A text as words with their places, and words as numbers that need no list of known ones."""

import zlib
from dataclasses import dataclass
from functools import lru_cache

import regex

BUCKETS = 4096
"""Numbers there are; 0 stands for nothing."""
GRAMS = 7
"""Parts of a word that count beside the whole."""
_WORD = regex.compile(r"\p{Han}|[[\p{L}\p{M}\p{N}_]--\p{Han}]+|\S", regex.V1)


@dataclass(frozen=True, slots=True)
class Word:
    """One word (a Chinese sign, a sign of punctuation) of a text, and where it stands there."""

    text: str
    start: int
    end: int

    @property
    def key(self) -> str:
        """Equal for what counts as the same word."""
        return self.text.casefold()


@lru_cache(maxsize=20_000)
def words(text: str) -> tuple[Word, ...]:
    """The words of a text, in order."""
    return tuple(Word(m.group(), m.start(), m.end()) for m in _WORD.finditer(text))


@lru_cache(maxsize=20_000)
def keys(text: str) -> tuple[str, ...]:
    """The words of a text as `Word.key`, those with a letter or a digit only."""
    return tuple(word.key for word in words(text) if word.text[0].isalnum())


@lru_cache(maxsize=100_000)
def numbers(key: str) -> tuple[int, ...]:
    """What a word is known by: its own number, then those of its parts of three letters."""
    padded = f"<{key}>"
    grams = [padded[at : at + 3] for at in range(len(padded) - 2)] if len(padded) > 3 else []
    return (number(f"w {key}"), *(number(f"g {gram}") for gram in grams[:GRAMS]))


def number(name: str) -> int:
    """Of a name, the same on every machine; never 0."""
    return 1 + zlib.crc32(name.encode()) % (BUCKETS - 1)


def is_covered(needle: tuple[str, ...], hay: tuple[str, ...]) -> int | None:
    """Where one row of words stands in another without a gap; None where it does not."""
    if not needle:
        return None
    first, length = needle[0], len(needle)
    for at in range(len(hay) - length + 1):
        if hay[at] == first and hay[at : at + length] == needle:
            return at
    return None
