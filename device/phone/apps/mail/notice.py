"""The notifications of Fernmail: one for each conversation with something new."""

from device.phone.apps.mail.box import ARCHIVE, INBOX, TRASH, Letter, box
from device.phone.apps.mail.change import mark, move
from device.phone.apps.mail.schema import PACKAGE
from device.phone.apps.mail.state import READ
from device.phone.apps.mail.text import snippet
from device.phone.system.context import Context
from device.phone.system.intent import VIEW, Extra, Intent
from device.phone.system.notification import Action, Notification

_ACTION = f"{PACKAGE}.action."
_DONE = {f"{_ACTION}ARCHIVE": ARCHIVE, f"{_ACTION}DELETE": TRASH}
_READ_ONE = f"{_ACTION}MARK_READ"
_LONGEST = 300


def tell_of(context: Context, letter: Letter) -> None:
    """A letter has come in."""
    if box(context).preferences.get("notify", "1") != "1":
        return
    about: dict[str, Extra] = {"thread": letter.thread}
    subject = letter.subject or context.translate("(no subject)", PACKAGE)
    buttons = (("Archive", f"{_ACTION}ARCHIVE"), ("Delete", f"{_ACTION}DELETE"), ("Mark as read", _READ_ONE))
    context.notify(
        Notification(
            PACKAGE,
            letter.sender,
            subject,
            id=letter.thread,
            channel="mail",
            category="email",
            big_text=f"{subject}\n{snippet(letter.body, letter.type)[:_LONGEST]}",
            tap=Intent(VIEW, component=f"{PACKAGE}/{READ}", extras=about),
            actions=tuple(
                Action(context.translate(label, PACKAGE), Intent(action, extras=about))
                for label, action in buttons
            ),
            icon="mail",
        )
    )


def follow(context: Context) -> None:
    """Take back what was read or put away meanwhile."""
    posted = context.notifications.of(PACKAGE)
    if not posted:
        return
    new = {one.thread for one in box(context).letters.values() if not one.read and one.folder == INBOX}
    for entry in posted:
        if entry.id not in new:
            context.cancel(PACKAGE, entry.id, entry.tag)


def answered(context: Context, intent: Intent) -> bool:
    """Whether a button of a notification was pressed; what it asks for is done."""
    if intent.action != _READ_ONE and intent.action not in _DONE:
        return False
    thread = int(intent.extras.get("thread", 0))
    letters = [one.id for one in box(context).threads.get(thread, ()) if one.folder == INBOX]
    mark(context, letters, read=True)
    if intent.action in _DONE:
        move(context, letters, _DONE[intent.action])
    follow(context)
    return True
