"""How like what a goal calls a thing is to what a list shows: a word left out, a letter wrong."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from agent.language.name import canon
from agent.language.saying import is_number

LEAST = 0.5
"""From here on something may be what was meant, and is worth a question."""
_ALIKE = 0.8
"""From here on two words are one with a letter wrong, as difflib counts it."""
_SHORTEST = 4
"""Letters of the shortest word in which one may be wrong."""
LONGEST = 4
"""Letters of the longest word that what is to be deleted may lack of what was said."""
_NEAR = 0.05
_MOST = 3
_WORD = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+")
_ENDING = re.compile(r"(?<=\w)\.\w{1,5}$")


def likeness(said: str, name: str, row: str = "") -> float:
    """How much of what was said a thing's name has, or how much of the name was said; from 0 to 1.

    `row` is all that the list shows of the thing.
    """
    if is_number(said):
        return 0.0
    own, shown = _words(said), _words(name)
    return max(_share(own, shown), _share(shown, own), _share(own, _words(row)))


def likest(said: str, rows: Iterable[tuple[str, str]]) -> list[str]:
    """Of rows, as name and whole row, the whole ones that are likest; [] where none is like, or too many."""
    found = {row: likeness(said, name, row) for name, row in rows}
    best = max(found.values(), default=0.0)
    near = [row for row, like in found.items() if like >= max(LEAST, best - _NEAR)]
    return near if len(near) <= _MOST else []


def says_all(said: str, row: str, longest: int = LONGEST) -> bool:
    """Whether a row has each word of what was said with more letters than `longest`.

    One that it lacks may say what is to stay, or what of a person is asked for.
    """
    shown = _words(row)
    return all(any(_one(word, each) for each in shown) for word in _words(said) if len(word) > longest)


def _words(text: str) -> list[str]:
    return [word for one in _WORD.findall(_ENDING.sub("", text.strip())) if (word := canon(one))]


def _share(words: list[str], others: list[str]) -> float:
    """How much of the words, by their letters, stands among the others."""
    total = sum(map(len, words))
    return sum(len(word) for word in words if any(_one(word, each) for each in others)) / max(1, total)


def _one(word: str, other: str) -> bool:
    if word == other:
        return True
    if min(len(word), len(other)) < _SHORTEST or word.isdecimal() or other.isdecimal():
        return False
    return SequenceMatcher(None, word, other).ratio() >= _ALIKE
