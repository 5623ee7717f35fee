"""What the buttons of a message's notification do."""

from device.phone.apps.messages.delivery import send
from device.phone.apps.messages.notice import MARK_READ, REPLY, TEXT, THREAD_ID
from device.phone.apps.provider.message import mark_read, recipients_of
from device.phone.system.context import Context
from device.phone.system.intent import Intent


def answered(context: Context, intent: Intent) -> bool:
    """A button of a notification was pressed; False for any other intent."""
    if intent.action not in (REPLY, MARK_READ):
        return False
    thread = int(intent.extras.get(THREAD_ID, 0))
    mark_read(context, thread)
    context.cancel(context.package, thread)
    typed = str(intent.extras.get(TEXT, ""))
    people = recipients_of(context, thread)
    if intent.action == REPLY and typed and people:
        send(context, people, typed)
    return True
