"""What a description may mean: the thing's own words, its role, its place among others, what it stands by.

One description has several readings, because labels hold such words too ("Add to a contact"). Every reading
is tried on the screen and the best fit wins (see tree.py).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import TypeVar

from grounding.wording import BETWEEN, SUFFIXING, Language, languages_of, plain

_DEEPEST = 2
_MOST = 60
"""Readings of one description that are looked at."""
_QUOTED = re.compile(r"[\"“„«「『]([^\"”“»」』]+)[\"”“»」』]")
_ELIDED = re.compile(r"(?<!\w)(l|d|dell|all|nell|sull|dall|un)['’](?=\w)", re.IGNORECASE)
_SCREEN = re.compile("屏幕|画面|页面|手机|화면")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Phrase:
    """One reading of a description."""

    words: str
    """What the thing is called; "" for anything of its kind."""
    role: str = ""
    """One of wording.ROLES; "" for any."""
    item: bool = False
    """Whether it was called a row, an app, a message: one of several alike."""
    order: int | None = None
    """Which of them: from 1, from -1 backwards, 0 for the one in the middle."""
    place: tuple[int, int] | None = None
    """The side or corner of the screen it lies on: x and y each -1, 0 or 1."""
    relation: str = ""
    """One of wording.RELATIONS: how it lies to the anchor."""
    anchor: "Phrase | None" = None
    other: "Phrase | None" = None
    """The second anchor of what lies between two."""
    checked: bool | None = None
    """Whether it is on, where that was said."""

    @property
    def structured(self) -> bool:
        """Whether more than words and a role was understood."""
        return self.singled or self.checked is not None

    @property
    def singled(self) -> bool:
        """Whether more was understood that can tell one from others of its name and state."""
        return self.order is not None or self.relation != "" or self.place is not None


def readings(description: str) -> tuple[Phrase, ...]:
    """All readings, the whole text as a label first; none twice."""
    text = description.strip().rstrip(".!。！")
    found = dict.fromkeys([Phrase(text), *_all(text)])
    return tuple(found)[:_MOST]


def _all(text: str) -> Iterator[Phrase]:
    text = _ELIDED.sub(r"\1 ", text)
    quoted = _QUOTED.search(text)
    around = _QUOTED.sub(" ", text)
    spoken = languages_of(around)
    if quoted:
        yield from _quoting(quoted[1], [_thing(plain(around), language) for language in spoken])
    for language in spoken:
        for core in _without_verb(plain(text), language):
            yield from _parsed(core, language, 0)


def _quoting(words: str, around: list[Phrase]) -> Iterator[Phrase]:
    """What stands in quotes is the name; what stands round it counts in the languages that understand it."""
    understood = [phrase for phrase in around if phrase.role or phrase.structured]
    for phrase in understood or around[:1]:
        yield Phrase(words, phrase.role, order=phrase.order, place=phrase.place, checked=phrase.checked)


def _without_verb(text: str, language: Language) -> list[str]:
    """The text, and the text without the order to tap it, both without articles."""
    found = [_without_articles(text, language)]
    for verb in language.verbs:
        shorter = _cut(text, verb, language, end=language.name in ("ko", "ja"))
        if shorter:
            found.append(_without_articles(shorter, language))
            break
    return list(dict.fromkeys(found))


def _parsed(core: str, language: Language, depth: int) -> Iterator[Phrase]:
    yield from _variants(core, language)
    if depth >= _DEEPEST:
        return
    for head, first, second in _between(core, language):
        thing = _thing(head, language) if head else Phrase("", item=True)
        for one in list(_variants(first, language))[:2]:
            for other in list(_variants(second, language))[:2]:
                yield replace(thing, relation=BETWEEN, anchor=one, other=other)
    for head, relation, anchor in _splits(core, language):
        things = list(_variants(head, language)) if head else [Phrase("", item=True)]
        for by in list(_parsed(anchor, language, depth + 1))[:8]:
            for thing in things:
                if not thing.relation:
                    yield replace(thing, relation=relation, anchor=by)


def _between(core: str, language: Language) -> Iterator[tuple[str, str, str]]:
    """(thing, anchor, anchor) at every word that can part two things it lies between."""
    for word, joiner in language.between:
        head, said, rest = core.partition(word)
        if language.suffixing:
            head, rest = _without_joiners(rest.strip(), language), head
        if not said or not rest.strip():
            continue
        for found in _bounded(joiner, language.name).finditer(rest):
            first, second = rest[: found.start()].strip(), rest[found.end() :].strip()
            if first and second:
                yield _without_joiners(head.strip(), language), first, second


def _splits(core: str, language: Language) -> Iterator[tuple[str, str, str]]:
    """(thing, relation, anchor) at every relation word, longer words first."""
    taken: list[tuple[int, int]] = []
    for word, relation in language.relations:
        for found in _bounded(word, language.name).finditer(core) if word in core else ():
            if any(start <= found.start() and found.end() <= end for start, end in taken):
                continue
            taken.append(found.span())
            before, after = core[: found.start()].strip(), core[found.end() :].strip()
            if language.suffixing:
                after = _without_joiners(after, language)
                if before:
                    yield after, relation, before
            elif after:
                yield _without_joiners(before, language), relation, _without_articles(after, language)


def _variants(core: str, language: Language) -> Iterator[Phrase]:
    """The words as they stand, and with all that was understood taken out."""
    core = _without_articles(core, language)
    if not core:
        return
    thing = _thing(core, language)
    if not thing.structured:
        yield Phrase(core)
    yield thing


def _thing(core: str, language: Language) -> Phrase:
    """A phrase without relation, as much understood as can be."""
    shorter, sign = _take(core, language.counted, language)
    if sign is not None:
        made = _uncounted(shorter, language)
        if made.order is not None and made.order > 0:
            return replace(made, order=sign * made.order)
    return _uncounted(core, language)


def _uncounted(core: str, language: Language) -> Phrase:
    core, checked = _take(core, language.states, language)
    core, place = _place(core, language)
    core, order = _take(_without_articles(core, language), language.orders, language)
    core = _without_joiners(_without_articles(_counter(core, language), language), language)
    core, role, item = _kind(core, language)
    words = _without_joiners(core, language)
    return Phrase(words, role, item, order, place, checked=checked)


def _place(core: str, language: Language) -> tuple[str, tuple[int, int] | None]:
    """Without the side or corner it lies on.

    Where the thing is said last, what comes before `right side` is what it lies beside, but for the screen.
    """
    rest, place = _take(core, language.places, language)
    if place is not None and language.suffixing and not _SCREEN.match(core):
        first = min(core.find(word) for word, _ in language.places if word in core)
        if first > 0:
            return core, None
    return rest, place


def _counter(core: str, language: Language) -> str:
    """Chinese counts with measure words: 第2个开关."""
    return (
        re.sub(r"^(个|项|条|張|张|行|页|次|封|份|台|部|首|款|번째)(的)?", "", core)
        if language.suffixing
        else core
    )


def _kind(core: str, language: Language) -> tuple[str, str, bool]:
    """Without the word for its role, or for one of many, at the end or (not in English) the start."""
    for end in (True, False):
        for word, role in language.roles:
            left = _cut(core, word, language, end=end)
            if left is not None:
                return left, role, False
        for word in language.items:
            left = _cut(core, word, language, end=end)
            if left is not None:
                return left, "", True
    return core, "", False


def _take(core: str, terms: tuple[tuple[str, T], ...], language: Language) -> tuple[str, T | None]:
    for word, meaning in terms:
        found = _bounded(word, language.name).search(core) if word in core else None
        if found:
            rest = f"{core[: found.start()]} {core[found.end() :]}"
            return " ".join(rest.split()), meaning
    return core, None


def _cut(text: str, word: str, language: Language, *, end: bool) -> str | None:
    """The text without a word at its end or start; None where it isn't there. A plural counts too."""
    if language.suffixing or language.name == "ar":
        if not (text.endswith(word) if end else text.startswith(word)):
            return None
        return (text[: -len(word)] if end else text[len(word) :]).strip()
    found = _at_edge(word, end=end).search(text) if word in text else None
    if not found:
        return None
    return (text[: found.start()] if end else text[found.end() :]).strip()


@cache
def _at_edge(word: str, *, end: bool) -> re.Pattern[str]:
    return re.compile(rf"(?:^|\s){re.escape(word)}s?$" if end else rf"^{re.escape(word)}(?:\s|$)")


@cache
def _bounded(word: str, language: str) -> re.Pattern[str]:
    if language in SUFFIXING:
        return re.compile(re.escape(word))
    if language == "he" and word.endswith(" ל"):
        return re.compile(rf"(?<!\w){re.escape(word)}")
    return re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")


def _without_articles(text: str, language: Language) -> str:
    for word in language.articles:
        if text == word:
            return ""
        if text.startswith(word if language.suffixing else f"{word} "):
            return _without_articles(text[len(word) :].strip(), language)
    return text


def _without_joiners(text: str, language: Language) -> str:
    """Without `of` and the like at either end, as they are left over when the rest is taken out."""
    for word in (*language.joiners, *language.articles):
        if text == word:
            return ""
        if text.startswith(word if language.suffixing else f"{word} "):
            return _without_joiners(text[len(word) :].strip(), language)
        if text.endswith(word if language.suffixing else f" {word}"):
            return _without_joiners(text[: -len(word)].strip(), language)
    return text
