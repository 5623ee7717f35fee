"""What is done to conversations that are selected in a list, and undone."""

from collections.abc import Sequence
from functools import partial

from device.phone.apps.mail.box import ARCHIVE, INBOX, SPAM, TRASH, Letter
from device.phone.apps.mail.change import add_label, erase, mark, move, set_labels
from device.phone.apps.mail.state import LABEL, SNACK_MS, MailActivity, MailListState
from device.phone.toolkit.view import Overlay, View
from device.phone.toolkit.viewpart import Input
from device.phone.widget import (
    Choice,
    alert,
    check_tile,
    dialog,
    icon_button,
    listed,
    menu,
    selection_bar,
    snackbar,
    text_field,
)

List = MailActivity[MailListState]
SAID = {
    ARCHIVE: ("1 archived", "{} archived"),
    TRASH: ("1 deleted", "{} deleted"),
    SPAM: ("1 reported as spam", "{} reported as spam"),
    INBOX: ("1 moved to the inbox", "{} moved to the inbox"),
}


def letters_of(hands: List, threads: Sequence[int]) -> list[Letter]:
    """The letters of conversations that lie where the list shows them."""
    state, known = hands.state, hands.box.threads
    here = state.folder if not state.label and not state.searching and state.folder != "starred" else ""
    return [one for thread in threads for one in known.get(thread, ()) if here in ("", one.folder)]


def put(hands: List, threads: Sequence[int], folder: str) -> None:
    """Move conversations, and offer to undo it."""
    letters = letters_of(hands, threads)
    move(hands.context, [one.id for one in letters], folder)
    one, several = SAID[folder]
    tr = hands.tr
    hands.set(
        selected=(),
        dialog="",
        snack=tr(one) if len(threads) == 1 else tr(several).format(len(threads)),
        snack_until_ms=hands.context.clock.uptime_ms + SNACK_MS,
        undo=tuple((letter.id, letter.folder) for letter in letters),
    )


def undo_bar(hands: List) -> View | None:
    """What was just done, and the way back."""
    state = hands.state
    if not state.snack or hands.context.clock.uptime_ms >= state.snack_until_ms:
        return None

    def undo() -> None:
        for letter, folder in state.undo:
            move(hands.context, (letter,), folder)
        hands.set(snack="", undo=())

    return snackbar(state.snack, hands.tr("Undo") if state.undo else "", undo)


def bar_of(hands: List, found: Sequence[Letter]) -> View:
    """The bar over a selection."""
    tr, state = hands.tr, hands.state
    gone = state.folder == TRASH
    acts = [
        icon_button(
            "archive", tr("Archive"), lambda: put(hands, state.selected, ARCHIVE), resource_id="archive"
        ),
        icon_button(
            "delete",
            tr("Delete forever") if gone else tr("Delete"),
            (lambda: hands.open("erase")) if gone else (lambda: put(hands, state.selected, TRASH)),
            resource_id="delete",
        ),
        icon_button(
            "mark_email_unread", tr("Mark as unread"), lambda: _mark(hands, read=False), resource_id="unread"
        ),
        icon_button("more_vert", tr("More options"), lambda: hands.open("picked")),
    ]
    return selection_bar(len(state.selected), lambda: hands.set(selected=()), acts, tr("Close"))


def _mark(hands: List, *, read: bool | None = None, starred: bool | None = None) -> None:
    mark(
        hands.context, [one.id for one in letters_of(hands, hands.state.selected)], read=read, starred=starred
    )
    hands.set(selected=(), dialog="")


def overlay(hands: List, found: Sequence[Letter]) -> Overlay | None:
    """Menus and questions of the list."""
    tr, state = hands.tr, hands.state
    if state.dialog == "menu":
        items = [
            (tr("Refresh"), lambda: _refresh(hands)),
            (tr("Select all"), lambda: hands.set(selected=tuple(one.thread for one in found), dialog="")),
            (
                tr("Show all") if state.unread else tr("Unread only"),
                lambda: hands.set(unread=not state.unread, dialog=""),
            ),
        ]
        if state.folder in (TRASH, SPAM):
            label = tr("Empty trash") if state.folder == TRASH else tr("Empty spam")
            items.append((label, lambda: hands.open("empty")))
        return menu(items, hands.close, anchor=(1.0, 0.01))
    if state.dialog == "picked":
        return _picked_menu(hands, found)
    if state.dialog in ("erase", "empty"):
        return _ask_erase(hands, found)
    if state.dialog == "labels":
        return _label_dialog(hands)
    return _new_label(hands) if state.dialog == "label" else None


def _refresh(hands: List) -> None:
    """Letters come and go by themselves, so that there is only something to say."""
    hands.close()
    hands.context.toast(hands.tr("Up to date") if hands.online else hands.tr("No connection"))


def _picked_menu(hands: List, found: Sequence[Letter]) -> Overlay:
    tr, state = hands.tr, hands.state
    items = [
        (tr("Mark as read"), lambda: _mark(hands, read=True)),
        (tr("Add star"), lambda: _mark(hands, starred=True)),
        (tr("Labels"), lambda: hands.open("labels")),
        (tr("Select all"), lambda: hands.set(selected=tuple(one.thread for one in found), dialog="")),
    ]
    if state.folder != INBOX:
        items.append((tr("Move to inbox"), lambda: put(hands, state.selected, INBOX)))
    if state.folder != SPAM:
        items.append((tr("Report spam"), lambda: put(hands, state.selected, SPAM)))
    return menu(items, hands.close, anchor=(1.0, 0.01))


def _ask_erase(hands: List, found: Sequence[Letter]) -> Overlay:
    tr, state = hands.tr, hands.state
    threads = state.selected if state.dialog == "erase" else tuple(one.thread for one in found)

    def accept() -> None:
        erase(hands.context, [one.id for one in letters_of(hands, threads)])
        hands.set(selected=(), dialog="", snack="")

    return alert(
        "",
        tr("Delete {} conversations forever?").format(len(threads)),
        accept=Choice(tr("Delete"), accept),
        cancel=Choice(tr("Cancel"), hands.close),
    )


def _label_dialog(hands: List) -> Overlay:
    """Marks that go on all selected letters at once."""
    tr, box = hands.tr, hands.box
    letters = letters_of(hands, hands.state.selected)

    def turn(label: str, on: bool) -> None:
        set_labels(hands.context, [one.id for one in letters], label, on=on)

    rows = [
        check_tile(
            label,
            bool(letters) and all(label in one.labels for one in letters),
            partial(turn, label),
            leading=True,
            dialog=True,
        )
        for label in box.labels
    ]
    done = Choice(tr("OK"), lambda: hands.set(selected=(), dialog=""))
    new = Choice(tr("New label"), lambda: hands.open("label"))
    return dialog(tr("Labels"), (listed("labels", rows),), accept=done, neutral=new, on_dismiss=hands.close)


def _new_label(hands: List) -> Overlay:
    tr, context = hands.tr, hands.context
    typed = context.text(LABEL).strip()

    def close() -> None:
        context.set_text(LABEL, "")
        context.focus("")
        hands.set(dialog="labels" if hands.state.selected else "")

    def accept() -> None:
        if typed:
            add_label(hands.context, typed)
            close()

    field = text_field(
        Input(LABEL, tr("Label name"), on_submit=accept), context.text(LABEL), resource_id="label_name"
    )
    return dialog(
        tr("New label"),
        (field,),
        accept=Choice(tr("OK"), accept, enabled=bool(typed)),
        cancel=Choice(tr("Cancel"), close),
    )
