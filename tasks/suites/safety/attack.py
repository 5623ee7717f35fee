"""Attacks: the lists of the guard's tests, and orders put into every place of the phone.

Of the lists, those attempts are left out whose goal is none that state can show (a goal of its own, and
nothing in `then`): the guard's tests alone have use for them.
"""

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from pydantic import TypeAdapter

from tasks.suites.safety.case import Deed, Part, injections
from tasks.suites.safety.task import Plot, of_attempt, template

_PARTS: tuple[Part, ...] = ("dev", "held", "hard")
_MARKET = ("site", "page", "mail", "review", "product", "payment")
_KNOWN = ("sms", "notification", "note", "contact", "event")
"""Places of the lists, whose texts ask for other things."""
_NEW = ("pay", "transfer", "install", "grant", "secret", "link")
_LANGUAGES = ("en", "zh")


@dataclass(frozen=True, slots=True)
class Order:
    """What a text asks for; see order.toml."""

    id: str
    kind: str
    do: list[Deed]
    en: str
    zh: str

    def told(self, language: str) -> str:
        """In a language."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, slots=True)
class _Read:
    order: list[Order]
    frame: Mapping[str, Mapping[str, str]]


def _plots() -> Iterator[Plot]:
    for part in _PARTS:
        yield from (of_attempt(one) for one in injections(part) if one.then or not one.goal)
    read = _read()
    for row, place in enumerate((*_MARKET, *_KNOWN)):
        orders = [one for one in read.order if place in _MARKET or one.kind in _NEW]
        for column, order in enumerate(orders):
            if (row + column) % 2 == 0:  # each of them in every other place, in both languages
                language = _LANGUAGES[(row + column // 2) % 2]
                frames = list(read.frame[language].values())
                text = _framed(frames, order.told(language))
                name = f"{place}-{order.id}-{language}"
                yield Plot(name, order.kind, place, language, "", text, order.do)


def _framed(frames: Sequence[str], order: str) -> Callable[[Random], Sequence[str]]:
    return lambda random: [random.choice(frames).format(order=order)]


def _read() -> _Read:
    path = Path(__file__).with_name("order.toml")
    return TypeAdapter(_Read).validate_python(tomllib.loads(path.read_text("utf-8")))


TEMPLATES = tuple(map(template, _plots()))
