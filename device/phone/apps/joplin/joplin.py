"""The Joplin app: one activity whose screens lead to each other."""

from device.phone.apps.joplin import sample
from device.phone.apps.joplin.change import add_folder
from device.phone.apps.joplin.config import show_config, show_tags
from device.phone.apps.joplin.folder import with_notebooks
from device.phone.apps.joplin.listmenu import list_overlay
from device.phone.apps.joplin.note import leave_note, show_note
from device.phone.apps.joplin.notemenu import note_overlay
from device.phone.apps.joplin.notes import LOCATION, new_note, show_notes, show_search
from device.phone.apps.joplin.remind import NOTE, remind
from device.phone.apps.joplin.schema import NOTES, NOTES_SCHEMA, PACKAGE
from device.phone.apps.joplin.state import ALL, FOLDER, MAIN, JoplinActivity, JoplinMainState, JoplinPlace
from device.phone.apps.joplin.store import library
from device.phone.apps.preference import PREFERENCE, PREFERENCE_SCHEMA, preference
from device.phone.system.app import App, IntentFilter, Manifest
from device.phone.system.context import Context
from device.phone.system.intent import SEND, SUBJECT, TEXT, Intent
from device.phone.toolkit.view import Screen

_PAGES = {
    "notes": show_notes,
    "note": show_note,
    "search": show_search,
    "tags": show_tags,
    "config": show_config,
}


class Joplin(App):
    """Joplin, the note-taking app."""

    manifest = Manifest(
        package=PACKAGE,
        label="Joplin",
        icon="edit_note",
        icon_colours=("#1071D3", "#FFFFFF"),
        main=MAIN,
        databases={NOTES: NOTES_SCHEMA, PREFERENCE: PREFERENCE_SCHEMA},
        filters=(IntentFilter(SEND[0], MAIN, type="text/plain"),),
        version="2.14.8",
        system=False,
        permissions=(*LOCATION, "android.permission.POST_NOTIFICATIONS"),
    )

    def fill(self, context: Context) -> None:
        """What a phone in use holds, see sample.py."""
        sample.fill(context)

    def initial(self, context: Context, name: str, intent: Intent) -> object:
        """The notebook that was last open, or what an intent brings."""
        folder = preference(context, PACKAGE, "folder")
        which = FOLDER + folder if folder in library(context).folders else ALL
        context.set(JoplinMainState((JoplinPlace("notes", which),)))
        _take(context, intent)
        return context.now().state

    def screen(self, context: Context) -> Screen:
        """What shows, the drawer or a dialog over it."""
        hands = JoplinActivity(context, JoplinMainState)
        screen = _PAGES[hands.place.kind](hands)
        if hands.state.drawer and hands.place.kind == "notes":
            return with_notebooks(hands, screen)
        note = hands.note
        screen_overlay = note_overlay(hands, note) if note is not None else list_overlay(hands)
        return Screen(screen.content, overlay=screen_overlay, title=screen.title)

    def back(self, context: Context) -> bool:
        """Closes the drawer, leaves selection, editor, note, page."""
        hands = JoplinActivity(context, JoplinMainState)
        state = hands.state
        if state.drawer:
            hands.set(drawer=False)
        elif state.selected:
            hands.set(selected=())
        elif hands.place.kind == "note":
            leave_note(hands)
        elif len(state.places) > 1:
            hands.leave()
        else:
            return False
        return True

    def receive(self, context: Context, intent: Intent) -> tuple[int, str] | None:
        """A text was shared, or a reminder tapped, while the app is open."""
        if isinstance(context.activity.state, JoplinMainState):
            _take(context, intent)
        return None

    def time_passed(self, context: Context, since_ms: int, now_ms: int) -> None:
        """Alarms whose moment has come."""
        remind(context, since_ms, now_ms)


def _take(context: Context, intent: Intent) -> None:
    """Open the note an intent names, or a new one with the text it brings."""
    hands = JoplinActivity(context, JoplinMainState)
    note = hands.library.notes.get(str(intent.extras.get(NOTE, "")))
    text, subject = str(intent.extras.get(TEXT, "")), str(intent.extras.get(SUBJECT, ""))
    if note is not None:
        hands.open_note(note)
    elif intent.action == SEND[0] and text:
        if not hands.folder:
            add_folder(hands.context, hands.tr("Inbox"))
        new_note(hands, todo=False, title=subject, body=text)
