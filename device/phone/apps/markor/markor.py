"""The Markor app: its screens, the intents that open them, and when what was typed is written."""

from device.phone.apps.markor import document, tabs
from device.phone.apps.markor.editor import open_paper, refresh, save_quietly
from device.phone.apps.markor.function import FUNCTIONS
from device.phone.apps.markor.incoming import show_incoming
from device.phone.apps.markor.more import VERSION, show_settings
from device.phone.apps.markor.note import path_in
from device.phone.apps.markor.state import (
    DOCUMENT,
    MAIN,
    PACKAGE,
    SETTINGS,
    Desk,
    DocumentState,
    MarkorActivity,
    MarkorMainState,
    MarkorSettingsState,
)
from device.phone.apps.markor.store import NAME, SCHEMA
from device.phone.system.app import App, IntentFilter, Manifest
from device.phone.system.context import Context
from device.phone.system.intent import SEND, STREAM, SUBJECT, TEXT, VIEW, Intent
from device.phone.toolkit.view import Screen

_EDIT = "android.intent.action.EDIT"


class Markor(App):
    """Gregor Santner's Markor, set up with its folder in Documents."""

    manifest = Manifest(
        package=PACKAGE,
        label="Markor",
        icon="edit_note",
        icon_colours=("#3F3F44", "#FFFFFF"),
        main=MAIN,
        databases={NAME: SCHEMA},
        activities=(SETTINGS,),
        filters=(
            *(
                IntentFilter(action, DOCUMENT, scheme=scheme, type="text/*")
                for action in (VIEW, _EDIT)
                for scheme in ("file", "content")
            ),
            IntentFilter(SEND[0], DOCUMENT, type="text/plain"),
        ),
        version=VERSION,
        system=False,
        permissions=("android.permission.MANAGE_EXTERNAL_STORAGE",),
        functions=FUNCTIONS,
    )

    def initial(self, context: Context, name: str, intent: Intent) -> object:
        """The list of files, a document, or a text that was shared."""
        if name == SETTINGS:
            return MarkorSettingsState()
        if name == MAIN:
            return MarkorMainState()
        path, shared = _asked_for(intent)
        state = DocumentState(shared="" if path else shared, subject=str(intent.extras.get(SUBJECT, "")))
        context.set(state)
        if path:
            open_paper(MarkorActivity(context, DocumentState), path, fresh=bool(intent.extras.get("fresh")))
        return context.now().state

    def screen(self, context: Context) -> Screen:
        """What the activity shows."""
        state = context.activity.state
        if isinstance(state, MarkorSettingsState):
            return show_settings(MarkorActivity(context, MarkorSettingsState))
        if isinstance(state, MarkorMainState):
            return tabs.show_main(MarkorActivity(context, MarkorMainState))
        hands = MarkorActivity(context, DocumentState)
        return document.show_document(hands) if hands.state.paper.path else show_incoming(hands)

    def back(self, context: Context) -> bool:
        """Leaves selection, search, folder, tab; a document is saved."""
        if isinstance(context.activity.state, MarkorMainState):
            return tabs.back(MarkorActivity(context, MarkorMainState))
        if isinstance(context.activity.state, DocumentState):
            return document.back(MarkorActivity(context, DocumentState))
        return False

    def receive(self, context: Context, intent: Intent) -> tuple[int, str] | None:
        """An open document gives way to another one, or to a text that was shared."""
        if context.activity.name == DOCUMENT:
            desk = _desk(context)
            if desk is not None:
                save_quietly(desk)
            context.set(self.initial(context, DOCUMENT, intent))
        return None

    def left(self, context: Context) -> None:
        """An editor that is no longer in front has saved."""
        desk = _desk(context)
        if desk is not None:
            save_quietly(desk)

    def time_passed(self, context: Context, since_ms: int, now_ms: int) -> None:
        """An editor sees what changed under it."""
        for each in context.open_activities():
            desk = _desk(each)
            if desk is not None:
                refresh(desk)


def _desk(context: Context) -> Desk | None:
    """An activity with an editor; None for one that has no file open."""
    state = context.activity.state
    if isinstance(state, DocumentState) and state.paper.path:
        return MarkorActivity(context, DocumentState)
    if isinstance(state, MarkorMainState) and state.paper.path:
        return MarkorActivity(context, MarkorMainState)
    return None


def _asked_for(intent: Intent) -> tuple[str, str]:
    """The file an intent means, "" for none, and the text it brings."""
    extras = intent.extras
    path = str(extras.get("path", "")) or path_in(intent.data)
    text = str(extras.get(TEXT, ""))
    if not path and not text:
        path = path_in(str(extras.get(STREAM, "")).split("\n")[0])
    return path, text
