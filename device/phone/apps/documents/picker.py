"""The picker: a file to open, a name and place to save under, or a folder to give an app."""

from dataclasses import replace

from device.phone.apps.documents.folder import DocumentsAct, folder_view
from device.phone.apps.documents.frame import bar, framed, overlay
from device.phone.apps.documents.listing import DocumentsEntry, entry_at
from device.phone.apps.documents.root import DOWNLOADS, RECENT, STORAGE, Task, root_at
from device.phone.apps.documents.state import NAME, BrowseState, Desk
from device.phone.file.document import document_uri, path_of, tree_uri
from device.phone.file.entry import SHARED, FileFault
from device.phone.file.mediatype import UNKNOWN, extension, media_type
from device.phone.system.context import Context
from device.phone.system.intent import Intent
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.toolkit.viewpart import FILL, GROWING, Box, Flow, Input, Surface, Text
from device.phone.widget import Choice, alert, button, plain_field

_ACTION = "android.intent.action."
DESTINATION = "com.android.documentsui.PICK_COPY_DESTINATION"
"""Asks for a folder that files shall go to; the extra TASK says what for."""
TASK = "task"
_TASKS: dict[str, Task] = {
    f"{_ACTION}CREATE_DOCUMENT": "create",
    f"{_ACTION}OPEN_DOCUMENT_TREE": "tree",
}
_GOING: dict[str, Task] = {"copy": "copy", "move": "move", "compress": "compress", "extract": "extract"}
_DO = {"copy": "Copy", "move": "Move", "compress": "Compress", "extract": "Extract"}
_CLOSED = (SHARED, DOWNLOADS.path, f"{SHARED}/Android", f"{SHARED}/Android/data", f"{SHARED}/Android/obb")
"""Folders that Android gives to no app as a whole."""


def begin(context: Context, intent: Intent) -> BrowseState:
    """What an intent asks for, at the place where it wants to begin."""
    extras = intent.extras
    task = _TASKS.get(intent.action, "open")
    if intent.action == DESTINATION:
        task = _GOING.get(str(extras.get(TASK, "")), "copy")
    listed = str(extras.get("android.intent.extra.MIME_TYPES", ""))
    types = tuple(part for part in listed.split(",") if part) or (intent.type or "*/*",)
    place = RECENT if task == "open" else STORAGE if task == "tree" else DOWNLOADS
    path = path_of(str(extras.get("android.provider.extra.INITIAL_URI", "")))
    if path.startswith(SHARED) and context.files.is_dir(path):
        place = root_at(path)
    else:
        path = place.path
    if task == "create":
        context.set_text(NAME, str(extras.get("android.intent.extra.TITLE", "")))
    several = bool(extras.get("android.intent.extra.ALLOW_MULTIPLE", False))
    return BrowseState(task, place.key, path, types, several)


def show_picker(desk: Desk) -> Screen:
    """Bar, files, and below them what the task needs."""
    parts = [bar(desk, _select(desk)), *folder_view(desk, _PickAct(desk))]
    if desk.state.task == "create":
        parts.append(_save_bar(desk))
    elif desk.state.task == "tree":
        parts.append(_tree_bar(desk))
    elif desk.state.task in _DO:
        parts.append(_going_bar(desk))
    asked = overlay(desk) or _question(desk)
    return Screen(framed(desk, parts), overlay=asked, title=desk.tr(desk.root.label))


class _PickAct(DocumentsAct):
    """To save over a file, a touch takes its name."""

    def choose(self, entry: DocumentsEntry) -> None:
        if self.desk.state.task == "create":
            self.desk.context.set_text(NAME, entry.name)
        else:
            self.desk.give((entry.path,))


def _select(desk: Desk) -> tuple[View, ...]:
    act = button(
        desk.tr("Select"),
        lambda: desk.give(desk.state.selected),
        kind="text",
        resource_id="action_menu_select",
    )
    return (act,)


# -- saving ------------------------------------------------------------------------------------------------
def _save_bar(desk: Desk) -> View:
    """The name and the button that saves."""
    name = desk.context.text(NAME).strip()
    able = bool(name) and "/" not in name
    field = plain_field(
        Input(NAME, desk.tr("File name"), on_submit=lambda: _save(desk)),
        resource_id="android:id/title",
        padding=(16.0, 12.0, 16.0, 12.0),
        weight=1.0,
    )
    field.surface = replace(field.surface, background="surface_container_highest", radius=12.0)
    act = button(
        desk.tr("Save"), lambda: _save(desk), kind="text", resource_id="android:id/button1", enabled=able
    )
    return _foot("container_save", (field, act))


def _foot(name: str, children: tuple[View, ...]) -> View:
    return View(
        "LinearLayout",
        name,
        box=Box(width=FILL, min_height=72.0, padding=(16.0, 8.0, 12.0, 8.0)),
        flow=Flow("row", gap=8.0, align="center"),
        surface=Surface("surface_container"),
        children=children,
    )


def _target(desk: Desk) -> str:
    """The path to save at: a name that does not tell the type gets the usual end."""
    name, kind = desk.context.text(NAME).strip(), desk.state.types[0]
    end = extension(kind)
    if end and media_type(name) != kind and media_type(name) == UNKNOWN:
        name = f"{name}.{end}"
    return f"{desk.state.path}/{name}"


def _save(desk: Desk) -> None:
    """Ask first where there is such a file."""
    if not desk.context.text(NAME).strip():
        return
    if entry_at(desk.context, _target(desk)) is not None:
        desk.open("overwrite")
    else:
        _make(desk)


def _make(desk: Desk) -> None:
    """An empty file for the app to write into."""
    path = _target(desk)
    try:
        desk.context.files.write(path, b"")
    except FileFault:
        desk.close()
        desk.context.toast(desk.tr("Failed to save document"))
        return
    desk.context.finish(Intent(data=document_uri(path), type=media_type(path)))


# -- where files go ----------------------------------------------------------------------------------------
def _going_bar(desk: Desk) -> View:
    """The buttons that bring the files into this folder, or leave them where they are."""
    tr, place = desk.tr, desk.state.path
    able = desk.context.files.is_dir(place)
    cancel = button(tr("Cancel"), desk.context.finish, kind="text", resource_id="android:id/button2")
    act = button(
        tr(_DO[desk.state.task]),
        lambda: desk.context.finish(Intent(data=tree_uri(place))),
        resource_id="android:id/button1",
        enabled=able,
    )
    view = _foot("container_save", (cancel, act))
    view.flow = replace(view.flow, justify="end")
    return view


# -- a folder ----------------------------------------------------------------------------------------------
def _tree_bar(desk: Desk) -> View:
    """The button that gives the folder, or why it cannot be given."""
    if desk.state.path not in _CLOSED:
        act = button(
            desk.tr("Use this folder"),
            lambda: desk.open("allow"),
            kind="filled",
            resource_id="android:id/button1",
        )
        act.box = replace(act.box, width=None, weight=1.0)
        return _foot("container_save", (act,))
    words = View(
        "TextView",
        "inspector_container",
        Text(
            f"{desk.tr('Can’t use this folder')}\n"
            f"{desk.tr('To protect your privacy, choose another folder')}",
            style="body_medium",
            colour="on_surface_variant",
        ),
        box=GROWING,
    )
    new = button(
        desk.tr("Create new folder"), lambda: desk.open("folder"), kind="text", resource_id="button_new"
    )
    view = _foot("container_save", (words, new))
    view.flow = replace(view.flow, axis="column", align="start")
    words.box = replace(words.box, width=FILL, weight=0.0)
    return view


def _question(desk: Desk) -> Overlay | None:
    tr = desk.tr
    if desk.state.dialog == "overwrite":
        name = _target(desk).rpartition("/")[2]
        return alert(
            "",
            tr("Overwrite {}?").format(name),
            accept=Choice(tr("OK"), lambda: _make(desk)),
            cancel=Choice(tr("Cancel"), desk.close),
        )
    if desk.state.dialog != "allow":
        return None
    folder = desk.state.path.rpartition("/")[2]
    app = desk.caller()
    return alert(
        tr("Allow {app} to access files in {folder}?").format(app=app, folder=folder),
        tr("This will let {app} access current and future content stored in {folder}.").format(
            app=app, folder=folder
        ),
        accept=Choice(
            tr("Allow"), lambda: desk.context.finish(Intent(data=tree_uri(desk.state.path), type=""))
        ),
        cancel=Choice(tr("Cancel"), desk.close),
    )
