"""Whether a text repeats what a screen gave to read: such a text is somebody else's, whoever took it down."""

import re
from collections.abc import Iterable

from agent.memory.words import plain

WORDS, LETTERS = 6, 10
"""So many words, or Chinese letters, in a row are no chance."""
_WORD = re.compile(r"[^\W_\u3400-\u9fff\uf900-\ufaff]+")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")


def echoes(text: str, shown: Iterable[str]) -> bool:
    """Whether a passage of the text stands in one of those that were shown."""
    own = _passages(text)
    return bool(own) and any(not own.isdisjoint(_passages(other)) for other in shown)


def _passages(text: str) -> frozenset[tuple[str, ...]]:
    read = plain(text)
    rows = ((_WORD.findall(read), WORDS), (_HAN.findall(read), LETTERS))
    return frozenset(
        tuple(row[at : at + size]) for row, size in rows for at in range(max(0, len(row) - size + 1))
    )
