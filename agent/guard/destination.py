"""To whom a message, a call or a payment goes, as far as the screen and the address book tell."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from agent.effect.source import PhoneState, same_number
from agent.guard.deed import GuardedDeed
from agent.guard.fold import fold
from agent.guard.money import PRICE
from agent.guard.naming import names_it

_BOOK = ("content://com.android.contacts/data/phones", "content://com.android.contacts/data/emails")
_COLUMNS = ("display_name", "data1")
_PARTS = re.compile(r"[,;、，；\n]| & | \u00b7 ")
_NUMBER = re.compile(r"\+?\d[\d\s()./-]{4,}\d")
_ADDRESS = re.compile(r"[\w.%+-]+@[\w-]+\.[\w.]+")
_WORDS = 6
"""A text of more words is no name."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom a deed reaches."""

    name: str = ""
    number: str = ""
    """Their telephone number or address; "" where neither screen nor address book tells."""

    def is_called(self, name: str) -> bool:
        """Whether the owner means this person by a name, a number or an address."""
        if self.name and names_it(name, self.name):
            return True
        return bool(self.number) and _same(name, self.number)

    def __str__(self) -> str:
        """The name with the number behind it."""
        return f"{self.name} ({self.number})" if self.name and self.number else self.name or self.number


@dataclass(frozen=True, slots=True)
class Recipients:
    """All whom a deed reaches."""

    people: tuple[Person, ...] = ()
    known: tuple[Person, ...] = ()
    """The address book; empty where it may not be read."""

    def called(self, name: str) -> tuple[str, ...]:
        """Names in the address book that a name may mean, the very name alone where there is one."""
        names = dict.fromkeys(one.name for one in self.known if one.is_called(name))
        exact = tuple(one for one in names if fold(one) == fold(name))
        return exact or tuple(names)


def recipients_of(deed: GuardedDeed, named: Sequence[str], phone: PhoneState) -> Recipients:
    """Find whom a deed reaches; `named` are those whom the owner named.

    The nearest texts that name somebody count: the control's own row, then its dialog, the fields, the title,
    a number that is being dialled; elsewhere on the page only a single person is believed.
    """
    known = _address_book(phone)
    is_address = _ADDRESS.fullmatch(deed.text) is not None  # the cursor is still where it goes to
    fields = (*deed.fields, deed.text) if is_address else deed.fields
    for near in ((*deed.says, *deed.card), deed.dialog, fields, deed.title):
        people = _people(near, known, named)
        if people:
            return Recipients(people, known)
    if _NUMBER.fullmatch(deed.text) or deed.text in named:
        return Recipients(_people((deed.text,), known, named), known)
    people = _people(deed.others, known, named)
    return Recipients(people if len({one.name or one.number for one in people}) == 1 else (), known)


def somebody_else(name: str, texts: Sequence[str], phone: PhoneState) -> str:
    """Return the contact whom texts name in place of the one that is meant; "" where there is none."""
    known = Recipients(known=_address_book(phone))
    meant = known.called(name)
    others = dict.fromkeys(one.name for one in known.known if one.name and one.name not in meant)
    return next((one for one in others if meant and any(names_it(one, text) for text in texts)), "")


def _address_book(phone: PhoneState) -> tuple[Person, ...]:
    return tuple(Person(name, at) for kind in _BOOK for name, at in phone.query(kind, *_COLUMNS) or ())


def _people(texts: Sequence[str], known: Sequence[Person], named: Sequence[str]) -> tuple[Person, ...]:
    parts = [part.strip() for text in texts for part in _PARTS.split(text)]
    found = [person for part in parts if part for person in _meant(part, known, named)]
    by_name = {person.name for person in found if person.name}
    # A number that the address book does not know, beside a name, is that person's where it can't be read.
    kept = [one for one in found if one.name or not (by_name and not known)]
    return tuple(dict.fromkeys(kept))


def _meant(part: str, known: Sequence[Person], named: Sequence[str]) -> tuple[Person, ...]:
    """Who is meant by a short text; nobody where it is no name, number or address."""
    for pattern in (_NUMBER, _ADDRESS):
        if pattern.fullmatch(part) and not PRICE.fullmatch(part):
            owners = [person for person in known if _same(person.number, part)]
            return tuple(owners[:1]) or (Person(number=part),)
    if len(part.split()) > _WORDS:
        return ()
    same = [person for person in known if fold(person.name) == fold(part)]
    if same:
        return (same[0],)
    return (Person(part),) if any(names_it(name, part) for name in named) else ()


def _same(one: str, other: str) -> bool:
    if "@" in one or "@" in other:
        return fold(one) == fold(other)
    return same_number(one, other)
