"""What can be done with conversations that are selected in the list, and with all of them."""

from collections.abc import Sequence

from device.phone.apps.messages.state import InboxState, MessagesActivity
from device.phone.apps.provider.calllog import block
from device.phone.apps.provider.message import Conversation, conversations, delete_threads, mark_read
from device.phone.system.intent import Intent
from device.phone.toolkit.view import Overlay, View
from device.phone.toolkit.viewpart import Handler
from device.phone.widget import Choice, alert, icon_button, menu, selection_bar

Inbox = MessagesActivity[InboxState]


def selection(hands: Inbox, chosen: Sequence[Conversation]) -> View:
    """The bar while conversations are selected."""
    tr = hands.tr
    actions = [
        icon_button("delete", tr("Delete"), lambda: hands.open("delete"), resource_id="cab_delete"),
        icon_button("more_vert", tr("More options"), lambda: hands.open("selected")),
    ]
    return selection_bar(len(chosen), lambda: hands.set(selected=()), actions, tr("Done"))


def inbox_overlay(hands: Inbox, chosen: Sequence[Conversation]) -> Overlay | None:
    """The menu of the list, or of what is selected, and the question before that is deleted."""
    tr = hands.tr
    kind = hands.state.dialog
    if kind == "menu":
        items = [(tr("Mark all as read"), lambda: _mark(hands, conversations(hands.context), read=True))]
        return menu(items, hands.close, anchor=(1.0, 0.07))
    if kind == "selected" and chosen:
        return _selection_menu(hands, chosen)
    if kind == "delete" and chosen:
        return _ask_delete(hands, chosen)
    return None


def _mark(hands: Inbox, chosen: Sequence[Conversation], *, read: bool) -> None:
    for conversation in chosen:
        mark_read(hands.context, conversation.thread, read=read)
    hands.set(dialog="", selected=())


def _selection_menu(hands: Inbox, chosen: Sequence[Conversation]) -> Overlay:
    tr, context = hands.tr, hands.context
    unread = any(conversation.unread for conversation in chosen)
    numbers = [number for conversation in chosen for number in conversation.recipients]
    everything = tuple(conversation.thread for conversation in conversations(context))

    def copy() -> None:
        context.set_clipboard(numbers[0])
        hands.set(dialog="", selected=())
        hands.context.toast(tr("Value copied to clipboard: {}").format(numbers[0]))

    def block_them() -> None:
        for number in numbers:
            block(context, number)
        hands.set(dialog="", selected=())
        hands.context.toast(tr("Number blocked"))

    def create_contact() -> None:
        hands.set(dialog="", selected=())
        kind = "vnd.android.cursor.dir/contact"
        hands.send(Intent("android.intent.action.INSERT", type=kind, extras={"phone": numbers[0]}))

    items: list[tuple[str, Handler]] = [
        (
            tr("Mark as read") if unread else tr("Mark as unread"),
            lambda: _mark(hands, chosen, read=unread),
        )
    ]
    if len(numbers) == 1:
        items.append((tr("Copy number to clipboard"), copy))
        if hands.book.whose(numbers[0]) is None:
            items.append((tr("Add new contact"), create_contact))
    items.append((tr("Block number") if len(numbers) == 1 else tr("Block numbers"), block_them))
    items.append((tr("Select all"), lambda: hands.set(dialog="", selected=everything)))
    return menu(items, hands.close, anchor=(1.0, 0.06))


def _ask_delete(hands: Inbox, chosen: Sequence[Conversation]) -> Overlay:
    tr = hands.tr

    def delete() -> None:
        delete_threads(hands.context, [conversation.thread for conversation in chosen])
        hands.set(dialog="", selected=())

    many = tr("1 conversation") if len(chosen) == 1 else tr("{} conversations").format(len(chosen))
    return alert(
        "",
        tr("Are you sure you want to delete all messages of {}?").format(many),
        accept=Choice(tr("Yes"), delete),
        cancel=Choice(tr("No"), hands.close),
    )
