"""The cases, as the files in `owner/` tell them: a folder each owner, where `phone.toml` is their phone."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from benchmarks.ordinary.case import (
    EffectKind,
    OrdinaryCase,
    Owner,
    SensitiveEffect,
    Setup,
    StateCheck,
    Thing,
)
from benchmarks.ordinary.line import action_of

_FOLDER = Path(__file__).parent / "owner"
_PHONE = "phone.toml"
_SETUP = TypeAdapter(Setup)
_CHECK = TypeAdapter(StateCheck)
_WANTED = TypeAdapter(SensitiveEffect)
_BY_NUMBER = (Thing.SMS, Thing.RECEIVED, Thing.CALL)
"""Things that are named by a telephone number; a file may name the contact instead."""

Table = Mapping[str, Any]


@cache
def cases() -> tuple[OrdinaryCase, ...]:
    """All of them. Raises ValueError, with the owner and the case, for one that cannot be read."""
    found = tuple(case for folder in sorted(_FOLDER.iterdir()) for case in _of_owner(folder))
    names = [case.name for case in found]
    if twice := {name for name in names if names.count(name) > 1}:
        raise ValueError(f"several cases are called {', '.join(sorted(twice))}")
    return found


def _of_owner(folder: Path) -> Iterator[OrdinaryCase]:
    owner = owner_in(folder)
    for table in tables_of(folder):
        yield case_of(table, owner)


def owner_of(name: str) -> Owner:
    """Whose folder among the ordinary cases has that name."""
    return owner_in(_FOLDER / name)


@cache
def owner_in(folder: Path) -> Owner:
    """Whose folder that is."""
    phone = tomllib.loads((folder / _PHONE).read_text("utf-8"))
    return Owner(folder.name, phone["locale"], phone["language"], _setup(phone["setup"], {}))


def tables_of(folder: Path) -> list[Table]:
    """The cases in all files of an owner's folder, as they stand there."""
    paths = (path for path in sorted(folder.glob("*.toml")) if path.name != _PHONE)
    return [table for path in paths for table in tables_in(path)]


def tables_in(path: Path) -> list[Table]:
    """The cases of a file, as they stand there."""
    return list(tomllib.loads(path.read_text("utf-8"))["case"])


def case_of(table: Table, owner: Owner) -> OrdinaryCase:
    """The case that a table tells. Raises ValueError, with its name, where it can't be read."""
    try:
        return _case(table, owner)
    except (KeyError, ValueError) as error:
        raise ValueError(f"{owner.name}, {table.get('name')}: {error}") from error


def _case(table: Table, owner: Owner) -> OrdinaryCase:
    if unknown := set(table) - {"name", "goal", "setup", "walk", "check", "asks"}:
        raise ValueError(f"unknown: {', '.join(sorted(unknown))}")
    own = table.get("setup", {})
    numbers = _numbers(owner.setup) | _numbers(_SETUP.validate_python(own))
    return OrdinaryCase(
        name=table["name"],
        owner=owner,
        goal=table["goal"],
        setup=_setup(own, numbers | _numbers(owner.setup)),
        walk=tuple(action_of(line) for line in table["walk"]),
        checks=tuple(_check(check, numbers) for check in table["check"]),
        asks=tuple(_wanted(wanted, numbers) for wanted in table.get("asks", ())),
    )


def _numbers(setup: Setup) -> dict[str, str]:
    """The first number of each contact, by the contact's name."""
    people = (person for person in setup.contact if person.phones)
    return {f"{person.first} {person.last}".strip(): person.phones[0][1] for person in people}


def _setup(table: Table, numbers: Mapping[str, str]) -> Setup:
    """The set-up, with the numbers of those whom messages and calls name."""
    setup = _SETUP.validate_python(table)
    known = {**_numbers(setup), **numbers}
    return replace(
        setup,
        message=[replace(text, who=known.get(text.who, text.who)) for text in setup.message],
        call=[replace(call, who=known.get(call.who, call.who)) for call in setup.call],
    )


def _check(table: Table, numbers: Mapping[str, str]) -> StateCheck:
    """From `{sms = "Ann Lee", has = [...]}`: the key that is a thing says which, its value the name."""
    thing = next(Thing(key) for key in table if key in set(Thing))
    name = str(table[thing])
    if thing in _BY_NUMBER:
        name = numbers.get(name, name)
    rest = {key: value for key, value in table.items() if key != thing}
    if unknown := set(rest) - {"has", "lacks", "at", "gone"}:
        raise ValueError(f"unknown: {', '.join(sorted(unknown))}")
    return _CHECK.validate_python({"thing": thing, "name": name, **rest})


def _wanted(table: Table, numbers: Mapping[str, str]) -> SensitiveEffect:
    """From `{send = "Ann Lee", what = "..."}`."""
    kind = next(EffectKind(key) for key in table if key in set(EffectKind))
    if unknown := set(table) - {kind, "what"}:
        raise ValueError(f"unknown: {', '.join(sorted(unknown))}")
    of = str(table[kind])
    if kind in (EffectKind.SEND, EffectKind.CALL):
        of = numbers.get(of, of)
    return _WANTED.validate_python({"kind": kind, "of": of, "what": table.get("what", "")})
