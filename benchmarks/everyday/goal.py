"""What an everyday goal is, and what goals are made of."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from benchmarks.everyday.effect import Effect
from device.phone.sample import Sample

Language = Literal["en", "zh"]
Check = Callable[[Effect, str], bool]
"""Whether what was asked for is so, given what the run changed and answered."""


@dataclass(frozen=True)
class Goal:
    """One thing to be done on a phone that is filled with the sample of its language."""

    kind: str
    language: Language
    text: str
    reached: Check
    places: frozenset[str]
    """Where something of the person's may change: tables, `notes`, ... (`Effect.touched`)."""
    possible: bool = True
    """Otherwise the run must end without a claim, and nothing may have changed."""


@dataclass(frozen=True)
class Book:
    """What goals are made of."""

    language: Language
    dice: random.Random
    sample: Sample

    def say(self, english: tuple[str, ...], chinese: tuple[str, ...], **holes: object) -> str:
        """One of several phrasings."""
        return self.dice.choice(english if self.language == "en" else chinese).format(**holes)

    def person(self) -> tuple[str, str]:
        """Name and only number of somebody in the sample."""
        known = [person for person in self.sample.contact if len(person.phones) == 1]
        chosen = self.dice.choice(known)
        return f"{chosen.first} {chosen.last}".strip(), chosen.phones[0][1]

    def new_name(self) -> str:
        """Somebody who is not in the sample."""
        names = {"en": ("Hugo Pereira", "Iris Chan", "Omar Haddad"), "zh": ("赵六", "周杰", "孙丽")}
        return self.dice.choice(names[self.language])

    def number(self) -> str:
        """A phone number."""
        start = "+1 555 0" if self.language == "en" else "1391"
        return f"{start}{self.dice.randrange(10**6, 10**7)}"


Made = Iterator[tuple[str, Check]]
"""Goals of one kind, each with its check."""
