"""What the network is told of each token."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from agent.reader.token import Token, TokenShape
from agent.reader.wordvector import Vectors, WordVectors, key

Numbers = NDArray[np.int64]
WORDS = frozenset({TokenShape.LOWER, TokenShape.CAPITALISED, TokenShape.UPPER, TokenShape.FOREIGN})
FARTHEST = 24
"""Tokens apart from which on the distance between two is no longer told."""


class Junction(IntEnum):
    """How a token stands to what is before it, and a Chinese character to its word."""

    SPACED = 0
    JOINED = 1
    ALONE = 2
    FIRST = 3
    INNER = 4
    LAST = 5


@dataclass(frozen=True, slots=True)
class TokenFeature:
    """What is told of one token."""

    word: str
    """The word whose meaning counts; empty where there is none."""
    form: str
    """What the network remembers it by: word, Chinese character or mark; empty for a literal."""
    shape: TokenShape
    place: Junction


def features(tokens: Sequence[Token], lexicon: WordVectors) -> list[TokenFeature]:
    """Say of each token what is known of it by itself."""
    told: list[TokenFeature] = []
    for is_han, run in groupby(tokens, lambda token: token.shape is TokenShape.HAN):
        held = list(run)
        told += _han(held, lexicon) if is_han else map(_feature, held)
    return told


def _feature(token: Token) -> TokenFeature:
    word = token.text.lower() if token.shape in WORDS else ""
    form = word or (token.text if token.shape in (TokenShape.PUNCTUATION, TokenShape.SYMBOL) else "")
    return TokenFeature(word, form, token.shape, Junction.SPACED if token.spaced else Junction.JOINED)


def _han(run: Sequence[Token], lexicon: WordVectors) -> Iterator[TokenFeature]:
    for word in lexicon.segment("".join(token.text for token in run)):
        inner = [Junction.INNER] * (len(word) - 2)
        places = [Junction.FIRST, *inner, Junction.LAST] if len(word) > 1 else [Junction.ALONE]
        for character, place in zip(word, places, strict=True):
            yield TokenFeature(word, character, TokenShape.HAN, place)


def meanings(told: Sequence[TokenFeature], lexicon: WordVectors) -> tuple[Vectors, Vectors]:
    """Return the vectors of the tokens' words and of their forms; zeros where there are none."""
    words = lexicon.meanings(feature.word for feature in told)
    forms = np.zeros_like(words)
    han = [at for at, feature in enumerate(told) if feature.shape is TokenShape.HAN]
    spelled = [at for at, feature in enumerate(told) if feature.shape in WORDS]
    forms[han] = lexicon.meanings(told[at].form for at in han)
    forms[spelled] = lexicon.forms(told[at].form for at in spelled)
    return words, forms


def remembered(told: Sequence[TokenFeature], known: Mapping[int, int]) -> Numbers:
    """Number the tokens that training has met often; 0 is any other."""
    return np.array([known.get(key(feature.form), 0) if feature.form else 0 for feature in told], np.int64)


def distances(length: int) -> Numbers:
    """Number how far each token stands from each."""
    at = np.arange(length)
    return np.asarray((at[None] - at[:, None]).clip(-FARTHEST, FARTHEST) + FARTHEST)
