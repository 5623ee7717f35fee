"""Files (DocumentsUI): the file manager, and the picker that apps ask for documents with."""

from dataclasses import replace

from device.phone.apps.documents.browser import begin_browsing, show_browser
from device.phone.apps.documents.inspector import InspectState, show_inspector
from device.phone.apps.documents.listing import FOLDER
from device.phone.apps.documents.operation import arrived
from device.phone.apps.documents.picker import begin, show_picker
from device.phone.apps.documents.state import FILES, INSPECTOR, PACKAGE, PICKER, VIEW_MODE, BrowseState, Desk
from device.phone.apps.preference import PREFERENCE, PREFERENCE_SCHEMA, preference
from device.phone.system.app import App, IntentFilter, Manifest
from device.phone.system.context import Context
from device.phone.system.intent import APP, Intent
from device.phone.toolkit.view import Screen

_ACTION = "android.intent.action."
_ASKED = ("OPEN_DOCUMENT", "CREATE_DOCUMENT", "GET_CONTENT", "OPEN_DOCUMENT_TREE")


class Documents(App):
    """Files."""

    manifest = Manifest(
        package=PACKAGE,
        label="Files",
        icon="folder",
        icon_colours=("#4285F4", "#FFFFFF"),
        main=FILES,
        activities=(INSPECTOR,),
        filters=(
            *(IntentFilter(f"{_ACTION}{name}", PICKER, priority=100) for name in _ASKED),
            IntentFilter(f"{_ACTION}VIEW", FILES, scheme="content", type=FOLDER),
            IntentFilter(f"{_ACTION}VIEW_DOWNLOADS", FILES),
            IntentFilter(f"{APP}FILES", FILES),
        ),
        databases={PREFERENCE: PREFERENCE_SCHEMA},
        version="13",
    )

    def initial(self, context: Context, name: str, intent: Intent) -> object:
        """The place where what is asked for begins."""
        if name == INSPECTOR:
            return InspectState(str(intent.extras.get("path", "")))
        state = begin_browsing(context, intent) if name == FILES else begin(context, intent)
        return replace(state, grid=preference(context, PACKAGE, VIEW_MODE, "grid") == "grid")

    def screen(self, context: Context) -> Screen:
        """The file manager, the picker, or what is known of a file."""
        state = context.activity.state
        if isinstance(state, InspectState):
            return show_inspector(context)
        desk = Desk(context)
        return show_browser(desk) if desk.state.task == "browse" else show_picker(desk)

    def back(self, context: Context) -> bool:
        """Out of drawer, selection, search and folder."""
        return isinstance(context.activity.state, BrowseState) and Desk(context).back()

    def receive(self, context: Context, intent: Intent) -> tuple[int, str] | None:
        """Asked for something else while it is open."""
        if context.activity.name in (FILES, PICKER):
            context.set(self.initial(context, context.activity.name, intent))
        return None

    def result(self, context: Context, request: str, data: Intent | None) -> None:
        """The folder that the selection shall go to was chosen."""
        arrived(Desk(context), request, data)
