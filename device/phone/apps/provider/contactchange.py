"""What changes people: saved, starred, deleted."""

from collections.abc import Iterable, Mapping

from device.phone.apps.provider.contact import EMAIL_TYPES, PHONE_TYPES, Contact
from device.phone.apps.provider.contactstore import COMPANY, EMAIL, NAME, NOTE, PHONE, contacts_database
from device.phone.apps.provider.number import compact
from device.phone.apps.provider.reading import whole
from device.phone.file.database import Database, Value
from device.phone.system.context import Context

_STRUCTURED, _FROM_NUMBER, _FROM_EMAIL, _FROM_COMPANY = 40, 20, 10, 30
"""display_name_source: what a name was made of."""


def save_contact(context: Context, contact: Contact) -> int:
    """Write a new contact, or all of an old one anew; its id."""
    database = contacts_database(context)
    now = context.clock.date_ms
    number = contact.id
    if not number:
        number = database.run(
            "INSERT INTO contacts (starred, contact_last_updated_timestamp) VALUES (0, ?)", now
        )
        raw = database.run("INSERT INTO raw_contacts (account_id, contact_id) VALUES (1, ?)", number)
        database.run(
            "UPDATE contacts SET name_raw_contact_id = ?, lookup = ? WHERE _id = ?",
            raw,
            f"0r{raw}-{raw:X}",
            number,
        )
    raw = _raw(database, number)
    database.run("DELETE FROM data WHERE raw_contact_id = ?", raw)
    for kind, *values in _rows(contact):
        add_data(database, raw, str(kind), dict(enumerate(values, 1)))
    refresh_name(context, number, contact)
    return number


def _rows(contact: Contact) -> Iterable[tuple[Value, ...]]:
    """MIME type and the first data columns of all that is known of a person."""
    full = f"{contact.first} {contact.last}".strip()
    if full:
        yield NAME, full, contact.first or None, contact.last or None
    if contact.company:
        yield COMPANY, contact.company, 1
    for types, kind, entries in (
        (PHONE_TYPES, PHONE, contact.phones),
        (EMAIL_TYPES, EMAIL, contact.emails),
    ):
        numbers = {label: number for number, label in types.items()}
        for entry in entries:
            known = numbers.get(entry.label)
            normal = compact(entry.value) if kind == PHONE else None
            yield kind, entry.value, known or 0, None if known else entry.label, normal
    if contact.note:
        yield NOTE, contact.note


def add_data(database: Database, raw: int, kind: str, values: Mapping[int, Value]) -> None:
    """One row of data about a raw contact; `values` by the number of their column."""
    database.run("INSERT OR IGNORE INTO mimetypes (mimetype) VALUES (?)", kind)
    columns = "".join(f", data{place}" for place in values)
    marks = ", ?" * len(values)
    database.run(
        f"INSERT INTO data (mimetype_id, raw_contact_id{columns}) "  # noqa: S608
        f"VALUES ((SELECT _id FROM mimetypes WHERE mimetype = ?), ?{marks})",
        kind,
        raw,
        *values.values(),
    )


def _raw(database: Database, number: int) -> int:
    return whole(database.value("SELECT _id FROM raw_contacts WHERE contact_id = ? LIMIT 1", number))


def refresh_name(context: Context, number: int, contact: Contact) -> None:
    """Bring the columns made of a contact's data up to date."""
    database = contacts_database(context)
    backwards = f"{contact.last}, {contact.first}" if contact.first and contact.last else contact.name
    source = (
        _STRUCTURED
        if contact.first or contact.last
        else _FROM_COMPANY
        if contact.company
        else _FROM_NUMBER
        if contact.phones
        else _FROM_EMAIL
    )
    database.run(
        "UPDATE raw_contacts SET display_name = ?, display_name_alt = ?, display_name_source = ?, "
        "sort_key = ?, version = version + 1, dirty = 1 WHERE contact_id = ?",
        contact.name,
        backwards,
        source,
        contact.name,
        number,
    )
    database.run(
        "UPDATE contacts SET has_phone_number = ?, contact_last_updated_timestamp = ? WHERE _id = ?",
        int(bool(contact.phones)),
        context.clock.date_ms,
        number,
    )


def star_contact(context: Context, number: int, starred: bool) -> None:
    """Make a favourite, or no longer."""
    database = contacts_database(context)
    database.run("UPDATE contacts SET starred = ? WHERE _id = ?", int(starred), number)
    database.run("UPDATE raw_contacts SET starred = ? WHERE contact_id = ?", int(starred), number)


def delete_contacts(context: Context, numbers: Iterable[int]) -> None:
    """Remove people and all that is known of them."""
    database = contacts_database(context)
    for number in numbers:
        database.run(
            "DELETE FROM data WHERE raw_contact_id IN (SELECT _id FROM raw_contacts WHERE contact_id = ?)",
            number,
        )
        database.run("DELETE FROM raw_contacts WHERE contact_id = ?", number)
        database.run("DELETE FROM contacts WHERE _id = ?", number)
        database.run("INSERT OR REPLACE INTO deleted_contacts VALUES (?, ?)", number, context.clock.date_ms)
