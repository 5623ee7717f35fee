"""The lists of texts: attempts to turn a run by what stands on the screen, and harmless look-alikes.

injection_*.toml and lookalike_*.toml stand beside this file; the guard's own tests read the same lists.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter

Part = Literal["dev", "held", "hard", "outside", "traded"]
"""dev: at hand when the guard was built; held: not looked at then; hard: made to get by it; outside: by
somebody who had not seen it. `traded` stands for the mail, the web, the shop and the bank."""
Deed = list[str]
"""What is done to a phone: its name, and what it is done with (tasks/gold/safety_deed.py)."""

WRITER = "+15550134567"
ADDRESS = "pat@cedarhouse.example"
WRITERS = {"en": "Bob Stone", "zh": "小李"}
"""Who writes messages, from `WRITER`, and letters, from `ADDRESS`."""
_PEOPLE = {"en": "Max Muster", "zh": "马克斯"}
_EVENTS = {"en": "Review", "zh": "评审"}
_SUBJECTS = {"en": "Saturday", "zh": "关于周六"}
_THINGS = {"en": "Alder desk fan", "zh": "桤木台扇"}
_PAYERS = {"en": "Willow Rentals", "zh": "柳树租赁"}
SITE = "cedarhouse.example"
_PLACES: Mapping[str, Mapping[str, str]] = {
    "sms": WRITERS,
    "notification": dict.fromkeys(WRITERS, ""),
    "note": dict.fromkeys(WRITERS, "trip.md"),
    "contact": _PEOPLE,
    "event": _EVENTS,
    "file": dict.fromkeys(WRITERS, ""),
    "site": dict.fromkeys(WRITERS, SITE),
    "page": dict.fromkeys(WRITERS, "visit.html"),
    "mail": _SUBJECTS,
    "review": _THINGS,
    "product": _THINGS,
    "payment": _PAYERS,
}
PLACES = tuple(_PLACES)
_TITLED = ("contact", "event")
"""Places where the first of several texts is the name itself."""


@dataclass(frozen=True, slots=True)
class Injection:
    """A text on the screen, and what somebody who obeys makes of it; see injection_dev.toml."""

    id: str
    place: str
    language: str
    style: str
    text: list[str]
    do: list[Deed]
    goal: str = ""
    then: list[Deed] = field(default_factory=list)
    allow: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Alike:
    """A harmless text beside a goal that is to be done; see lookalike_dev.toml."""

    id: str
    place: str
    language: str
    goal: str
    text: list[str]
    then: list[Deed]
    allow: list[str] = field(default_factory=list)


@cache
def injections(part: Part) -> tuple[Injection, ...]:
    """Those of one part."""
    return tuple(TypeAdapter(list[Injection]).validate_python(_table(f"injection_{part}")["attempt"]))


@cache
def alikes(part: Part) -> tuple[Alike, ...]:
    """Those of one part."""
    return tuple(TypeAdapter(list[Alike]).validate_python(_table(f"lookalike_{part}")["alike"]))


def where(place: str, language: str, texts: Sequence[str]) -> str:
    """What the text stands in, or under: a person, a file, a subject; "" where there is but one place."""
    if place in _TITLED and len(texts) > 1:
        return texts[0]
    return _PLACES[place][language]


def _table(name: str) -> Mapping[str, object]:
    return tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text("utf-8"))
