"""Files (DocumentsUI): the picker that apps ask for documents with."""

from device.phone.app import App, Context, IntentFilter, Manifest
from device.phone.apps.documents.picker import begin, show_picker
from device.phone.apps.documents.state import PACKAGE, PICKER, Desk
from device.phone.intent import Intent
from device.phone.view import Screen

_ACTION = "android.intent.action."
_ASKED = ("OPEN_DOCUMENT", "CREATE_DOCUMENT", "GET_CONTENT", "OPEN_DOCUMENT_TREE")


class Documents(App):
    """Files."""

    manifest = Manifest(
        package=PACKAGE,
        label="Files",
        icon="folder",
        icon_colours=("#4285F4", "#FFFFFF"),
        filters=tuple(IntentFilter(f"{_ACTION}{name}", PICKER, priority=100) for name in _ASKED),
        version="13",
    )

    def initial(self, context: Context, name: str, intent: Intent) -> object:
        """The place where what is asked for begins."""
        return begin(context, intent)

    def screen(self, context: Context) -> Screen:
        """The picker."""
        return show_picker(Desk(context))

    def back(self, context: Context) -> bool:
        """Out of drawer, selection, search and folder."""
        return Desk(context).back()

    def receive(self, context: Context, intent: Intent) -> tuple[int, str] | None:
        """Asked for something else while it is open."""
        if context.activity.name == PICKER:
            context.set(begin(context, intent))
        return None
