"""Notebooks: the drawer that lists them, and the dialogs that make, change and delete one."""

from collections.abc import Callable
from functools import partial

from device.phone.apps.joplin import change
from device.phone.apps.joplin.state import ALL, FOLDER, NAME, TRASH, JoplinActivity, JoplinPlace
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.toolkit.viewpart import FILL, Box, Input, Text
from device.phone.widget import Choice, alert, choice_dialog, dialog, menu, text_field
from device.phone.widget.drawer import Entry, with_drawer


def with_notebooks(hands: JoplinActivity, screen: Screen) -> Screen:
    """A list with the drawer over it."""
    tr, shown = hands.tr, hands.place

    def go(place: JoplinPlace) -> Callable[[], None]:
        return lambda: hands.go(place, root=place.kind == "notes")

    def entry(name: str, icon: str, label: str, place: JoplinPlace) -> Entry:
        return Entry(name, icon, label, go(place), place == shown)

    entries = [entry("all_notes", "notes", tr("All notes"), JoplinPlace("notes", ALL))]
    for folder, depth in hands.library.tree:
        place = JoplinPlace("notes", FOLDER + folder.id)
        entries.append(
            Entry(
                "notebook",
                "folder_open" if place == shown else "folder",
                folder.title,
                go(place),
                place == shown,
                depth=depth,
                on_long_press=partial(hands.set, drawer=False, dialog="folder_menu", chosen=folder.id),
            )
        )
    entries += [
        Entry("new_notebook", "create_new_folder", tr("New notebook"), lambda: edit_folder(hands, "")),
        entry("tags", "label", tr("Tags"), JoplinPlace("tags", "")),
        entry("trash", "delete", tr("Trash"), JoplinPlace("notes", TRASH)),
        entry("config", "settings", tr("Configuration"), JoplinPlace("config", "")),
    ]
    name = fixed("TextView", "sidebar_title", Text("Joplin", style="title_large"))
    head = View("LinearLayout", box=Box(width=FILL, padding=(28.0, 24.0, 24.0, 8.0)), children=(name,))
    return with_drawer(screen, (head,), entries, lambda: hands.set(drawer=False))


def edit_folder(hands: JoplinActivity, number: str) -> None:
    """Open the dialog of a notebook, or with "" of a new one."""
    folder = hands.library.folders.get(number)
    hands.context.set_text(NAME, folder.title if folder is not None else "")
    hands.set(drawer=False, dialog="folder", chosen=number)
    hands.context.focus(NAME)


def folder_choice(
    hands: JoplinActivity, title: str, now: str, take: Callable[[str], None], none: str = ""
) -> Overlay:
    """One of the notebooks, or with `none` (its label) no notebook at all."""
    options = [(folder.id, "    " * depth + folder.title) for folder, depth in hands.library.tree]
    if none:
        options.insert(0, ("", none))
    numbers = [number for number, _ in options]
    return choice_dialog(
        title,
        [label for _, label in options],
        numbers.index(now) if now in numbers else -1,
        [partial(take, number) for number in numbers],
        Choice(hands.tr("Cancel"), hands.close),
    )


def folder_overlay(hands: JoplinActivity) -> Overlay | None:
    """What is open about a notebook."""
    tr, kind, number = hands.tr, hands.state.dialog, hands.state.chosen
    folder = hands.library.folders.get(number)
    if kind == "folder":
        return _form(hands, number)
    if folder is None:
        return None
    if kind == "folder_menu":
        items = [
            (tr("Edit notebook"), lambda: edit_folder(hands, number)),
            (tr("Move to notebook"), lambda: hands.open("parent")),
            (tr("Delete notebook"), lambda: hands.open("delete_folder")),
        ]
        return menu(items, hands.close, anchor=(0.1, 0.2))
    if kind == "parent":

        def move(parent: str) -> None:
            if parent not in hands.library.within(number):
                change.change_folder(hands.context, number, folder.title, parent)
            hands.close()

        return folder_choice(hands, tr("Move to notebook"), folder.parent, move, none=tr("(None)"))
    if kind != "delete_folder":
        return None

    def delete() -> None:
        change.delete_folder(hands.context, number)
        hands.go(JoplinPlace("notes", ALL), root=True)

    question = tr('Move notebook "{}" to the trash? All notes in it will be moved there as well.')
    return alert(
        tr("Delete notebook"),
        question.format(folder.title),
        accept=Choice(tr("OK"), delete),
        cancel=Choice(tr("Cancel"), hands.close),
    )


def _form(hands: JoplinActivity, number: str) -> Overlay:
    tr, context = hands.tr, hands.context
    title = context.text(NAME).strip()

    def close() -> None:
        context.focus("")
        hands.close()

    def save() -> None:
        context.focus("")
        folder = hands.library.folders.get(number)
        if folder is None:
            hands.go(JoplinPlace("notes", FOLDER + change.add_folder(hands.context, title)), root=True)
        else:
            change.change_folder(hands.context, number, title, folder.parent)
            hands.close()

    field = text_field(Input(NAME, tr("Notebook title")), context.text(NAME), resource_id="notebook_title")
    return dialog(
        tr("Edit notebook") if number else tr("New notebook"),
        (field,),
        accept=Choice(tr("Save"), save, enabled=bool(title)),
        cancel=Choice(tr("Cancel"), close),
    )
