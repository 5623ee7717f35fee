"""The notifications of Fernmail: one for each conversation with something new."""

from typing import TYPE_CHECKING

from device.phone.apps.mail.box import ARCHIVE, INBOX, TRASH, Letter, box
from device.phone.apps.mail.change import mark, move
from device.phone.apps.mail.schema import PACKAGE
from device.phone.apps.mail.state import READ
from device.phone.apps.mail.text import snippet
from device.phone.system.intent import VIEW, Extra, Intent
from device.phone.system.notification import Action, Notification

if TYPE_CHECKING:
    from device.phone.phone import Phone

_ACTION = f"{PACKAGE}.action."
_DONE = {f"{_ACTION}ARCHIVE": ARCHIVE, f"{_ACTION}DELETE": TRASH}
_READ_ONE = f"{_ACTION}MARK_READ"
_LONGEST = 300


def tell_of(phone: "Phone", letter: Letter) -> None:
    """A letter has come in."""
    if box(phone).preferences.get("notify", "1") != "1":
        return
    about: dict[str, Extra] = {"thread": letter.thread}
    subject = letter.subject or phone.translate("(no subject)", PACKAGE)
    buttons = (("Archive", f"{_ACTION}ARCHIVE"), ("Delete", f"{_ACTION}DELETE"), ("Mark as read", _READ_ONE))
    phone.notify(
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
                Action(phone.translate(label, PACKAGE), Intent(action, extras=about))
                for label, action in buttons
            ),
            icon="mail",
        )
    )


def follow(phone: "Phone") -> None:
    """Take back what was read or put away meanwhile."""
    posted = phone.notifications.of(PACKAGE)
    if not posted:
        return
    new = {one.thread for one in box(phone).letters.values() if not one.read and one.folder == INBOX}
    for entry in posted:
        if entry.id not in new:
            phone.cancel(PACKAGE, entry.id, entry.tag)


def answered(phone: "Phone", intent: Intent) -> bool:
    """Whether a button of a notification was pressed; what it asks for is done."""
    if intent.action != _READ_ONE and intent.action not in _DONE:
        return False
    thread = int(intent.extras.get("thread", 0))
    letters = [one.id for one in box(phone).threads.get(thread, ()) if one.folder == INBOX]
    mark(phone, letters, read=True)
    if intent.action in _DONE:
        move(phone, letters, _DONE[intent.action])
    follow(phone)
    return True
