"""What the owner said of an effect that can be read in one way only: names, numbers, times, days, quotes."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from agent.effect.effect import Effect
from agent.guard.fold import letters
from agent.guard.money import number
from agent.guard.naming import names_it
from agent.language.clockface import shown_time

_QUOTED = re.compile(r"[\"“„«「『](.+?)[\"”“»」』]|(?<!\w)['‘](.+?)['’](?!\w)", re.DOTALL)
_NUMBER = re.compile(r"(?<![^\W\d_])\d(?:[\d.,:]*\d)?")
_SHORTEST = 3
"""Digits of a plain number in an effect's words that is looked for; one of fewer may be said otherwise."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIME = re.compile(r"\d{2}:\d{2}")
_PARTS = re.compile(r"[|\n;、]|[,，]\s")
_TELEPHONE = 5
"""Digits from which on a number is one however it is spaced."""
_TELLING = 8
"""Letters from which on a text is known within a longer one that is not parted into words alike."""
_CUT = ("…", "...")
_HALF_DAY = 12


class ExactKind(Enum):
    """How a thing is compared with what stands somewhere."""

    WORDS = "words"
    NUMBER = "number"
    TIME = "time"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Exact:
    """One thing that the owner said of an effect."""

    words: str
    kind: ExactKind = ExactKind.WORDS

    def shows_in(self, texts: Iterable[str], touched: Iterable[str] = ()) -> bool:
        """Whether any of the texts says it.

        `touched` are labels that were touched: a time may have been put together of them.
        """
        match self.kind:
            case ExactKind.NUMBER:
                return any(self._is_number_in(text) for text in texts)
            case ExactKind.TIME:
                return any(names_it(self.words, text) for text in texts) or self._is_set_by(touched)
            case ExactKind.DAY:
                return self.day.day in _whole_numbers(texts)
            case _:
                value = self.words.partition(": ")[2]  # of "label: value" the label may stand beside it
                return any(_is_said(words, text) for words in (self.words, value) if words for text in texts)

    @property
    def day(self) -> date:
        """The date of one."""
        return date.fromisoformat(self.words)

    def _is_number_in(self, text: str) -> bool:
        wanted = "".join(filter(str.isdigit, self.words))
        if len(wanted) >= _TELEPHONE and wanted in "".join(filter(str.isdigit, text)):
            return True
        return number(self.words) in _numbers(text)

    def _is_set_by(self, touched: Iterable[str]) -> bool:
        time, there = shown_time(self.words), _whole_numbers(touched)
        if time is None:
            return False
        return {time.hour, time.hour % _HALF_DAY, time.hour % _HALF_DAY or _HALF_DAY} & there != set() and (
            time.minute == 0 or time.minute in there
        )


def _is_said(words: str, text: str) -> bool:
    """Whether a text says these words, whole or cut short by dots."""
    wanted, there = letters(words), letters(text)
    if names_it(words, text) or names_it(_stem(words), text):
        return True
    if len(wanted) >= _TELLING and wanted in there:
        return True
    return text.rstrip().endswith(_CUT) and len(there) >= _TELLING and wanted.startswith(there)


def exacts_of(effect: Effect, said: str) -> tuple[Exact, ...]:
    """What can be read in one way only of what the owner said of an effect, in their words."""
    return tuple(dict.fromkeys(_exacts(effect, said)))


def _exacts(effect: Effect, said: str) -> Iterator[Exact]:
    told = letters(said)
    if _is_name(effect.object, said):
        yield _exact(effect.object)
    parts = (part.strip() for part in _PARTS.split(effect.content))
    yield from (_exact(part) for part in parts if letters(part) and letters(part) in told)
    if "%" not in effect.amount and ":" not in effect.when:  # how long it takes shows as when it ends
        yield from (Exact(found, ExactKind.NUMBER) for found in _NUMBER.findall(effect.amount))
    days = _DAY.findall(effect.when)
    if len(days) == 1 and _is_date(days[0]):
        yield Exact(days[0], ExactKind.DAY)
    yield from (Exact(time, ExactKind.TIME) for time in _TIME.findall(effect.when))
    quotations = [found for found in _quotations(effect.text) if letters(found) and letters(found) in told]
    yield from map(_exact, quotations)
    rest = effect.text
    for known in (effect.object, effect.content, effect.amount, *quotations):
        rest = rest.replace(known, " ") if known else rest
    for found in _NUMBER.findall("" if effect.when else rest):
        if found in said and not (found.isdigit() and len(found) < _SHORTEST):
            yield _exact(found)


def _exact(words: str) -> Exact:
    if shown_time(words) is not None:
        return Exact(words, ExactKind.TIME)
    bare = re.sub(r"[\s()+$€£¥.,-]", "", words)
    return Exact(words, ExactKind.NUMBER if bare.isdigit() else ExactKind.WORDS)


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _is_name(name: str, said: str) -> bool:
    """Whether it is a name, and not what such things are called: by its signs, its capitals, or quoted."""
    if not name:
        return False
    if any(letter.isdigit() or letter in "@_" for letter in name) or "." in name.strip("."):
        return True
    if any(letters(name) == letters(one) for one in _quotations(said)):
        return True
    begins = said.lstrip().startswith(name)  # as any first word does
    return any(letter.isupper() for letter in (name[1:] if begins else name))


def _quotations(text: str) -> list[str]:
    return [(found[0] or found[1]).strip() for found in _QUOTED.findall(text)]


def _numbers(text: str) -> set[Decimal]:
    return {number(found) for found in _NUMBER.findall(text)}


def _whole_numbers(texts: Iterable[str]) -> set[int]:
    return {int(found) for text in texts for found in re.findall(r"\d{1,4}", text)}


def _stem(name: str) -> str:
    """A file's name without its ending."""
    return re.sub(r"\.\w{1,5}$", "", name)
