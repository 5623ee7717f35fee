"""Settings by the names that people and Android give them in five languages."""

import re
from functools import cache

from agent.language.feature import Feature, table
from agent.language.value.word import fold

_ARTICLES = frozenset(
    (
        *("the", "a", "an", "my", "any"),
        *("der", "die", "das", "den", "dem", "ein", "eine", "einen", "einer"),
        *("mein", "meine", "meinen", "meiner"),
        *("el", "la", "los", "las", "un", "una", "mi", "mis"),
        *("le", "les", "l", "une", "mon", "ma", "mes", "du", "des"),
    )
)


def read_switch(name: str) -> Feature | None:
    """The switch of a name; None for none, or for several."""
    return _named(name, table().switch)


def read_slider(name: str) -> Feature | None:
    """The slider of a name; None for none, or for several."""
    return _named(name, table().level)


def _named(name: str, features: tuple[Feature, ...]) -> Feature | None:
    said = bare(name)
    for fits in (_is_name, _is_said, _is_row):
        found = {one.key: one for one in features if fits(one, name, said)}
        if found:
            return next(iter(found.values())) if len(found) == 1 else None
    return None


def _is_name(feature: Feature, _: str, said: str) -> bool:
    return said in _bared((feature.title, *feature.names))


def _is_row(feature: Feature, _: str, said: str) -> bool:
    return said in _bared(feature.rows)


def _is_said(feature: Feature, name: str, _: str) -> bool:
    text = re.sub(r"^(?:the|my|手机的?|我的)\s*", "", name.strip(), flags=re.IGNORECASE)
    return any(re.fullmatch(pattern, text, re.IGNORECASE) for pattern in feature.said)


@cache
def _bared(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(bare, names))


def bare(name: str) -> str:
    """A name without case, accents, articles at its beginning and what is no letter or digit."""
    words = fold(name).split()
    while len(words) > 1 and words[0] in _ARTICLES:
        del words[0]
    return "".join(letter for word in words for letter in word if letter.isalnum())
