"""The notifications of Messages: one for each conversation with something new, answered from the shade."""

from device.phone.apps.messages.state import PACKAGE, THREAD
from device.phone.apps.provider.contact import book
from device.phone.apps.provider.interruption import may_interrupt
from device.phone.apps.provider.message import conversations, messages_in, recipients_of
from device.phone.system.context import Context
from device.phone.system.intent import VIEW, Extra, Intent
from device.phone.system.notification import HIGH, Action, Notification

REPLY = f"{PACKAGE}.action.reply"
MARK_READ = f"{PACKAGE}.action.mark_as_read"
TEXT = "com.simplemobiletools.smsmessenger.reply"
"""Key of what was typed."""
THREAD_ID = "thread_id"
_CHANNEL = "simple_sms_messenger"
_SHOWN = 7


def tell_of(context: Context, thread: int, address: str, body: str) -> None:
    """A message has come in."""
    context.notify(_notification(context, thread, address, body))


def _notification(context: Context, thread: int, address: str, body: str) -> Notification:
    people = recipients_of(context, thread)
    about: dict[str, Extra] = {THREAD_ID: thread}

    def tr(text: str) -> str:
        return context.translate(text, PACKAGE)

    new = [message.body for message in messages_in(context, thread, _SHOWN) if not message.read]
    return Notification(
        PACKAGE,
        book(context).name_of(address) or address,
        body,
        id=thread,
        channel=_CHANNEL,
        importance=HIGH,
        category="msg",
        lines=tuple(new) if len(new) > 1 else (),
        tap=Intent(
            VIEW,
            component=f"{PACKAGE}/{THREAD}",
            extras={"address": ",".join(people)},
        ),
        actions=(
            Action(tr("Reply"), Intent(REPLY, extras=about), reply=TEXT, hint=tr("Reply")),
            Action(tr("Mark as read"), Intent(MARK_READ, extras=about)),
        ),
        icon="chat_bubble",
        pierces=may_interrupt(context, "zen_messages", address),
    )


def follow(context: Context) -> None:
    """Take back what was read meanwhile, wherever that was."""
    posted = context.notifications.of(PACKAGE)
    if not posted:
        return
    unread = {conversation.thread for conversation in conversations(context) if conversation.unread}
    for entry in posted:
        if entry.channel == _CHANNEL and entry.id not in unread:
            context.cancel(PACKAGE, entry.id, entry.tag)
