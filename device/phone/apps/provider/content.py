"""What `content query|insert|update|delete` reaches: sms, call_log, contacts and com.android.contacts."""

from collections.abc import Mapping

from device.phone.apps.provider.calllog import BLOCKED_NUMBERS, BLOCKED_PACKAGE
from device.phone.apps.provider.contact import book
from device.phone.apps.provider.contactchange import add_data, delete_contacts, refresh_name
from device.phone.apps.provider.contactstore import CALLS, EMAIL, PHONE, contacts_database
from device.phone.apps.provider.contactstore import PACKAGE as CONTACTS_PACKAGE
from device.phone.apps.provider.lookup import DATA, ENTITIES, PEOPLE, PHONES, STARRED, lookup
from device.phone.apps.provider.message import open_thread
from device.phone.apps.provider.reading import whole
from device.phone.apps.provider.rows import ILLEGAL_ARGUMENT, UNSUPPORTED, ProviderRows
from device.phone.apps.provider.telephony import DRAFT, INBOX, MESSAGES, SENT
from device.phone.apps.provider.telephony import PACKAGE as TELEPHONY_PACKAGE
from device.phone.file.database import Row, Value
from device.phone.system.context import Context
from device.phone.system.provider import ProviderFault, Query, Table, select

_BOXES = {"inbox": INBOX, "sent": SENT, "draft": DRAFT, "outbox": 4, "failed": 5}


def _new_sms(context: Context, path: str, values: Mapping[str, Value]) -> Mapping[str, Value]:
    address = str(values.get("address") or "")
    thread = values.get("thread_id") or open_thread(context, (address,))
    kind = _BOXES.get(path, INBOX)
    return {
        "date": context.clock.date_ms,
        "type": kind,
        "read": int(kind != INBOX),
        **values,
        "thread_id": thread,
    }


def _new_call(context: Context, path: str, values: Mapping[str, Value]) -> Mapping[str, Value]:
    return {"date": context.clock.date_ms, "duration": 0, "type": INBOX, "new": 0, **values}


def _new_blocked(context: Context, path: str, values: Mapping[str, Value]) -> Mapping[str, Value]:
    return values


SMS = ProviderRows(
    TELEPHONY_PACKAGE,
    MESSAGES,
    "sms",
    {"": "1", **{path: f"type = {kind}" for path, kind in _BOXES.items()}},
    _new_sms,
    order="date DESC, _id DESC",
    others={
        "conversations": "SELECT _id AS thread_id, message_count AS msg_count, snippet FROM threads "
        "WHERE message_count > 0 ORDER BY date DESC"
    },
)
CALL_LOG = ProviderRows(
    CONTACTS_PACKAGE, CALLS, "calls", {"calls": "1"}, _new_call, order="date DESC, _id DESC"
)
BLOCKED = ProviderRows(BLOCKED_PACKAGE, BLOCKED_NUMBERS, "blocked", {"blocked": "1"}, _new_blocked)

_RAW = """
SELECT r._id, r.contact_id, a.account_name, a.account_type, r.display_name, r.deleted, r.starred, r.version
FROM raw_contacts r LEFT JOIN accounts a ON a._id = r.account_id ORDER BY r._id
"""
_GROUPS = """
SELECT g._id, a.account_name, a.account_type, g.title, g.deleted, 1 AS group_visible
FROM groups g LEFT JOIN accounts a ON a._id = g.account_id ORDER BY g._id
"""
_POSTAL = "vnd.android.cursor.item/postal-address_v2"
_VIEWS: Mapping[str, str] = {
    "phones": PHONES,
    "people": PEOPLE,
    "contacts": PEOPLE,
    "raw_contacts": _RAW,
    "data": DATA.format(""),
    "data/phones": DATA.format(f" AND m.mimetype = '{PHONE}'"),
    "data/emails": DATA.format(f" AND m.mimetype = '{EMAIL}'"),
    "data/postals": DATA.format(f" AND m.mimetype = '{_POSTAL}'"),
    "contacts/strequent": STARRED,
    "raw_contact_entities": ENTITIES,
    "groups": _GROUPS,
    "profile": f"SELECT * FROM ({PEOPLE}) LIMIT 0",  # noqa: S608  # nobody has told the phone who its owner is
}


class ContactRows:
    """content://com.android.contacts, and content://contacts as it was called at first."""

    def query(self, context: Context, query: Query) -> Table:
        """The rows asked for."""
        return select(self._table(context, query.path), query)

    def _table(self, context: Context, path: str) -> Table:
        looked_up = lookup(context, path)
        if looked_up is not None:
            return looked_up
        view, _, number = path.rpartition("/") if path.rpartition("/")[2].isdigit() else (path, "", "")
        sql = _VIEWS.get(view)
        if sql is None:
            raise ProviderFault(ILLEGAL_ARGUMENT, f"Unknown URL {path}")
        database = contacts_database(context)
        rows: list[Row] = database.rows(sql)
        return Table(
            tuple(database.columns(sql)), [row for row in rows if not number or str(row[0]) == number]
        )

    def insert(self, context: Context, path: str, values: Mapping[str, Value]) -> None:
        """A raw contact (with a contact around it), or a piece of data about one."""
        database = contacts_database(context)
        if path == "raw_contacts":
            number = database.run("INSERT INTO contacts (starred) VALUES (0)")
            raw = database.run("INSERT INTO raw_contacts (account_id, contact_id) VALUES (1, ?)", number)
            database.run(
                "UPDATE contacts SET name_raw_contact_id = ?, lookup = ? WHERE _id = ?",
                raw,
                f"0r{raw}",
                number,
            )
            return
        if path != "data":
            raise ProviderFault(UNSUPPORTED, f"Unknown uri: {path}")
        raw_value, kind = values.get("raw_contact_id"), values.get("mimetype")
        if raw_value is None or kind is None:
            raise ProviderFault(ILLEGAL_ARGUMENT, "raw_contact_id and mimetype are required")
        numbered = {f"data{place}": place for place in range(1, 16)}
        given = {numbered[name]: value for name, value in values.items() if name in numbered}
        add_data(database, int(raw_value), str(kind), given)
        self._renew(context, int(raw_value))

    def _renew(self, context: Context, raw: int) -> None:
        number = contacts_database(context).value("SELECT contact_id FROM raw_contacts WHERE _id = ?", raw)
        contact = book(context).get(whole(number))
        if contact is not None:
            refresh_name(context, contact.id, contact)

    def update(self, context: Context, path: str, values: Mapping[str, Value], where: str) -> int:
        """Only whether a person is a favourite can be changed from outside."""
        if path.split("/")[0] != "contacts" or set(values) != {"starred"}:
            raise ProviderFault(UNSUPPORTED, f"Unknown uri: {path}")
        found = select(self._table(context, path), Query(path, ("_id",), where)).rows
        for (number,) in found:
            contacts_database(context).run(
                "UPDATE contacts SET starred = ? WHERE _id = ?", values["starred"], number
            )
        return len(found)

    def delete(self, context: Context, path: str, where: str) -> int:
        """Remove people, through either table that lists them."""
        view = path.split("/")[0]
        if view not in ("contacts", "people", "raw_contacts"):
            raise ProviderFault(UNSUPPORTED, f"Unknown uri: {path}")
        column = "contact_id" if view == "raw_contacts" else "_id"
        found = select(self._table(context, path), Query(path, (column,), where)).rows
        delete_contacts(context, [whole(number) for (number,) in found])
        return len(found)
