"""Somebody picked for another app: what it asks for, and the address that it is given."""

from device.phone.apps.provider.contact import Contact
from device.phone.apps.provider.contactstore import PHONE, contacts_database
from device.phone.apps.provider.reading import whole
from device.phone.system.context import Context
from device.phone.system.intent import Intent

_PEOPLE = "content://com.android.contacts"
_PHONES = (f"{_PEOPLE}/data/phones", "content://contacts/phones")
TYPES = ("vnd.android.cursor.dir/contact", "vnd.android.cursor.dir/phone_v2", "vnd.android.cursor.dir/phone")
"""Of what can be picked."""
_NUMBER = f"""
SELECT d._id FROM data d JOIN raw_contacts r ON r._id = d.raw_contact_id
JOIN mimetypes m ON m._id = d.mimetype_id
WHERE r.contact_id = ? AND m.mimetype = '{PHONE}' ORDER BY d._id LIMIT 1
"""  # noqa: S608


def wanted(intent: Intent) -> str:
    """What an intent wants of somebody: "contact", or "phone" for a number."""
    return "phone" if "/phone" in intent.type or intent.data.startswith(_PHONES) else "contact"


def picked_uri(context: Context, contact: Contact, kind: str) -> str:
    """The address of a person, or of their first number."""
    database = contacts_database(context)
    if kind == "phone":
        return f"{_PEOPLE}/data/{whole(database.value(_NUMBER, contact.id))}"
    key = str(database.value("SELECT lookup FROM contacts WHERE _id = ?", contact.id))
    return f"{_PEOPLE}/contacts/lookup/{key}/{contact.id}"
