"""The Contacts app: its screens, and the intents that open them."""

from device.phone.apps.activity import AppActivity
from device.phone.apps.contacts.detail import show_detail
from device.phone.apps.contacts.editor import show_editor
from device.phone.apps.contacts.form import fill_form, leave
from device.phone.apps.contacts.function import FUNCTIONS
from device.phone.apps.contacts.importing import opened, show_import
from device.phone.apps.contacts.people import close_people, show_people
from device.phone.apps.contacts.picking import TYPES, wanted
from device.phone.apps.contacts.state import (
    DETAIL,
    EDITOR,
    IMPORT,
    PACKAGE,
    PEOPLE,
    PICKER,
    ContactsDetailState,
    EditorState,
    ImportState,
    PeopleState,
)
from device.phone.apps.gate import ask_first, closed
from device.phone.system.app import App, IntentFilter, Manifest
from device.phone.system.appfunction import Shortcut
from device.phone.system.context import Context
from device.phone.system.intent import APP, Intent
from device.phone.toolkit.view import Screen

_PEOPLE = ("contacts", "com.android.contacts")
"""Authorities of the contacts provider, old and new."""
_ACTION = "android.intent.action."
_TYPES = ("vnd.android.cursor.dir/contact", "vnd.android.cursor.dir/raw_contact")
_ITEM = "vnd.android.cursor.item/contact"
_CARDS = ("text/x-vcard", "text/vcard", "text/directory")
_NEEDED = ("READ_CONTACTS", "WRITE_CONTACTS")


class Contacts(App):
    """Google's Contacts."""

    manifest = Manifest(
        package=PACKAGE,
        label="Contacts",
        icon="person",
        icon_colours=("#1A73E8", "#FFFFFF"),
        main=PEOPLE,
        activities=(DETAIL, EDITOR, PICKER),
        filters=(
            *(IntentFilter(f"{_ACTION}INSERT", EDITOR, type=kind) for kind in _TYPES),
            IntentFilter(f"{_ACTION}INSERT", EDITOR, scheme="content", authorities=_PEOPLE),
            IntentFilter(f"{_ACTION}EDIT", EDITOR, scheme="content", authorities=_PEOPLE),
            IntentFilter(f"{_ACTION}INSERT_OR_EDIT", PICKER, type=_ITEM),
            IntentFilter(f"{_ACTION}PICK", PICKER, scheme="content", authorities=_PEOPLE),
            *(IntentFilter(f"{_ACTION}PICK", PICKER, type=kind) for kind in TYPES),
            IntentFilter(f"{_ACTION}VIEW", PEOPLE, scheme="content", authorities=_PEOPLE),
            *(IntentFilter(f"{_ACTION}VIEW", PEOPLE, type=kind) for kind in _TYPES),
            *(IntentFilter(f"{_ACTION}VIEW", IMPORT, type=kind) for kind in _CARDS),
            IntentFilter(f"{APP}CONTACTS", PEOPLE),
        ),
        version="4.14",
        permissions=tuple(f"android.permission.{name}" for name in _NEEDED),
        functions=FUNCTIONS,
        shortcuts=(
            Shortcut(
                "new_contact", "Create contact", Intent(f"{_ACTION}INSERT", component=f"{PACKAGE}/{EDITOR}")
            ),
        ),
    )

    def initial(self, context: Context, name: str, intent: Intent) -> object:
        """The list, a person, or the form as the intent fills it."""
        ask_first(context, *_NEEDED)
        if name == EDITOR:
            return fill_form(context, intent)
        if name == DETAIL:
            return ContactsDetailState(_number(intent))
        if name == IMPORT:
            return opened(context, intent)
        if name == PICKER:
            if intent.action == f"{_ACTION}PICK":
                return PeopleState(picking=wanted(intent))
            return PeopleState(number=str(intent.extras.get("phone", "")))
        _open_named(context, intent)
        return PeopleState()

    def screen(self, context: Context) -> Screen:
        """What the activity shows."""
        shut = closed(context, "contacts", "Contacts needs permission to access your contacts", *_NEEDED)
        if shut is not None:
            return shut
        if context.activity.name == EDITOR:
            return show_editor(AppActivity(context, EditorState))
        if context.activity.name == DETAIL:
            return show_detail(AppActivity(context, ContactsDetailState))
        if context.activity.name == IMPORT:
            return show_import(AppActivity(context, ImportState))
        return show_people(AppActivity(context, PeopleState))

    def back(self, context: Context) -> bool:
        """Leaves selection and search; asks before it loses what the form holds."""
        if context.activity.name == EDITOR:
            leave(AppActivity(context, EditorState))
            return True
        return context.activity.name == PEOPLE and close_people(AppActivity(context, PeopleState))

    def receive(self, context: Context, intent: Intent) -> tuple[int, str] | None:
        """A screen that is open already gets a new intent."""
        name = context.activity.name
        if name == EDITOR:
            context.set(fill_form(context, intent))
        elif name == DETAIL:
            context.set(ContactsDetailState(_number(intent)))
        elif name == IMPORT:
            context.set(opened(context, intent))
        elif name == PEOPLE:
            _open_named(context, intent)
        return None


def _number(intent: Intent) -> int:
    """Which contact an intent is about; 0 = none."""
    tail = intent.data.rstrip("/").rpartition("/")[2]
    named = str(intent.extras.get("contact", tail))
    return int(named) if named.isascii() and named.isdigit() else 0


def _open_named(context: Context, intent: Intent) -> None:
    """A URI that ends in a contact's number opens that contact over the list."""
    number = _number(intent)
    if number:
        context.start(DETAIL, contact=number)
