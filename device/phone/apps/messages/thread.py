"""One conversation: what was said, and the field for what is said next."""

from dataclasses import replace
from urllib.parse import quote

from device.phone.apps.activity import toggled
from device.phone.apps.messages.bubble import bubbles, is_repeated
from device.phone.apps.messages.delivery import send
from device.phone.apps.messages.state import BODY, END, LATEST, TEXT_EXTRA, MessagesActivity, ThreadState
from device.phone.apps.messages.threadmenu import thread_overlay
from device.phone.apps.provider.message import (
    Message,
    find_thread,
    messages_in,
    put_draft,
)
from device.phone.system.intent import Intent
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Screen, View
from device.phone.toolkit.viewpart import FILL, FULL_WIDTH, Box, Flow, Icon, Input, Text
from device.phone.widget import Back, button, icon_button, page, plain_field, scroll, selection_bar, top_bar

_PAGE = 40
_LONG = 160
"""Characters from which on the length is told."""
Thread = MessagesActivity[ThreadState]


def show_thread(hands: Thread) -> Screen:
    """Bar, bubbles, field."""
    state, tr = hands.state, hands.tr
    thread = find_thread(hands.context, state.recipients)
    found = [
        message
        for message in messages_in(hands.context, thread, state.shown)
        if len(state.recipients) == 1 or not is_repeated(message, state.recipients[0])
    ]
    chosen = [message for message in found if message.id in state.selected]
    rows = bubbles(hands, found, lambda number: _turn(hands, number))
    if len(found) >= state.shown:
        older = button(tr("Show older messages"), lambda: hands.set(shown=state.shown + _PAGE), kind="text")
        rows.insert(0, View(box=FULL_WIDTH, flow=Flow(align="center"), children=(older,), important=False))
    body = scroll(LATEST, rows, resource_id="thread_messages_list", bottom=8.0)
    body.flow = replace(body.flow, justify="end")
    bar = _selection(hands, chosen) if chosen else _bar(hands)
    whole = page(bar, body, _writing(hands))
    return Screen(
        whole, overlay=thread_overlay(hands, thread, found, chosen), title=hands.names(state.recipients)
    )


def leave_thread(hands: Thread) -> bool:
    """Back: leaves the selection; else what was typed is kept as a draft. False: the activity closes."""
    if hands.state.selected:
        hands.set(selected=())
        return True
    keep_draft(hands)
    return False


def keep_draft(hands: Thread) -> None:
    """What is in the field, for the next time the conversation is opened."""
    put_draft(hands.context, hands.state.recipients, hands.context.text(BODY).strip())


def _close(hands: Thread) -> None:
    if not leave_thread(hands):
        hands.context.finish()


def _turn(hands: Thread, number: int) -> None:
    """Select a message, or no longer."""
    hands.set(selected=toggled(hands.state.selected, number))


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
        back=Back(lambda: _close(hands), tr("Back")),
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
        hands.context.set_clipboard(text)
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
        Input(BODY, tr("Type a message\u2026"), kind="multiline"),
        resource_id="thread_type_message",
        padding=(20.0, 12.0, 20.0, 12.0),
        weight=1.0,
    )
    field.surface = replace(field.surface, background="surface_container_high", radius=24.0)
    able = bool(typed.strip())
    act = View(
        "Button",
        "thread_send_message",
        Text(tr("SMS"), style="label_small", colour="primary" if able else "outline"),
        icon=Icon("send", "primary" if able else "outline", size=24.0, filled=able),
        box=Box(width=52.0, height=52.0),
        flow=Flow(gap=2.0, align="center", justify="center"),
        enabled=able,
        on_tap=lambda: _send(hands),
    )
    length = fixed(
        "TextView", "thread_character_counter", Text(f"{len(typed)}", style="label_small", colour="outline")
    )
    return View(
        "RelativeLayout",
        "message_holder",
        box=Box(width=FILL, padding=(16.0, 6.0, 8.0, 10.0)),
        flow=Flow("row", gap=8.0, align="end"),
        children=(field, *((length,) if len(typed) > _LONG else ()), act),
    )


def _send(hands: Thread) -> None:
    context = hands.context
    body = context.text(BODY).strip()
    if not body:
        return
    send(hands.context, hands.state.recipients, body)
    context.set_text(BODY, "")
    context.scroll_to(LATEST, END)
