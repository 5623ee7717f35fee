"""A screenshot taken on the phone itself: a picture among the others, and a notification that tells of it."""

from typing import TYPE_CHECKING

from device.phone.file.document import document_uri
from device.phone.file.entry import SHARED, FileFault
from device.phone.file.freepath import free_path
from device.phone.system.intent import CHOOSER, SEND, STREAM, VIEW, Intent
from device.phone.system.notification import Action, Notification
from device.phone.system.shade import SYSTEM_UI
from device.phone.system.timetext import local_now

if TYPE_CHECKING:
    from device.phone.screen.handset import Handset

_FOLDER = f"{SHARED}/Pictures/Screenshots"
_TYPE = "image/png"


def take_screenshot(phone: "Handset") -> None:
    """Save what is on the screen; a screen that its app keeps secret is refused."""
    tr = phone.translate
    if phone.frame().screen.secure:
        phone.toast(tr("Taking screenshots isn’t allowed by the app or your organization"))
        return
    name = f"Screenshot_{local_now(phone):%Y%m%d-%H%M%S}.png"
    path = free_path(phone.files, f"{_FOLDER}/{name}")
    try:
        phone.files.make_directories(_FOLDER)
        phone.files.write(path, phone.camera.png())
    except FileFault:
        title, text = tr("Couldn’t save screenshot"), tr("Try taking screenshot again")
        phone.notify(Notification(SYSTEM_UI, title, text, tag="screenshot", icon="screenshot"))
        return
    uri = document_uri(path)
    share = Intent(SEND[0], type=_TYPE, component=CHOOSER, extras={STREAM: uri})
    phone.notify(
        Notification(
            SYSTEM_UI,
            tr("Screenshot saved"),
            tr("Tap to view your screenshot"),
            tag="screenshot",
            tap=Intent(VIEW, uri, _TYPE),
            actions=(Action(tr("Share"), share, opens=True),),
            icon="screenshot",
        )
    )
