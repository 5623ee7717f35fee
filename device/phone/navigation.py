"""Back, home, recent apps and the volume keys: what the system does with them before an app is asked."""

from typing import TYPE_CHECKING

from device.phone.intent import Intent
from device.phone.launching import drop_question
from device.phone.package import OVERVIEW
from device.phone.shade.state import collapse
from device.phone.trouble import ignored
from device.phone.window import OVERLAYS, FrameWindow

if TYPE_CHECKING:
    from device.phone.phone import Phone

VOLUME_TOP = 25


def back(phone: "Phone", active: FrameWindow) -> None:
    """Android's order: text toolbar, keyboard, overlay, the app itself, then the activity closes.

    `active` is the window that had the focus when the key was pressed.
    """
    if phone.touch.editor.close_toolbar():
        return
    if phone.window.keyboard_shown:
        phone.show_keyboard(False)
        return
    if active.kind in OVERLAYS:
        if active.on_dismiss is not None:
            active.on_dismiss()
        return
    front = phone.front
    if ignored(phone, front.package):
        return
    if not phone.apps[front.package].back(phone.context(front)) and front.package != phone.home_package:
        phone.finish(front)


def home(phone: "Phone") -> None:
    """The home screen; at home its drawer closes."""
    was_home = phone.front.package == phone.home_package and not phone.window.shade.focused
    collapse(phone)
    phone.show_keyboard(False)
    drop_question(phone)
    phone.stack.home()
    if was_home:
        phone.apps[phone.home_package].back(phone.context())


def overview(phone: "Phone") -> None:
    """Recent apps, which the launcher shows."""
    collapse(phone)
    phone.show_keyboard(False)
    drop_question(phone)
    phone.stack.home()
    phone.apps[phone.home_package].receive(phone.context(), Intent(action=OVERVIEW))


def volume(phone: "Phone", step: int) -> None:
    """Media volume, a step up or down."""
    level = phone.settings.number("system", "volume_music", 5) + step
    phone.settings.put("system", "volume_music", min(VOLUME_TOP, max(0, level)))
