"""Words of a description that nothing on what was found says."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from grounding.likeness import STOP, same_meaning, same_word
from grounding.name import Name
from grounding.wording import languages_of, plain, unspaced

_LEAST = 0.6
"""Of a word that is mistyped, or one of two that were run together."""


def leftover(words: str, names: Sequence[Name]) -> tuple[str, ...]:
    """The content words that none of a control's names holds, be it mistyped or in another language.

    A description whose words are not parted by blanks has none, nor has one that means a name as a whole.
    """
    wanted, there = plain(words), [plain(name.text) for name in names]
    if unspaced(wanted) or any(same_meaning(wanted, name) for name in there):
        return ()
    return tuple(
        word
        for word in wanted.split()
        if word not in STOP and word not in _joining(wanted) and not any(_holds(name, word) for name in there)
    )


def _holds(name: str, word: str) -> bool:
    return word in name.replace(" ", "") or any(
        same_word(word, own) or SequenceMatcher(None, word, own).ratio() >= _LEAST for own in name.split()
    )


@lru_cache(maxsize=1024)
def _joining(wanted: str) -> frozenset[str]:
    """Words that carry no content in the languages the text can be in: articles, `of`, `tap`, `next to`."""
    terms = [
        term
        for language in languages_of(wanted)
        for term in (
            *language.articles, *language.joiners, *language.verbs, *(word for word, _ in language.relations)
        )
    ]  # fmt: skip
    return frozenset(word for term in terms for word in term.split())
