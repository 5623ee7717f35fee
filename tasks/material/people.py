"""Who is in the contacts and what was written to and fro, put there and read by the phone's own providers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from device.state.query import read_rows
from tasks.material.table import Table
from tasks.scene import Scene
from tasks.stage import NOW, Stage

MESSAGES = Table("com.android.providers.telephony", "mmssms.db", "sms", "_id")
CONTACTS = Table("com.android.providers.contacts", "contacts2.db", "raw_contacts", "_id")
RECEIVED, SENT = 1, 2
"""Types of a message."""
_RAW = "content://com.android.contacts/raw_contacts"
_DATA = "content://com.android.contacts/data"
_NAME, _NUMBER = "vnd.android.cursor.item/name", "vnd.android.cursor.item/phone_v2"
_NOTE = "vnd.android.cursor.item/note"
_MOBILE = 2
_LISTED = """
SELECT raw_contacts.display_name, numbers.data1 FROM raw_contacts
LEFT JOIN data AS numbers ON numbers.raw_contact_id = raw_contacts._id AND numbers.mimetype_id =
    (SELECT _id FROM mimetypes WHERE mimetype = ?)
WHERE raw_contacts.deleted = 0
"""


@dataclass(frozen=True, slots=True)
class Message:
    """A text message; the other end's number and what it says."""

    number: str
    text: str
    mine: bool = False
    """Whether it was sent, not received."""


def fill_messages(stage: Stage, messages: Sequence[Message]) -> None:
    """Have these messages alone, a minute between one and the next, the last a minute ago."""
    stage.keep(MESSAGES)
    stage.run("content", "delete", "--uri", "content://sms")
    for place, one in enumerate(messages):
        when = NOW - timedelta(minutes=len(messages) - place)
        stage.insert(
            "content://sms",
            address=one.number,
            body=one.text,
            type=SENT if one.mine else RECEIVED,
            date=int(when.timestamp()) * 1000,
            read=int(one.mine),
            seen=int(one.mine),
        )


def fill_contacts(stage: Stage, people: Sequence[tuple[str, str]]) -> None:
    """Have these people alone in the contacts, each with a mobile number."""
    stage.keep(CONTACTS)
    stage.clear_app(CONTACTS.package)
    for name, number in people:
        stage.insert(_RAW, account_type="", account_name="")
        newest = _newest(stage)
        stage.insert(_DATA, raw_contact_id=newest, mimetype=_NAME, data1=name)
        stage.insert(_DATA, raw_contact_id=newest, mimetype=_NUMBER, data1=number, data2=_MOBILE)


def note_on(stage: Stage, text: str) -> None:
    """Have a note on the last of the people whom `fill_contacts` put there."""
    stage.insert(_DATA, raw_contact_id=_newest(stage), mimetype=_NOTE, data1=text)


def _newest(stage: Stage) -> int:
    listed = read_rows(stage.run("content", "query", "--uri", _RAW, "--projection", "_id"), ["_id"])
    return max(int(row["_id"]) for row in listed)


def listed_people(scene: Scene) -> list[tuple[str, str]]:
    """Everybody in the contacts now, by name: the name and the digits of the number, "" for none."""
    rows = scene.rows(f"{CONTACTS.package}/{CONTACTS.file}", _LISTED, (_NUMBER,))
    return sorted((str(name or ""), digits(str(number or ""))) for name, number in rows)


def digits(number: str) -> str:
    """A number without what it is parted by."""
    return "".join(filter(str.isdigit, number))
