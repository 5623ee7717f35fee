"""Where somebody is among the documents, and what the screens of Files hold while they are built."""

from dataclasses import dataclass

from device.phone.apps.activity import AppActivity, toggled
from device.phone.apps.documents.listing import (
    DocumentsEntry,
    collected,
    entries_below,
    entry_at,
    ordered,
    sorted_folder,
)
from device.phone.apps.documents.root import CHOOSING, STORAGE, Root, Task, root_of
from device.phone.apps.preference import set_preference
from device.phone.file.document import document_uri
from device.phone.file.mediatype import fits
from device.phone.system.context import Context
from device.phone.system.intent import STREAM, Intent

PACKAGE = "com.google.android.documentsui"
PICKER = "com.android.documentsui.picker.PickActivity"
FILES = "com.android.documentsui.files.FilesActivity"
INSPECTOR = "com.android.documentsui.inspector.InspectorActivity"
QUERY, NAME, FOLDER_NAME, NEW_NAME = "query", "name", "folder_name", "new_name"
"""Keys of the text fields."""
VIEW_MODE = "viewMode"
"""Key of what is kept: grid or list."""
LIST = "dir_list"
"""Key of the scrolling list."""
_SAID_MS = 2_750
"""How long the line at the bottom stays that tells what was done."""


@dataclass(frozen=True, slots=True)
class BrowseState:
    """A place, how it is shown, and what is going on there."""

    task: Task = "browse"
    root: str = STORAGE.key
    path: str = STORAGE.path
    """"" in a collection."""
    types: tuple[str, ...] = ("*/*",)
    """Of the files that may be chosen."""
    multiple: bool = False
    selected: tuple[str, ...] = ()
    """Paths."""
    sort: str = "name"
    down: bool = False
    grid: bool = True
    searching: bool = False
    drawer: bool = False
    dialog: str = ""
    """"" | "menu" | "sort" | "folder" | "overwrite" | "allow" | "more" | "delete" | "rename"."""
    hidden: bool = False
    """Hidden files show."""
    group: str = ""
    """Key of a collection: of all below this place only such files show."""
    said: str = ""
    """What was done last, in the phone's language."""
    said_until_ms: int = 0
    """Uptime until which that shows."""


class Desk(AppActivity[BrowseState]):
    """An activity of Files with its state at hand."""

    __slots__ = ("picked",)

    def __init__(self, context: Context) -> None:
        super().__init__(context, BrowseState)
        self.picked = frozenset(self.state.selected)

    @property
    def root(self) -> Root:
        """The root that the place is reached through."""
        return root_of(self.state.root)

    def entries(self) -> tuple[DocumentsEntry, ...]:
        """What shows here, in order; a collection has the newest first until another order is chosen."""
        state = self.state
        by, down = (state.sort, state.down) if state.path or state.sort != "name" else ("date", True)
        query = self.context.text(QUERY).strip().lower() if state.searching else ""
        if not query and not state.group:
            return sorted_folder(self.context, self.root, state.path, by, down, hidden=state.hidden)
        whole = entries_below(self.context, state.path) if state.path else collected(self.context, self.root)
        kinds = root_of(state.group).kinds if state.group else ()
        found = (
            entry
            for entry in whole
            if query in entry.name.lower()
            and (not kinds or (not entry.folder and any(fits(kind, entry.kind) for kind in kinds)))
        )
        return ordered(tuple(found), by, down)

    def usable(self, entry: DocumentsEntry) -> bool:
        """Whether it can be opened or chosen here."""
        if entry.folder or self.state.task == "browse":
            return True
        if self.state.task in CHOOSING:
            return False
        return any(fits(kind, entry.kind) for kind in self.state.types)

    def arrange(self, grid: bool) -> None:
        """As tiles or as rows, from now on."""
        self.set(grid=grid)
        set_preference(self.context, PACKAGE, VIEW_MODE, "grid" if grid else "list")

    # -- going about -----------------------------------------------------------------------------------
    def go(self, root: Root, path: str = "") -> None:
        """To a folder, or a collection, at its top."""
        place = path or root.path
        self.set(root=root.key, path=place, drawer=False, selected=(), searching=False, dialog="", group="")
        self.context.set_text(QUERY, "")
        self.context.focus("")
        self.context.scroll_to(LIST)

    def search(self, on: bool) -> None:
        """Begin or end a search from here."""
        self.set(searching=on, selected=())
        self.context.set_text(QUERY, "")
        self.context.focus(QUERY if on else "")
        self.context.scroll_to(LIST)

    def turn(self, path: str) -> None:
        """Select a file, or no longer."""
        self.set(selected=toggled(self.state.selected, path))

    def up(self) -> bool:
        """To the folder above; False at the top of the root."""
        path, root = self.state.path, self.root
        if not path or path == root.path:
            return False
        self.go(root, path.rpartition("/")[0])
        return True

    def back(self) -> bool:
        """What Back does; False when there is nothing left but to leave."""
        state = self.state
        if state.drawer:
            self.set(drawer=False)
        elif state.selected:
            self.set(selected=())
        elif state.searching:
            self.search(False)
        elif state.group:
            self.set(group="")
        else:
            return self.up()
        return True

    # -- what is selected ------------------------------------------------------------------------------
    def chosen(self) -> tuple[DocumentsEntry, ...]:
        """The selected files and folders that are still there."""
        here = {entry.path: entry for entry in self.entries()}
        found = (here.get(path) or entry_at(self.context, path) for path in self.state.selected)
        return tuple(entry for entry in found if entry is not None)

    def say(self, text: str) -> None:
        """Tell what was done, in a line at the bottom that goes by itself; nothing is selected any more."""
        until = self.context.clock.uptime_ms + _SAID_MS
        self.set(said=text, said_until_ms=until, selected=(), dialog="")

    # -- answers ---------------------------------------------------------------------------------------
    def give(self, paths: tuple[str, ...]) -> None:
        """Hand the chosen files to the app that asked."""
        found = [entry for entry in (entry_at(self.context, path) for path in paths) if entry is not None]
        if not found:
            return
        uris = [document_uri(entry.path) for entry in found]
        extras = {STREAM: "\n".join(uris)} if len(uris) > 1 else {}
        self.context.finish(Intent(data=uris[0], type=found[0].kind, extras=dict(extras)))

    def caller(self) -> str:
        """The name of the app that asked."""
        context = self.context
        waiting = context.system.stack.with_id(self.context.activity.caller)
        app = context.system.apps.get(waiting.package) if waiting is not None else None
        return context.translate(app.manifest.label, app.manifest.package) if app else self.tr("App")
