"""The file manager: folders are looked through, files opened, and several selected at a time."""

from functools import partial

from device.phone.apps.documents.archive import is_archive
from device.phone.apps.documents.change import in_archive
from device.phone.apps.documents.folder import DocumentsAct, folder_view
from device.phone.apps.documents.frame import bar, framed, overlay
from device.phone.apps.documents.listing import DocumentsEntry
from device.phone.apps.documents.operation import open_entry, question, share
from device.phone.apps.documents.root import DOWNLOADS, GROUPS, root_at, root_of
from device.phone.apps.documents.state import BrowseState, Desk
from device.phone.file.document import path_of
from device.phone.file.entry import SHARED
from device.phone.system.context import Context
from device.phone.system.intent import Intent
from device.phone.toolkit.view import Screen, View
from device.phone.toolkit.viewpart import FILL, Box, Flow, Handler
from device.phone.widget import chip, icon_button, snackbar


def begin_browsing(context: Context, intent: Intent) -> BrowseState:
    """The folder an intent names, else downloads."""
    path = path_of(intent.data)
    if path.startswith(SHARED) and context.files.is_dir(path):
        return BrowseState(root=root_at(path).key, path=path)
    return BrowseState(root=DOWNLOADS.key, path=DOWNLOADS.path)


def show_browser(desk: Desk) -> Screen:
    """Bar and files; what was done last at the bottom."""
    state, tr = desk.state, desk.tr
    top = bar(desk, _actions(desk) if state.selected else ())
    parts = [top, *_groups(desk), *folder_view(desk, _BrowseAct(desk))]
    said = None
    if state.said and desk.context.clock.uptime_ms < state.said_until_ms:
        said = snackbar(state.said)
    return Screen(
        framed(desk, parts),
        overlay=overlay(desk, _more(desk) if state.dialog == "menu" else ()) or question(desk),
        snackbar=said,
        title=tr("Files"),
    )


def _more(desk: Desk) -> list[tuple[str, Handler]]:
    """What the menu has here that it has not in the picker."""
    state, tr = desk.state, desk.tr
    items: list[tuple[str, Handler]] = []
    if desk.entries():
        items.append((tr("Select all"), lambda: _select_all(desk)))
    if state.path and not in_archive(desk.context, state.path):
        words = tr("Don’t show hidden files") if state.hidden else tr("Show hidden files")
        items.append((words, lambda: desk.set(hidden=not state.hidden, dialog="")))
    return items


class _BrowseAct(DocumentsAct):
    """Folders and archives open, files are shown by their app; a long touch selects any of them."""

    def tap(self, entry: DocumentsEntry) -> None:
        """Open it; while something is selected, select it too."""
        desk = self.desk
        if desk.state.selected:
            desk.turn(entry.path)
        elif entry.folder or (is_archive(entry.name) and not in_archive(desk.context, desk.state.path)):
            desk.go(desk.root if desk.state.path else root_at(entry.path), entry.path)
        else:
            open_entry(desk, entry)

    def hold(self, entry: DocumentsEntry) -> Handler | None:
        """Select it."""
        return lambda: self.desk.turn(entry.path)


def _groups(desk: Desk) -> list[View]:
    """What narrows a folder (and all below it) down to one kind of file."""
    state, tr = desk.state, desk.tr
    if state.selected or root_of(state.root) in GROUPS or in_archive(desk.context, state.path):
        return []
    chips = [
        chip(
            tr(root.label),
            partial(desk.set, group="" if state.group == root.key else root.key),
            selected=state.group == root.key,
        )
        for root in GROUPS
    ]
    row = View(
        "HorizontalScrollView",
        "search_chip_group",
        box=Box(width=FILL, padding=(16.0, 0.0, 16.0, 4.0)),
        flow=Flow("row", gap=8.0),
        children=chips,
    )
    return [row]


def _actions(desk: Desk) -> tuple[View, ...]:
    """What can be done with the selection by one touch, and the menu with the rest."""
    tr, chosen = desk.tr, desk.chosen()
    shut = in_archive(desk.context, desk.state.path)
    actions = []
    if chosen and not shut and not any(entry.folder for entry in chosen):
        actions.append(
            icon_button("share", tr("Share"), lambda: share(desk), resource_id="action_menu_share")
        )
    if not shut:
        actions.append(
            icon_button("delete", tr("Delete"), lambda: desk.open("delete"), resource_id="action_menu_delete")
        )
    actions.append(icon_button("more_vert", tr("More options"), lambda: desk.open("more")))
    return tuple(actions)


def _select_all(desk: Desk) -> None:
    desk.set(selected=tuple(entry.path for entry in desk.entries()), dialog="")
