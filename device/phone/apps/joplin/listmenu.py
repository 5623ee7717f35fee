"""What opens over a list: new notes, its order, its menu, questions about what is selected."""

from collections.abc import Callable, Sequence
from functools import partial

from device.phone.apps.joplin import change
from device.phone.apps.joplin.folder import edit_folder, folder_choice, folder_overlay
from device.phone.apps.joplin.notes import new_note
from device.phone.apps.joplin.ordering import SORTS, listed, order_of
from device.phone.apps.joplin.state import FOLDER, TRASH, JoplinActivity
from device.phone.toolkit.view import Overlay, View
from device.phone.toolkit.viewpart import Handler
from device.phone.widget import Choice, alert, check_tile, dialog, menu, radio_tile, sheet, sheet_item
from device.phone.widget import listed as dialog_list


def list_overlay(hands: JoplinActivity) -> Overlay | None:
    """What is open over a list or the drawer."""
    kind, chosen = hands.state.dialog, hands.state.selected
    if kind == "add":
        return _add(hands)
    if kind == "sort":
        return _sort(hands)
    if kind == "list":
        return _menu(hands)
    if kind in ("folder", "delete_folder", "folder_menu", "parent"):
        return folder_overlay(hands)
    if kind == "empty_trash":
        doomed = [one.id for one in hands.library.notes.values() if one.deleted]
        return _ask_destroy(hands, doomed)
    return _selection(hands, chosen) if chosen else None


def _add(hands: JoplinActivity) -> Overlay:
    tr = hands.tr

    def make(todo: bool) -> None:
        hands.close()
        new_note(hands, todo=todo)

    rows = (
        sheet_item("check_box", tr("New to-do"), lambda: make(True)),
        sheet_item("note", tr("New note"), lambda: make(False)),
    )
    return sheet("", rows, hands.close)


def _sort(hands: JoplinActivity) -> Overlay:
    tr, order = hands.tr, order_of(hands)

    def by(key: str) -> None:
        if key != order.by:
            hands.choose("reverse", "0" if key == "title" else "1")
        hands.choose("sort", key)
        hands.close()

    def flip(key: str) -> Callable[[bool], None]:
        return lambda _: hands.choose(key, "0" if hands.is_on(key) else "1")

    def turn_over(_: bool) -> None:
        hands.choose("reverse", "0" if order.reverse else "1")

    rows: list[View] = [
        radio_tile(
            tr(label),
            key == order.by,
            partial(by, key),
            dialog=True,
        )
        for key, label in SORTS.items()
    ]
    marks = (
        (tr("Reverse sort order"), order.reverse, turn_over),
        (tr("Uncompleted to-dos on top"), order.open_first, flip("uncompleted_first")),
        (tr("Show completed to-dos"), order.done, flip("show_completed")),
    )
    rows += [check_tile(label, on, act, leading=True, dialog=True) for label, on, act in marks]
    done = Choice(tr("OK"), hands.close)
    return dialog(tr("Sort notes by"), (dialog_list("sort_list", rows),), accept=done, on_dismiss=hands.close)


def _menu(hands: JoplinActivity) -> Overlay:
    tr, which = hands.tr, hands.place.id
    if which == TRASH:
        items = [(tr("Empty trash"), lambda: hands.open("empty_trash"))]
        return menu(items, hands.close, anchor=(1.0, 0.02))
    number = which.removeprefix(FOLDER)
    items = [
        (tr("Edit notebook"), lambda: edit_folder(hands, number)),
        (tr("Delete notebook"), lambda: hands.set(dialog="delete_folder", chosen=number)),
        (
            tr("Select all"),
            lambda: hands.set(dialog="", selected=tuple(one.id for one in listed(hands))),
        ),
    ]
    return menu(items, hands.close, anchor=(1.0, 0.02))


# -- what is selected ------------------------------------------------------------------------------------
def _selection(hands: JoplinActivity, chosen: Sequence[str]) -> Overlay | None:
    tr, kind, trashed = hands.tr, hands.state.dialog, hands.place.id == TRASH

    def done() -> None:
        hands.set(dialog="", selected=())

    def restore() -> None:
        change.restore(hands.context, chosen)
        done()

    if kind == "delete" and trashed:
        return _ask_destroy(hands, chosen)
    if kind == "delete":
        return ask_trash(hands, chosen, done)
    if kind == "restore":
        return alert(
            tr("Restore notes"),
            tr("Restore from the trash: {}?").format(len(chosen)),
            accept=Choice(tr("Restore"), restore),
            cancel=Choice(tr("Cancel"), hands.close),
        )
    if kind == "move":
        return folder_choice(hands, tr("Move to notebook"), "", lambda folder: _move(hands, chosen, folder))
    if kind != "selected":
        return None
    everything = tuple(one.id for one in listed(hands)) if hands.place.kind == "notes" else tuple(chosen)
    items: list[tuple[str, Handler]] = [(tr("Select all"), lambda: hands.set(dialog="", selected=everything))]
    if not trashed:
        items = [
            (tr("Move to notebook"), lambda: hands.open("move")),
            (tr("Duplicate"), lambda: _duplicate(hands, chosen)),
            *items,
        ]
    return menu(items, hands.close, anchor=(1.0, 0.02))


def ask_trash(hands: JoplinActivity, chosen: Sequence[str], done: Handler) -> Overlay:
    """Whether notes shall go into the trash."""
    tr = hands.tr

    def delete() -> None:
        change.trash(hands.context, chosen)
        done()

    several = tr("Move {} notes to the trash?").format(len(chosen))
    return alert(
        tr("Delete"),
        tr("Move note to the trash?") if len(chosen) == 1 else several,
        accept=Choice(tr("OK"), delete),
        cancel=Choice(tr("Cancel"), hands.close),
    )


def _ask_destroy(hands: JoplinActivity, doomed: Sequence[str]) -> Overlay:
    tr = hands.tr

    def destroy() -> None:
        change.destroy(hands.context, doomed)
        hands.set(dialog="", selected=())

    several = tr("Permanently delete {} notes? They cannot be recovered.").format(len(doomed))
    one = tr("Permanently delete this note? It cannot be recovered.")
    return alert(
        tr("Permanently delete"),
        one if len(doomed) == 1 else several,
        accept=Choice(tr("OK"), destroy),
        cancel=Choice(tr("Cancel"), hands.close),
    )


def _move(hands: JoplinActivity, chosen: Sequence[str], folder: str) -> None:
    for number in chosen:
        change.put(hands.context, number, parent_id=folder)
    hands.set(dialog="", selected=())


def _duplicate(hands: JoplinActivity, chosen: Sequence[str]) -> None:
    for number in chosen:
        note = hands.library.notes[number]
        change.duplicate(hands.context, note, hands.tr("{} - Copy").format(note.title))
    hands.set(dialog="", selected=())
