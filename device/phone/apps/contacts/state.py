"""Where the screens of Contacts are, and what they all need."""

from dataclasses import dataclass

from device.phone.apps.provider.contact import Contact
from device.phone.system.intent import Intent

PACKAGE = "com.google.android.contacts"
PEOPLE = "com.android.contacts.activities.PeopleActivity"
DETAIL = "com.google.android.apps.contacts.quickcontact.QuickContactActivity"
EDITOR = "com.google.android.apps.contacts.editor.ContactEditorActivity"
IMPORT = "com.google.android.apps.contacts.vcard.ImportVCardActivity"
PICKER = "com.android.contacts.activities.ContactSelectionActivity"
SEARCH = "search"
"""Key of the search field."""


@dataclass(frozen=True, slots=True)
class PeopleState:
    """The list."""

    tab: int = 0
    searching: bool = False
    selecting: bool = False
    selected: tuple[int, ...] = ()
    dialog: str = ""
    number: str = ""
    """Somebody is picked to be given this number."""
    picking: str = ""
    """What of somebody another app wants: "contact" or "phone"."""


@dataclass(frozen=True, slots=True)
class ContactsDetailState:
    """One person."""

    contact: int
    dialog: str = ""


@dataclass(frozen=True, slots=True)
class EditorState:
    """The form. The texts are in fields named after what they are: "first", "phone0", "email1"."""

    contact: int = 0
    """0 = a new one."""
    phones: tuple[str, ...] = ("Mobile",)
    """Label of each number."""
    emails: tuple[str, ...] = ("Home",)
    dialog: str = ""
    start: Contact = Contact()  # noqa: RUF009
    """What the form was opened with: anything else is a change to lose."""


@dataclass(frozen=True, slots=True)
class ImportState:
    """A vCard file that was opened."""

    people: tuple[Contact, ...]
    file: str


def share_text(contacts: tuple[Contact, ...]) -> str:
    """People written out for a message."""
    cards = []
    for contact in contacts:
        lines = [contact.name, *(entry.value for entry in (*contact.phones, *contact.emails))]
        cards.append("\n".join(dict.fromkeys(lines)))
    return "\n\n".join(cards)


def share_intent(contacts: tuple[Contact, ...]) -> Intent:
    """Offers people to other apps."""
    text = share_text(contacts)
    return Intent("android.intent.action.SEND", type="text/plain", extras={"android.intent.extra.TEXT": text})
