"""One conversation: what was said, and the field for what is said next."""

from urllib.parse import quote

from device.phone.apps.messages.bubble import bubbles, description_of, is_repeated
from device.phone.apps.messages.delivery import send
from device.phone.apps.messages.state import BODY, END, LATEST, NEW, TEXT_EXTRA, Hands, ThreadState
from device.phone.apps.provider.calllog import block, is_blocked, unblock
from device.phone.apps.provider.message import (
    Message,
    delete_messages,
    delete_threads,
    find_thread,
    mark_read,
    messages_in,
    put_draft,
)
from device.phone.intent import Intent
from device.phone.view import FILL, Handler, Overlay, Screen, View
from device.phone.widget import (
    Choice,
    alert,
    button,
    dialog,
    icon_button,
    menu,
    page,
    plain_field,
    scroll,
    selection_bar,
    tile,
    top_bar,
)

_PAGE = 40
_LONG = 160
"""Characters from which on the length is told."""
Thread = Hands[ThreadState]


def show_thread(hands: Thread) -> Screen:
    """Bar, bubbles, field."""
    state, tr = hands.state, hands.tr
    thread = find_thread(hands.phone, state.recipients)
    found = [
        message
        for message in messages_in(hands.phone, thread, state.shown)
        if len(state.recipients) == 1 or not is_repeated(message, state.recipients[0])
    ]
    chosen = [message for message in found if message.id in state.selected]
    rows = bubbles(hands, found, lambda number: _turn(hands, number))
    if len(found) >= state.shown:
        older = button(tr("Show older messages"), lambda: hands.set(shown=state.shown + _PAGE), kind="text")
        rows.insert(0, View(width=FILL, align="center", children=(older,), important=False))
    body = scroll(LATEST, rows, resource_id="thread_messages_list", bottom=8.0)
    body.justify = "end"
    bar = _selection(hands, chosen) if chosen else _bar(hands)
    whole = page(bar, body, _writing(hands))
    return Screen(whole, overlay=_overlay(hands, thread, found, chosen), title=hands.names(state.recipients))


def leave_thread(hands: Thread) -> bool:
    """Back: leaves the selection; else what was typed is kept as a draft. False: the activity closes."""
    if hands.state.selected:
        hands.set(selected=())
        return True
    put_draft(hands.phone, hands.state.recipients, hands.context.text(BODY).strip())
    return False


def _close(hands: Thread) -> None:
    if not leave_thread(hands):
        hands.context.finish()


def _turn(hands: Thread, number: int) -> None:
    """Select a message, or no longer."""
    kept = tuple(other for other in hands.state.selected if other != number)
    hands.set(selected=kept if len(kept) < len(hands.state.selected) else (*kept, number))


# -- bars ----------------------------------------------------------------------------------------------
def _bar(hands: Thread) -> View:
    tr, people = hands.tr, hands.state.recipients
    name = hands.names(people)
    single = len(people) == 1
    actions = [icon_button("more_vert", tr("More options"), lambda: hands.open("menu"))]
    if single:
        ring = icon_button("call", tr("Dial number"), lambda: _call(hands), resource_id="dial_number")
        actions.insert(0, ring)
    return top_bar(
        name,
        on_back=lambda: _close(hands),
        back_label=tr("Back"),
        subtitle=people[0] if single and name != people[0] else "",
        actions=actions,
        title_id="thread_title",
    )


def _call(hands: Thread) -> None:
    hands.send(Intent("android.intent.action.CALL", data=f"tel:{quote(hands.state.recipients[0], safe='+')}"))


def _selection(hands: Thread, chosen: list[Message]) -> View:
    tr = hands.tr
    text = "\n".join(message.body for message in chosen)

    def copy() -> None:
        hands.phone.set_clipboard(text)
        hands.set(selected=())
        hands.context.toast(tr("Value copied to clipboard: {}").format(text))

    def share() -> None:
        hands.set(selected=())
        hands.send(Intent("android.intent.action.SEND", type="text/plain", extras={TEXT_EXTRA: text}))

    actions = [
        icon_button("content_copy", tr("Copy to clipboard"), copy, resource_id="cab_copy_to_clipboard"),
        icon_button("share", tr("Share"), share, resource_id="cab_share"),
        icon_button("delete", tr("Delete"), lambda: hands.open("delete"), resource_id="cab_delete"),
        icon_button("more_vert", tr("More options"), lambda: hands.open("selected")),
    ]
    return selection_bar(len(chosen), lambda: hands.set(selected=()), actions, tr("Done"))


def _writing(hands: Thread) -> View:
    """The field and the button that sends."""
    context, tr = hands.context, hands.tr
    typed = context.text(BODY)
    field = plain_field(
        BODY,
        tr("Type a message\u2026"),
        resource_id="thread_type_message",
        input_type="multiline",
        padding=(20.0, 12.0, 20.0, 12.0),
        weight=1.0,
    )
    field.background, field.radius = "surface_container_high", 24.0
    able = bool(typed.strip())
    act = View(
        "Button",
        "thread_send_message",
        tr("SMS"),
        icon="send",
        icon_size=24.0,
        icon_filled=able,
        gap=2.0,
        style="label_small",
        colour="primary" if able else "outline",
        width=52.0,
        height=52.0,
        align="center",
        justify="center",
        enabled=able,
        on_tap=lambda: _send(hands),
    )
    length = View(
        "TextView", "thread_character_counter", f"{len(typed)}", style="label_small", colour="outline"
    )
    return View(
        "RelativeLayout",
        "message_holder",
        axis="row",
        width=FILL,
        align="end",
        gap=8.0,
        padding=(16.0, 6.0, 8.0, 10.0),
        children=(field, *((length,) if len(typed) > _LONG else ()), act),
    )


def _send(hands: Thread) -> None:
    context = hands.context
    body = context.text(BODY).strip()
    if not body:
        return
    send(hands.phone, hands.state.recipients, body)
    context.set_text(BODY, "")
    context.scroll_to(LATEST, END)


# -- menus and questions -------------------------------------------------------------------------------
def _overlay(hands: Thread, thread: int, found: list[Message], chosen: list[Message]) -> Overlay | None:
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
    return _properties(hands, chosen[0]) if kind == "properties" else None


def _menu(hands: Thread, thread: int) -> Overlay:
    tr, people = hands.tr, hands.state.recipients

    def create_contact() -> None:
        hands.close()
        kind = "vnd.android.cursor.dir/contact"
        hands.send(Intent("android.intent.action.INSERT", type=kind, extras={"phone": people[0]}))

    def copy() -> None:
        hands.phone.set_clipboard(people[0])
        hands.close()
        hands.context.toast(tr("Value copied to clipboard: {}").format(people[0]))

    def mark_unread() -> None:
        mark_read(hands.phone, thread, read=False)
        hands.context.finish()

    items: list[tuple[str, Handler]] = []
    if thread:
        items.append((tr("Delete"), lambda: hands.open("delete_all")))
        items.append((tr("Mark as unread"), mark_unread))
    if len(people) == 1:
        blocked = is_blocked(hands.phone, people[0])
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
        items.append((tr("Properties"), lambda: hands.open("properties")))
    everything = tuple(message.id for message in found)
    items.append((tr("Select all"), lambda: hands.set(dialog="", selected=everything)))
    return menu(items, hands.close, anchor=(1.0, 0.06))


def _ask_delete(hands: Thread, chosen: list[Message]) -> Overlay:
    tr = hands.tr

    def delete() -> None:
        delete_messages(hands.phone, [message.id for message in chosen])
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
        delete_threads(hands.phone, (thread,))
        hands.context.finish()

    return alert(
        "",
        tr("Are you sure you want to delete all messages of this conversation?"),
        accept=Choice(tr("Yes"), delete),
        cancel=Choice(tr("No"), hands.close),
    )


def _ask_block(hands: Thread) -> Overlay:
    tr, number = hands.tr, hands.state.recipients[0]
    blocked = is_blocked(hands.phone, number)

    def turn() -> None:
        (unblock if blocked else block)(hands.phone, number)
        hands.close()

    text = tr("Are you sure you want to unblock {}?") if blocked else tr("Are you sure you want to block {}?")
    return alert(
        "", text.format(number), accept=Choice(tr("Yes"), turn), cancel=Choice(tr("No"), hands.close)
    )


def _properties(hands: Thread, message: Message) -> Overlay:
    rows = [
        tile(value, name, padding=(24.0, 6.0, 24.0, 6.0)) for name, value in description_of(hands, message)
    ]
    return dialog(
        hands.tr("Message details"), rows, accept=Choice(hands.tr("OK"), hands.close), on_dismiss=hands.close
    )
