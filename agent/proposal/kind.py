"""Kinds of tasks that need no model: the sheet `kind.toml`, filled in from a phone's own data."""

import sqlite3
import tomllib
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import files
from random import Random

from agent.proposal.wish import Wish
from agent.run.step import Record
from device.state.census import Census
from device.state.query import open_image

Filling = Mapping[str, str | int | float]
"""What each slot stands for."""
_MOST = 60
"""Things of one kind that are picked from."""


class Pick(Record):
    """Something that the phone holds."""

    files: str = ""
    """Files whose path is like this; the name goes into `slot`, without its ending into `stem`."""
    slot: str = ""
    database: str = ""
    query: str = ""
    """Its columns are the slots."""

    def choices(self, census: Census) -> list[Filling]:
        """All that the phone holds of it, in a settled order."""
        if self.files:
            return [{self.slot: name, "stem": name.rpartition(".")[0]} for name in self._names(census)]
        image = census.databases.get(self.database)
        if image is None:
            return []
        try:
            with open_image(image) as database:
                found = database.execute(self.query)
                names = [column[0] for column in found.description]
                return [dict(zip(names, row, strict=True)) for row in found.fetchmany(_MOST)]
        except sqlite3.Error:
            return []

    def _names(self, census: Census) -> Iterator[str]:
        depth = self.files.count("/")
        for path in sorted(census.files)[: _MOST * 10]:
            if path.count("/") == depth and fnmatchcase(path, self.files):
                yield path.rpartition("/")[2]


class Kind(Record):
    """One kind."""

    app: str
    package: str
    steps: int
    """The fewest it takes, roughly."""
    slots: tuple[str, ...] = ()
    """Made up."""
    pick: Pick | None = None
    start: tuple[tuple[str, ...], ...] = ()
    """What is done to the phone beforehand: ("setting", space, key, value), ("clipboard", text),
    ("folder", path)."""
    wishes: tuple[Wish, ...]
    feasible: bool = True
    absent: tuple[Wish, ...] = ()
    """Of a kind that is not feasible: what is asked for, and is not to be had on the phone."""
    en: tuple[str, ...]
    zh: tuple[str, ...]

    def fillings(self, census: Census, random: Random) -> Filling | None:
        """What its slots stand for, by lot; None where the phone does not hold what it takes, or holds it."""
        made = _made_up(random)
        if any(_filled_wish(wish, made).standing(census) == "open" for wish in self.absent):
            return None
        if self.pick is None:
            return made
        choices = self.pick.choices(census)
        return {**made, **random.choice(choices)} if choices else None

    def wordings(self, language: str) -> tuple[str, ...]:
        """How people ask for it, the slots open."""
        return self.zh if language.startswith("zh") else self.en

    def granted(self, filling: Filling) -> tuple[Wish, ...]:
        """The wishes with their slots filled in."""
        return tuple(_filled_wish(wish, filling) for wish in self.wishes)

    def begun(self, filling: Filling) -> tuple[tuple[str, ...], ...]:
        """The start with its slots filled in."""
        return tuple(tuple(word.format(**filling) for word in each) for each in self.start)


@cache
def kinds() -> Mapping[str, Kind]:
    """The kinds of the sheet, by name."""
    return {name: Kind.model_validate(told) for name, told in _sheet()["kind"].items()}


@cache
def _sheet() -> Mapping[str, Mapping[str, dict[str, object]]]:
    text = files("agent.proposal").joinpath("kind.toml").read_text(encoding="utf-8")
    read: Mapping[str, Mapping[str, dict[str, object]]] = tomllib.loads(text)
    return read


def _made_up(random: Random) -> dict[str, str | int | float]:
    """A value for every slot that is made up."""
    words: Mapping[str, object] = _sheet()["word"]
    made: dict[str, str | int | float] = {}
    for name, some in words.items():
        assert isinstance(some, list)
        made[name] = random.choice(some)
    for name, pattern in _sheet()["slot"].items():
        made[name] = str(pattern).format(**made)
    hour, minute, cents = random.randrange(5, 23), random.randrange(0, 60, 5), random.randrange(150, 20_000)
    minutes = random.randrange(2, 60)
    return made | {
        "phone": f"+1{random.randrange(2_000_000_000, 9_999_999_999)}",
        "hour": hour,
        "minute": minute,
        "clock": f"{hour}:{minute:02}",
        "minutes": minutes,
        "ms": minutes * 60_000,
        "cents": cents,
        "amount": f"{cents / 100:.2f}",
    }


def _filled_wish(wish: Wish, filling: Filling) -> Wish:
    def filled(value: str | float | None) -> str | int | float | None:
        """The slot's own value where it stands alone: a number stays one."""
        if not isinstance(value, str):
            return value
        alone = value.removeprefix("{").removesuffix("}")
        return filling[alone] if value == f"{{{alone}}}" and alone in filling else value.format(**filling)

    return wish.model_copy(
        update={
            "place": wish.place.format(**filling),
            "key": str(filled(wish.key)),
            "content": None if wish.content is None else str(filled(wish.content)),
            "cells": {name: filled(value) for name, value in wish.cells.items()},
        }
    )
