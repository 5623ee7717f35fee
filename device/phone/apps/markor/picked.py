"""What can be done with files that are selected in the list."""

from device.phone.apps.markor.filedialog import ask_delete, ask_info, ask_name
from device.phone.apps.markor.folderdialog import open_transfer
from device.phone.apps.markor.note import name_of
from device.phone.apps.markor.state import NAME, MarkorActivity, MarkorMainState
from device.phone.apps.markor.store import NAME as STORE
from device.phone.apps.markor.store import is_favourite, set_favourite
from device.phone.toolkit.view import Overlay, View
from device.phone.toolkit.viewpart import Handler
from device.phone.widget import icon_button, menu, selection_bar

Main = MarkorActivity[MarkorMainState]


def selection(hands: Main, everything: tuple[str, ...]) -> View:
    """The bar while files are selected; `everything` is what the list holds."""
    tr, chosen = hands.tr, hands.state.selected
    actions = [
        icon_button(
            "delete", tr("Delete"), hands.doing("delete"), resource_id="action_delete_selected_items"
        ),
        icon_button("more_vert", tr("More options"), hands.doing("selected")),
    ]
    if len(chosen) == 1:
        rename = icon_button(
            "edit", tr("Rename"), lambda: _rename(hands), resource_id="action_rename_selected_item"
        )
        actions.insert(0, rename)
    if len(chosen) < len(everything):
        every = icon_button(
            "select_all",
            tr("Select all"),
            lambda: hands.set(selected=everything),
            resource_id="action_fs_select_all",
        )
        actions.insert(len(actions) - 1, every)
    return selection_bar(len(chosen), lambda: hands.set(selected=()), actions, tr("Done"))


def _rename(hands: Main) -> None:
    hands.context.set_text(NAME, name_of(hands.state.selected[0]))
    hands.open("rename")
    hands.context.focus(NAME)


def picked_overlay(hands: Main) -> Overlay | None:
    """The menu of what is selected, and the questions it leads to."""
    kind, chosen = hands.state.dialog, hands.state.selected
    if not chosen:
        return None
    if kind == "selected":
        return menu(_items(hands), hands.close)
    if kind == "delete":
        return ask_delete(hands, chosen, lambda: hands.set(dialog="", selected=()))
    if kind == "rename":
        return ask_name(hands, chosen[0], lambda path: hands.set(dialog="", selected=()))
    if kind == "info":
        return ask_info(hands, chosen[0])
    return None


def _items(hands: Main) -> list[tuple[str, Handler]]:
    tr, chosen, context = hands.tr, hands.state.selected, hands.context
    database = context.database(STORE)
    starred = all(is_favourite(database, path) for path in chosen)

    def star() -> None:
        for path in chosen:
            set_favourite(database, path, on=not starred)
        hands.set(dialog="", selected=())

    def share() -> None:
        hands.set(dialog="", selected=())
        context.share_files([path for path in chosen if hands.files.is_file(path)])

    items: list[tuple[str, Handler]] = [
        (tr("Move"), lambda: open_transfer(hands, chosen, keep=False)),
        (tr("Copy"), lambda: open_transfer(hands, chosen, keep=True)),
    ]
    if any(hands.files.is_file(path) for path in chosen):
        items.append((tr("Share"), share))
    items.append((tr("Remove favourite") if starred else tr("Favourite"), star))
    if len(chosen) == 1:
        items.append((tr("Info"), hands.doing("info")))
    return items
