"""What is said in a conversation: bubbles, and the days between them."""

from collections.abc import Callable

from device.phone.apps.messages.delivery import resend
from device.phone.apps.messages.state import MessagesActivity, ThreadState
from device.phone.apps.provider.message import Message
from device.phone.apps.provider.moment import local_of, short_moment, time_of
from device.phone.apps.provider.telephony import FAILED
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import View
from device.phone.toolkit.viewpart import FILL, Box, Flow, Surface, Text

_FAR_SIDE = 72.0
"""dp that a bubble keeps from the other side."""
_PAUSE_MS = 300_000
"""After so long the time is written again."""
Thread = MessagesActivity[ThreadState]


def bubbles(hands: Thread, found: list[Message], turn: Callable[[int], None]) -> list[View]:
    """Messages, oldest first, with the time where one begins after a pause."""
    rows: list[View] = []
    before: Message | None = None
    for message in found:
        if before is None or message.date_ms - before.date_ms >= _PAUSE_MS:
            rows.append(_moment(hands, message))
        rows.append(_bubble(hands, message, turn))
        before = message
    return rows


def _moment(hands: Thread, message: Message) -> View:
    day = short_moment(hands.context, message.date_ms)
    time = time_of(hands.context, message.date_ms)
    return View(
        "TextView",
        "thread_date_time",
        Text(
            day if day == time else f"{day}, {time}",
            style="body_small",
            colour="on_surface_variant",
            align="center",
        ),
        box=Box(width=FILL, padding=(0.0, 14.0, 0.0, 6.0)),
    )


def _bubble(hands: Thread, message: Message, turn: Callable[[int], None]) -> View:
    selected = message.id in hands.state.selected
    received = message.received
    colours = ("surface_container_highest", "on_surface") if received else ("primary", "on_primary")
    text = fixed(
        "TextView",
        "thread_message_body",
        Text(message.body, style="body_large", colour=colours[1]),
        box=Box(padding=(16.0, 9.0, 16.0, 9.0)),
        surface=Surface(colours[0], radius=20.0),
    )
    parts = [text]
    if received and len(hands.state.recipients) > 1:
        parts.insert(0, _sender(hands, message))
    failed = message.type == FAILED
    if failed:
        words = hands.tr("Not sent. Touch to retry.")
        parts.append(
            fixed("TextView", "thread_message_error", Text(words, style="body_small", colour="error"))
        )
    tap = (lambda: resend(hands.context, message)) if failed else None
    near, far = (16.0, _FAR_SIDE) if received else (_FAR_SIDE, 16.0)
    return View(
        "RelativeLayout",
        "thread_message_holder",
        box=Box(width=FILL, padding=(near, 2.0, far, 2.0)),
        flow=Flow(align="start" if received else "end"),
        surface=Surface("secondary_container" if selected else ""),
        selected=selected,
        on_tap=(lambda: turn(message.id)) if hands.state.selected else tap,
        on_long_press=lambda: turn(message.id),
        children=parts,
    )


def _sender(hands: Thread, message: Message) -> View:
    """Who wrote it, in a group."""
    return View(
        "TextView",
        "thread_message_sender_name",
        Text(hands.names((message.address,)), style="body_small", colour="on_surface_variant"),
        box=Box(padding=(12.0, 4.0, 0.0, 2.0)),
    )


def is_repeated(message: Message, first: str) -> bool:
    """In a group each message sent has a row for every recipient; all but the first's are left out."""
    return not message.received and message.address != first


def description_of(hands: Thread, message: Message) -> list[tuple[str, str]]:
    """What is known of a message besides its words."""
    local = local_of(hands.context, message.date_ms)
    tr = hands.tr
    return [
        (tr("Sender") if message.received else tr("Receiver"), hands.names((message.address,))),
        (tr("Received at") if message.received else tr("Sent at"), f"{local:%Y-%m-%d %H:%M:%S}"),
    ]
