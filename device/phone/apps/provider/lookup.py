"""The tables of people, and what an address itself looks for in them: a number, a name, one person."""

from collections.abc import Callable
from urllib.parse import unquote

from device.phone.apps.provider.contact import book
from device.phone.apps.provider.contactstore import EMAIL, PHONE, contacts_database
from device.phone.apps.provider.number import digits, same_number
from device.phone.file.database import Row
from device.phone.system.context import Context
from device.phone.system.provider import Table

DATA = """
SELECT d._id, d.raw_contact_id, r.contact_id, r.display_name, m.mimetype, d.is_primary, d.is_super_primary,
    d.data1, d.data2, d.data3, d.data4, d.data5, d.data6, d.data7, d.data8, d.data9, d.data10
FROM data d JOIN raw_contacts r ON r._id = d.raw_contact_id JOIN mimetypes m ON m._id = d.mimetype_id
WHERE r.deleted = 0{} ORDER BY d._id
"""
PHONES = f"""
SELECT d._id, r.contact_id AS person, r.display_name AS name, r.display_name, d.data1 AS number,
    d.data4 AS number_key, d.data2 AS type, d.data3 AS label, d.is_super_primary AS isprimary, c.starred
FROM data d JOIN raw_contacts r ON r._id = d.raw_contact_id JOIN contacts c ON c._id = r.contact_id
JOIN mimetypes m ON m._id = d.mimetype_id
WHERE r.deleted = 0 AND m.mimetype = '{PHONE}' ORDER BY r.sort_key COLLATE NOCASE, d._id
"""  # noqa: S608
PEOPLE = """
SELECT c._id, r.display_name, r.display_name_alt, r.sort_key, c.lookup, c.starred, c.has_phone_number,
    c.name_raw_contact_id, c.contact_last_updated_timestamp
FROM contacts c JOIN raw_contacts r ON r.contact_id = c._id WHERE r.deleted = 0
GROUP BY c._id ORDER BY r.sort_key COLLATE NOCASE
"""
STARRED = f"SELECT * FROM ({PEOPLE}) WHERE starred = 1"  # noqa: S608
"""The favourites; whom somebody calls often is not counted, as on Android since 10."""
ENTITIES = """
SELECT r._id, r.contact_id, d._id AS data_id, a.account_name, a.account_type, r.deleted, c.starred,
    m.mimetype, d.is_primary, d.is_super_primary, d.data1, d.data2, d.data3, d.data4, d.data5, d.data6,
    d.data7, d.data8, d.data9, d.data10
FROM raw_contacts r JOIN contacts c ON c._id = r.contact_id LEFT JOIN accounts a ON a._id = r.account_id
LEFT JOIN data d ON d.raw_contact_id = r._id LEFT JOIN mimetypes m ON m._id = d.mimetype_id
ORDER BY r._id, d._id
"""
_LOOKUP = f"""
SELECT c._id, c._id AS contact_id, d._id AS data_id, c.lookup, r.display_name, c.starred, c.has_phone_number,
    d.data1 AS number, d.data2 AS type, d.data3 AS label, d.data4 AS normalized_number
FROM data d JOIN raw_contacts r ON r._id = d.raw_contact_id JOIN contacts c ON c._id = r.contact_id
JOIN mimetypes m ON m._id = d.mimetype_id
WHERE r.deleted = 0 AND m.mimetype = '{PHONE}' ORDER BY r.sort_key COLLATE NOCASE, d._id
"""  # noqa: S608


def lookup(context: Context, path: str) -> Table | None:
    """The rows that such an address names; None for one that names a table."""
    parts = [unquote(part) for part in path.split("/")]
    if parts[0] == "phone_lookup" and len(parts) == 2:
        return _rows(context, _LOOKUP, "number", lambda value: same_number(value, parts[1]))
    if parts[0] == "contacts" and parts[1:2] == ["filter"] and len(parts) == 3:
        found = {str(contact.id) for contact in book(context).found(parts[2])}
        return _rows(context, PEOPLE, "_id", lambda value: value in found)
    if parts[0] == "contacts" and parts[1:2] == ["lookup"] and len(parts) in (3, 4):
        return _rows(context, PEOPLE, "lookup", lambda value: value == parts[2])
    if parts[0] == "contacts" and parts[2:] in (["data"], ["entities"]):
        return _rows(context, DATA.format(""), "contact_id", lambda value: value == parts[1])
    if parts[0] == "data" and parts[2:3] == ["filter"] and len(parts) == 4 and parts[1] in _KINDS:
        return _filtered(context, _KINDS[parts[1]], parts[3])
    return None


_KINDS = {"phones": PHONE, "emails": EMAIL}


def _filtered(context: Context, kind: str, words: str) -> Table:
    """Numbers or addresses of people with such a name, and those that begin so themselves."""
    people = {contact.name for contact in book(context).found(words)}
    wanted = digits(words)
    table = _rows(context, DATA.format(f" AND m.mimetype = '{kind}'"), "display_name", lambda value: True)
    name, value = table.columns.index("display_name"), table.columns.index("data1")
    kept = [
        row
        for row in table.rows
        if str(row[name]) in people
        or str(row[value]).lower().startswith(words.lower())
        or (wanted and kind == PHONE and digits(str(row[value])).startswith(wanted))
    ]
    return Table(table.columns, kept)


def _rows(context: Context, sql: str, column: str, wanted: Callable[[str], bool]) -> Table:
    database = contacts_database(context)
    columns = tuple(database.columns(sql))
    place = columns.index(column)
    rows: list[Row] = database.rows(sql)
    return Table(columns, [row for row in rows if wanted(str(row[place]))])
