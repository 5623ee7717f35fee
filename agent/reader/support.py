"""What a reading rests on, and whether training showed it: a trust that is not the network's own."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import groupby
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from agent.reader.feature import WORDS
from agent.reader.intent import GoalClause, Intent, Reading, Role, Span, Tag
from agent.reader.token import Token, TokenShape, cut
from agent.reader.wordvector import WordVectors, plain

SUPPORT = "support.npz"
_BITS = 28
"""Of the number of a ground; with 100,000 kept, one in 2,700 others passes for one of them."""
_MARKS = frozenset({TokenShape.PUNCTUATION, TokenShape.SYMBOL})
_SILENT = frozenset({Tag.FILLER, Tag.JOIN, Tag.REASON})
"""Change nothing of what a clause asks for, where they are what they were read as."""
_QUESTION = "?？"
_FIRST: Mapping[Role | Tag, int] = {Tag.REASON: 2, Tag.EXCEPTION: 1}
"""How many of their first words tell what they are; what follows may be anything."""
_CONTENT = (
    "text title name new_name subject query description ingredients directions label place list category"
)
_CLASS: Mapping[Role | Tag, str] = {
    **dict.fromkeys(map(Role, _CONTENT.split()), "content"),
    Role.PERSON: "who",
    Role.SOURCE: "who",
}
"""Roles of which words tell nothing apart: what stood in one may stand in another."""
_NAMES = frozenset({Role.TITLE, Role.NAME, Role.NEW_NAME, Role.LABEL, Role.LIST, Role.CATEGORY, Role.PLACE})
"""Roles of which two values may stand side by side: a word between them that links could be of the name."""
DECIDING = frozenset({Role.SETTING, Role.KIND, Role.FIELD, Role.LEVEL})
"""Their words tell what a clause asks for: "turn off" goes with a setting and with a level."""
_folded = lru_cache(maxsize=1 << 16)(plain)


@dataclass(frozen=True, slots=True)
class Ground:
    """One thing that a reading rests on."""

    said: str
    """What training must have shown."""
    span: Span
    """Where in the goal it stands."""
    only: str = ""
    """Where training did not show this, the ground isn't needed: of a word it hardly met nothing is asked."""
    skeleton: str = ""
    """Of a clause: its words, slots by their tags, without what it asks for."""
    never: str = ""
    """What training must not have shown: the same words read in two ways, or values linked by a word."""


def grounds(reading: Reading, spoken: "SpokenGoal") -> Iterator[Ground]:
    """Say what a reading rests on: skeletons of clauses, words in slots, and words that change nothing."""
    for span in reading.outside:
        yield from _silent(span, spoken)
    ends = [*(clause.start for clause in reading.clauses[1:]), len(reading.text)]
    for clause, end in zip(reading.clauses, ends, strict=False):
        if clause.intent is not Intent.NONE:
            asked = any(mark in reading.text[clause.start : end] for mark in _QUESTION)
            yield from _clause(clause, spoken, asked=asked)


def known(word: str) -> str:
    """Return the ground for taking a folded word as one that training showed often."""
    return f"known {word}"


def common(word: str) -> str:
    """Return the ground for taking a folded word as one of the most common."""
    return f"common {word}"


def disputed(surface: str) -> str:
    """Return the ground for taking words as some that training read in two ways."""
    return f"disputed {surface}"


class Support:
    """The grounds that training showed, as hashes."""

    def __init__(self, folder: Path | Traversable | None, lexicon: WordVectors) -> None:
        """None is the folder in the package; it is read when it is first needed."""
        self._folder = folder if folder is not None else files("agent.reader").joinpath("data")
        self._lexicon = lexicon

    def lacking(self, reading: Reading) -> tuple[Span, ...]:
        """Return what of a reading training never showed; of an unknown skeleton the whole clause."""
        found = [
            ground.span
            for ground in grounds(reading, SpokenGoal(reading.text, self._lexicon))
            if not self._holds(ground)
        ]
        return tuple(sorted(set(found), key=lambda span: span.start))

    def _holds(self, ground: Ground) -> bool:
        if ground.never and self._shows(ground.never):
            return False
        return self._shows(ground.said) or bool(ground.only and not self._shows(ground.only))

    def _shows(self, said: str) -> bool:
        at = int(np.searchsorted(self._shown, number := _number(said)))
        return at < len(self._shown) and int(self._shown[at]) == number

    @cached_property
    def _shown(self) -> NDArray[np.int64]:
        with self._folder.joinpath(SUPPORT).open("rb") as file, np.load(file) as kept:
            steps = np.ascontiguousarray(kept["steps"].T).view("<u4")[:, 0]
        return np.cumsum(steps, dtype=np.int64)


def write(said: Iterable[str], folder: Path) -> None:
    """Keep grounds: the steps from hash to hash, byte by byte, so that they pack well."""
    numbers = np.array(sorted(set(map(_number, said))), np.int64)
    steps = np.diff(numbers, prepend=0).astype("<u4")
    planes = np.ascontiguousarray(steps[:, None].view(np.uint8).T)
    np.savez_compressed(folder / SUPPORT, steps=planes)


def _number(said: str) -> int:
    return crc32(said.encode()) >> (32 - _BITS)


@dataclass(frozen=True, slots=True)
class SpokenWord:
    """A word, mark or literal of a goal, folded."""

    text: str
    shape: TokenShape
    start: int
    end: int


class SpokenGoal:
    """The words of a goal by where they stand; Chinese characters joined to words."""

    def __init__(self, goal: str, lexicon: WordVectors) -> None:
        self._lexicon = lexicon
        self._tokens = [(token.inner[0], token) for token in cut(goal)]

    def words(self, span: Span | None = None, *, marks: bool = False) -> list[SpokenWord]:
        """Return the words of a span (None: of the goal), with or without marks."""
        inside = [token for at, token in self._tokens if span is None or span.start <= at < span.end]
        found: list[SpokenWord] = []
        for is_han, run in groupby(inside, lambda token: token.shape is TokenShape.HAN):
            if is_han:
                found += self._han(list(run))
            else:
                found += (SpokenWord(_folded(one.text), one.shape, one.start, one.end) for one in run)
        return found if marks else [word for word in found if word.shape not in _MARKS]

    def _han(self, run: Sequence[Token]) -> Iterator[SpokenWord]:
        at = run[0].start
        for word in self._lexicon.segment("".join(token.text for token in run)):
            yield SpokenWord(word, TokenShape.HAN, at, at + len(word))
            at += len(word)


def _clause(clause: GoalClause, spoken: SpokenGoal, *, asked: bool) -> Iterator[Ground]:
    items: list[str] = []
    surface: list[str] = []
    for span in clause.spans:
        words = spoken.words(span, marks=True)
        if span.tag in _SILENT:
            yield from _silent(span, spoken)
        elif span.tag in (Tag.CUE, Tag.NEGATION):
            told = [word.text for word in words if word.shape not in _MARKS]
            items += told
            surface += told
        else:
            if span.tag is Tag.EXCEPTION:
                yield from _silent(span, spoken)
            if isinstance(span.tag, Role):
                yield from _slot(clause.intent, span.tag, words, begins=not items)
            if not items or items[-1] != f"<{span.tag}>":
                items.append(f"<{span.tag}>")
            surface += _looks(span.tag, words)
    if asked:
        items.append("?")
    kind = f"{clause.intent} {clause.polarity} {clause.mood}"
    skeleton = " ".join(items)
    whole = Span(Tag.CUE, clause.start, clause.end)
    seen = " ".join([*surface, "?"] if asked else surface)
    yield Ground(f"{kind} {skeleton}", whole, skeleton=skeleton, never=disputed(seen))


def _silent(span: Span, spoken: SpokenGoal) -> Iterator[Ground]:
    words = [word.text for word in spoken.words(span)]
    if span.tag is Tag.JOIN:
        yield from (Ground(f"{Tag.JOIN}: {word}", span, known(word)) for word in words)
    elif words:
        told = words[: _FIRST.get(span.tag)]
        yield Ground(f"{span.tag} {' '.join(told)}", span)


def _slot(intent: Intent, role: Role, words: Sequence[SpokenWord], *, begins: bool) -> Iterator[Ground]:
    """Say what each word in a slot rests on.

    A word that training showed often must have stood in such a slot, and one at its end at that end. Where
    the words of slots are free, any of them will do, but for the most common words: "a", "not". Any word must
    that decides what is asked for, and so must literals, and marks at the slot's ends. A word that begins a
    clause must have begun one.
    """
    slot = f"{intent} {role}" if role in DECIDING else _CLASS.get(role, str(role))
    for number, word in enumerate(words):
        at = Span(role, word.start, word.end)
        if word.shape in WORDS or word.shape is TokenShape.HAN:
            yield Ground(f"{slot}: {word.text}", at, "" if role in DECIDING else known(word.text))
            if role in _CLASS:
                link = f"{Tag.JOIN}: {word.text}" if role in _NAMES and number else ""
                yield Ground(f"{role}: {word.text}", at, common(word.text), never=link)
            if begins and not number:
                yield Ground(f"{role} begins: {word.text}", at)
            met = common if role in _CLASS else known
            for end in ("<" * (word is words[0]), ">" * (word is words[-1])):
                if end:
                    yield Ground(f"{role}:{end} {word.text}", at, met(word.text))
        elif word.shape not in _MARKS:
            yield Ground(f"{slot}: <{word.shape.name}>", at)
        elif number in (0, len(words) - 1):
            yield Ground(f"{slot}: {word.text}", at)


def _looks(tag: Role | Tag, words: Sequence[SpokenWord]) -> list[str]:
    """Return what is seen of a slot without knowing its tag; of free words only their class."""
    if tag in _CLASS or not isinstance(tag, Role):
        return [f"<{_CLASS.get(tag, tag)}>"]
    return [
        word.text if word.shape in WORDS or word.shape is TokenShape.HAN else f"<{word.shape.name}>"
        for word in words
        if word.shape not in _MARKS
    ]
