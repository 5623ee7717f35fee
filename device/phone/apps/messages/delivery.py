"""Messages on their way: one that comes in, one that goes out."""

from collections.abc import Sequence
from dataclasses import replace

from device.phone.apps.messages.notice import tell_of
from device.phone.apps.messages.state import END, LATEST, PACKAGE, ThreadState
from device.phone.apps.provider.calllog import is_blocked
from device.phone.apps.provider.message import Message, add_message, find_thread, open_thread, put_draft
from device.phone.apps.provider.number import compact, same_number
from device.phone.apps.provider.telephony import FAILED, INBOX, SENT, messages_database
from device.phone.system.context import Context
from device.phone.system.radio import in_service


def deliver(context: Context, address: str, body: str) -> int:
    """A text message arrives, now by the phone's date; the id of its row, 0 when its sender is blocked.

    It is read at once when its conversation is on the screen, else a notification tells of it. While the
    phone is out of reach the network keeps the message (0 as well) until `deliver_waiting`.
    """
    if not in_service(context):
        waiting = (*context.hardware.undelivered, (address, body))
        context.system.hardware = replace(context.hardware, undelivered=waiting)
        return 0
    if is_blocked(context, address):
        return 0
    front = context.front
    state = front.state
    open_now = (
        front.package == PACKAGE
        and isinstance(state, ThreadState)
        and len(state.recipients) == 1
        and same_address(state.recipients[0], address)
    )
    number = add_message(context, compact(address), body, INBOX, read=open_now)
    if open_now:
        context.of(front).scroll_to(LATEST, END)
    else:
        tell_of(context, find_thread(context, (compact(address),)), address, body)
    return number


def deliver_waiting(context: Context) -> None:
    """What came while the phone was out of reach arrives, as soon as it is back."""
    waiting = context.hardware.undelivered
    if waiting and in_service(context):
        context.system.hardware = replace(context.hardware, undelivered=())
        for address, body in waiting:
            deliver(context, address, body)


def same_address(one: str, other: str) -> bool:
    """Whether two senders or recipients are the same: by number, or by name where they have none."""
    return same_number(one, other) or one == other


def send(context: Context, recipients: Sequence[str], body: str) -> int:
    """Send a text message: a row for each recipient, all in their one conversation. The conversation's id.

    With no mobile network the rows say that it was not sent.
    """
    kind = SENT if in_service(context) else FAILED
    put_draft(context, recipients, "")
    thread = open_thread(context, recipients)
    for address in recipients:
        add_message(context, compact(address), body, kind, thread=thread)
    return find_thread(context, recipients)


def resend(context: Context, message: Message) -> None:
    """Try once more to send what was not sent, to all it is for; without a network it stays as it is."""
    if in_service(context):
        messages_database(context).run(
            "UPDATE sms SET type = ?, date = ? WHERE thread_id = ? AND type = ? AND date = ? AND body = ?",
            *(SENT, context.clock.date_ms),
            *(message.thread, FAILED, message.date_ms, message.body),
        )
