"""What is in the form: filled from an intent or a contact, read back, saved or left."""

from collections.abc import Sequence
from dataclasses import replace

from device.phone.apps.activity import AppActivity
from device.phone.apps.contacts.state import DETAIL, EditorState
from device.phone.apps.provider.contact import EMAIL_TYPES, PHONE_TYPES, Contact, Labelled, book
from device.phone.apps.provider.contactchange import save_contact
from device.phone.system.context import Context
from device.phone.system.intent import Intent

FIELDS = (
    ("first", "First name", "person"),
    ("last", "Last name", ""),
    ("company", "Company", "domain"),
    ("note", "Notes", "notes"),
)
"""Key, hint and symbol of what there is one of."""
Editor = AppActivity[EditorState]


def field_key(kind: str, place: int) -> str:
    """Where the text of a number or address is kept."""
    return f"{kind}{place}"


def fill_form(context: Context, intent: Intent) -> EditorState:
    """The form as an intent wants it: empty, with a contact, or with what the extras say."""
    extras = intent.extras
    said = {key: str(extras.get(key, "")).strip() for key in ("name", "phone", "email", "company", "notes")}
    tail = intent.data.rstrip("/").rpartition("/")[2]
    number = int(str(extras.get("contact", tail if tail.isdigit() else 0)))
    found = book(context).get(number)
    start = found or Contact()
    contact = start
    if said["name"]:
        first, _, last = said["name"].rpartition(" ")
        contact = replace(contact, first=first or last, last=last if first else "")
    if said["phone"]:
        label = _label(PHONE_TYPES, extras.get("phone_type"), "Mobile")
        contact = replace(contact, phones=(*contact.phones, Labelled(said["phone"], label)))
    if said["email"]:
        label = _label(EMAIL_TYPES, extras.get("email_type"), "Home")
        contact = replace(contact, emails=(*contact.emails, Labelled(said["email"], label)))
    contact = replace(contact, company=said["company"] or contact.company, note=said["notes"] or contact.note)
    _write(context, contact)
    return EditorState(
        start.id,
        tuple(entry.label for entry in contact.phones) or ("Mobile",),
        tuple(entry.label for entry in contact.emails) or ("Home",),
        start=start,
    )


def _label(types: object, kind: object, default: str) -> str:
    """The label an intent names by its number."""
    names = PHONE_TYPES if types is PHONE_TYPES else EMAIL_TYPES
    return names.get(int(str(kind)), default) if str(kind).isdigit() else default


def _write(context: Context, contact: Contact) -> None:
    """Put a contact's texts into the fields, and nothing into those left over from before."""
    for key in context.now().layout.fields:
        context.set_text(key, "")
    for key, text in zip(
        ("first", "last", "company", "note"),
        (contact.first, contact.last, contact.company, contact.note),
        strict=True,
    ):
        context.set_text(key, text)
    for kind, entries in (("phone", contact.phones), ("email", contact.emails)):
        for place, entry in enumerate(entries):
            context.set_text(field_key(kind, place), entry.value)


def filled(hands: Editor) -> Contact:
    """The contact that the form describes."""
    text = hands.context.text

    def entries(kind: str, labels: Sequence[str]) -> tuple[Labelled, ...]:
        values = [(text(field_key(kind, place)).strip(), label) for place, label in enumerate(labels)]
        return tuple(Labelled(value, label) for value, label in values if value)

    return Contact(
        hands.state.contact,
        text("first").strip(),
        text("last").strip(),
        text("company").strip(),
        entries("phone", hands.state.phones),
        entries("email", hands.state.emails),
        text("note").strip(),
        hands.state.start.starred,
    )


def changed(hands: Editor) -> bool:
    """Whether leaving would lose something."""
    return filled(hands) != hands.state.start


def set_label(hands: Editor, kind: str, place: int, label: str) -> None:
    """Say what a number or address is for."""
    state = hands.state
    labels = list(state.phones if kind == "phone" else state.emails)
    labels[place] = label
    hands.set(dialog="", **{"phones" if kind == "phone" else "emails": tuple(labels)})


def save(hands: Editor) -> None:
    """Keep what the form says and show it; an empty form is just left."""
    contact = filled(hands)
    context, tr = hands.context, hands.tr
    if not contact.name:
        context.finish()
        context.toast(tr("Nothing to save. Contact discarded."))
        return
    number = save_contact(hands.context, contact)
    if not hands.state.contact:
        context.start(DETAIL, contact=number)
    context.finish()
    context.toast(tr("{} saved").format(contact.name))


def leave(hands: Editor) -> None:
    """Close the form, asking first when something would be lost."""
    if changed(hands):
        hands.context.focus("")
        hands.open("discard")
    else:
        hands.context.finish()
