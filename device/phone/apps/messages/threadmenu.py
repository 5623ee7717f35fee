"""The menus of a conversation and of messages selected in it, and the questions they ask."""

from functools import partial

from device.phone.apps.messages.bubble import description_of
from device.phone.apps.messages.state import NEW, MessagesActivity, ThreadState
from device.phone.apps.provider.calllog import block, is_blocked, unblock
from device.phone.apps.provider.message import Message, delete_messages, delete_threads, mark_read
from device.phone.system.intent import Intent
from device.phone.toolkit.view import Overlay, View
from device.phone.toolkit.viewpart import FILL, Box, Handler, Text
from device.phone.widget import Choice, TileLook, alert, dialog, menu, tile

Thread = MessagesActivity[ThreadState]


def thread_overlay(hands: Thread, thread: int, found: list[Message], chosen: list[Message]) -> Overlay | None:
    """What is open over the bubbles."""
    kind = hands.state.dialog
    if kind == "menu":
        return _menu(hands, thread)
    if kind == "delete_all":
        return _ask_delete_all(hands, thread)
    if kind == "block":
        return _ask_block(hands)
    if not chosen:
        return None
    if kind == "selected":
        return _selection_menu(hands, found, chosen)
    if kind == "delete":
        return _ask_delete(hands, chosen)
    if kind == "text":
        return _text(hands, chosen[0])
    return _properties(hands, chosen[0]) if kind == "properties" else None


def _menu(hands: Thread, thread: int) -> Overlay:
    tr, people = hands.tr, hands.state.recipients

    def create_contact() -> None:
        hands.close()
        kind = "vnd.android.cursor.dir/contact"
        hands.send(Intent("android.intent.action.INSERT", type=kind, extras={"phone": people[0]}))

    def copy() -> None:
        hands.context.set_clipboard(people[0])
        hands.close()
        hands.context.toast(tr("Value copied to clipboard: {}").format(people[0]))

    def mark_unread() -> None:
        mark_read(hands.context, thread, read=False)
        hands.context.finish()

    items: list[tuple[str, Handler]] = []
    if thread:
        items.append((tr("Delete"), lambda: hands.open("delete_all")))
        items.append((tr("Mark as unread"), mark_unread))
    if len(people) == 1:
        blocked = is_blocked(hands.context, people[0])
        items.append((tr("Copy number to clipboard"), copy))
        items.append((tr("Unblock number") if blocked else tr("Block number"), lambda: hands.open("block")))
        if hands.book.whose(people[0]) is None:
            items.append((tr("Add new contact"), create_contact))
    return menu(items, hands.close, anchor=(1.0, 0.06))


def _selection_menu(hands: Thread, found: list[Message], chosen: list[Message]) -> Overlay:
    tr = hands.tr

    def forward() -> None:
        hands.set(dialog="", selected=())
        hands.context.start(NEW, body=chosen[0].body)

    items: list[tuple[str, Handler]] = []
    if len(chosen) == 1:
        items.append((tr("Forward message"), forward))
        items.append((tr("Select text"), lambda: hands.open("text")))
        items.append((tr("Properties"), lambda: hands.open("properties")))
    everything = tuple(message.id for message in found)
    items.append((tr("Select all"), lambda: hands.set(dialog="", selected=everything)))
    return menu(items, hands.close, anchor=(1.0, 0.06))


def _ask_delete(hands: Thread, chosen: list[Message]) -> Overlay:
    tr = hands.tr

    def delete() -> None:
        delete_messages(hands.context, [message.id for message in chosen])
        hands.set(dialog="", selected=())

    many = tr("1 message") if len(chosen) == 1 else tr("{} messages").format(len(chosen))
    return alert(
        "",
        tr("Are you sure you want to delete {}?").format(many),
        accept=Choice(tr("Yes"), delete),
        cancel=Choice(tr("No"), hands.close),
    )


def _ask_delete_all(hands: Thread, thread: int) -> Overlay:
    tr = hands.tr

    def delete() -> None:
        delete_threads(hands.context, (thread,))
        hands.context.finish()

    return alert(
        "",
        tr("Are you sure you want to delete all messages of this conversation?"),
        accept=Choice(tr("Yes"), delete),
        cancel=Choice(tr("No"), hands.close),
    )


def _ask_block(hands: Thread) -> Overlay:
    tr, number = hands.tr, hands.state.recipients[0]
    blocked = is_blocked(hands.context, number)

    def turn() -> None:
        (unblock if blocked else block)(hands.context, number)
        hands.close()

    text = tr("Are you sure you want to unblock {}?") if blocked else tr("Are you sure you want to block {}?")
    return alert(
        "", text.format(number), accept=Choice(tr("Yes"), turn), cancel=Choice(tr("No"), hands.close)
    )


def _text(hands: Thread, message: Message) -> Overlay:
    """The words alone, to select some of them."""
    words = View(
        "TextView",
        "dialog_select_text_value",
        Text(message.body, selectable="message"),
        box=Box(width=FILL, padding=(24.0, 0.0, 24.0, 0.0)),
    )
    return dialog("", (words,), accept=Choice(hands.tr("OK"), hands.close), on_dismiss=hands.close)


def _properties(hands: Thread, message: Message) -> Overlay:
    """What is known of a message; a long press copies a value."""

    def copy(value: str) -> None:
        hands.context.set_clipboard(value)
        hands.context.toast(hands.tr("Value copied to clipboard: {}").format(value))

    rows = [
        tile(value, name, on_long_press=partial(copy, value), look=TileLook(padding=(24.0, 6.0, 24.0, 6.0)))
        for name, value in description_of(hands, message)
    ]
    return dialog(
        hands.tr("Message details"), rows, accept=Choice(hands.tr("OK"), hands.close), on_dismiss=hands.close
    )
