"""People as the provider's rows tell of them: read, searched, found by number."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from device.phone.apps.provider.collation import initial_of, sort_key
from device.phone.apps.provider.contactstore import COMPANY, EMAIL, NAME, NOTE, PHONE, contacts_database
from device.phone.apps.provider.number import digits, same_number
from device.phone.apps.provider.reading import read_once, whole
from device.phone.file.database import Database, Value
from device.phone.system.context import Context

PHONE_TYPES: Mapping[int, str] = {
    2: "Mobile", 3: "Work", 1: "Home", 12: "Main", 4: "Work Fax", 5: "Home Fax", 6: "Pager", 7: "Other",
}  # fmt: skip
EMAIL_TYPES: Mapping[int, str] = {1: "Home", 2: "Work", 3: "Other", 4: "Mobile"}
_KEY_DIGITS = 7
_ALL = """
SELECT r.contact_id, c.starred, r.display_name, m.mimetype, d.data1, d.data2, d.data3
FROM raw_contacts r JOIN contacts c ON c._id = r.contact_id
LEFT JOIN data d ON d.raw_contact_id = r._id LEFT JOIN mimetypes m ON m._id = d.mimetype_id
WHERE r.deleted = 0 ORDER BY r.sort_key COLLATE NOCASE, r._id, d._id
"""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A number or address with what it is for."""

    value: str
    label: str
    """In English where it is one of Android's own."""


@dataclass(frozen=True)
class Contact:
    """One person; id 0 = not saved yet."""

    id: int = 0
    first: str = ""
    last: str = ""
    company: str = ""
    phones: tuple[Labelled, ...] = ()
    emails: tuple[Labelled, ...] = ()
    note: str = ""
    starred: bool = False

    @cached_property
    def name(self) -> str:
        """As lists show it: the name, else company, number or address."""
        full = f"{self.first} {self.last}".strip()
        fallback = (self.company, *(entry.value for entry in (*self.phones, *self.emails)))
        return full or next((text for text in fallback if text), "")

    @property
    def letter(self) -> str:
        """The section it is listed under."""
        return initial_of(self.name)

    def matches(self, words: str) -> bool:
        """Whether a search for `words` finds it: the start of a name, or digits of a number."""
        wanted = words.strip().lower()
        names = self.name.lower()
        number = digits(words)
        return (
            names.startswith(wanted)
            or any(part.startswith(wanted) for part in names.split())
            or any(entry.value.lower().startswith(wanted) for entry in self.emails)
            or bool(number and any(number in digits(entry.value) for entry in self.phones))
        )


class ContactBook:
    """Everybody, by name."""

    def __init__(self, contacts: Iterable[Contact]) -> None:
        self.contacts = tuple(contacts)
        self._by_id = {contact.id: contact for contact in self.contacts}
        self._by_number: dict[str, list[tuple[str, Contact]]] = {}
        for contact in self.contacts:
            for entry in contact.phones:
                key = digits(entry.value)[-_KEY_DIGITS:]
                self._by_number.setdefault(key, []).append((entry.value, contact))

    def get(self, number: int) -> Contact | None:
        """By id."""
        return self._by_id.get(number)

    def whose(self, number: str) -> Contact | None:
        """Who has a telephone number."""
        near = self._by_number.get(digits(number)[-_KEY_DIGITS:], ())
        return next((contact for value, contact in near if same_number(value, number)), None)

    def name_of(self, number: str) -> str:
        """Their name; "" for a stranger."""
        contact = self.whose(number)
        return contact.name if contact else ""

    def found(self, words: str) -> tuple[Contact, ...]:
        """What a search finds."""
        return tuple(contact for contact in self.contacts if contact.matches(words))


def book(context: Context) -> ContactBook:
    """Everybody on the phone."""
    return read_once(contacts_database(context), _read_book)


def _read_book(database: Database) -> ContactBook:
    return ContactBook(_contacts(database))


@dataclass(slots=True)
class _Parts:
    """A contact while its rows are read."""

    starred: bool
    shown: str
    names: tuple[str, str] = ("", "")
    company: str = ""
    note: str = ""
    phones: list[Labelled] = field(default_factory=list)
    emails: list[Labelled] = field(default_factory=list)

    def take(self, kind: str, row: tuple[Value, ...]) -> None:
        """One row of data: data1, data2, data3."""
        first, second, third = ("" if value is None else str(value) for value in row)
        if kind == NAME:
            self.names = (second, third) if second or third else (first, "")
        elif kind == COMPANY:
            self.company = first
        elif kind == NOTE:
            self.note = first
        elif kind == PHONE and first:
            self.phones.append(Labelled(first, _label(PHONE_TYPES, second, third)))
        elif kind == EMAIL and first:
            self.emails.append(Labelled(first, _label(EMAIL_TYPES, second, third)))

    def contact(self, number: int) -> Contact:
        """The whole of it."""
        first, last = self.names
        if not (first or last or self.company or self.phones or self.emails):
            first = self.shown
        return Contact(
            number, first, last, self.company, tuple(self.phones), tuple(self.emails), self.note, self.starred
        )


def _contacts(database: Database) -> Iterable[Contact]:
    parts: dict[int, _Parts] = {}
    for number, starred, shown, kind, *row in database.rows(_ALL):
        person = parts.setdefault(whole(number), _Parts(bool(starred), str(shown or "")))
        person.take(str(kind), tuple(row))
    made = [person.contact(number) for number, person in parts.items()]
    return sorted(made, key=lambda contact: (sort_key(contact.name), contact.id))


def _label(types: Mapping[int, str], kind: str, label: str) -> str:
    if kind.isascii() and kind.isdigit() and int(kind) in types:
        return types[int(kind)]
    return label
