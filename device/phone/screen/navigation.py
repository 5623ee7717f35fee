"""Back, home, recent apps, volume and other keys that the system takes before an app is asked."""

from typing import TYPE_CHECKING

from device.phone.screen.shade.capture import take_screenshot
from device.phone.screen.shade.volume import media_volume, set_volume
from device.phone.screen.window import OVERLAYS, FrameWindow
from device.phone.system import keycode
from device.phone.system.fault import guarded
from device.phone.system.intent import APP, Activity, Extra, Intent
from device.phone.system.launching import drop_question
from device.phone.system.package import OVERVIEW
from device.phone.system.shade import collapse, leave_for, toggle
from device.phone.system.trouble import close_dialogs, ignored

if TYPE_CHECKING:
    from device.phone.screen.handset import Handset
    from device.phone.system.system import System


def back(phone: "Handset", active: FrameWindow) -> None:
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
            guarded(phone, active.package, active.on_dismiss, None)
        return
    front = phone.front
    if ignored(phone, front.package):
        return
    if not _back(phone, front) and front.package != phone.home_package:
        phone.finish(front)


def _back(system: "System", activity: Activity) -> bool:
    """Whether the app had something to go back to; one that stopped is closed already."""
    app, context = system.apps[activity.package], system.context(activity)
    return guarded(system, activity.package, lambda: app.back(context), True)


def home(system: "System") -> None:
    """The home screen; at home its drawer closes."""
    was_home = system.front.package == system.home_package and not system.window.shade.focused
    collapse(system)
    close_dialogs(system)
    system.show_keyboard(False)
    drop_question(system)
    system.stack.home()
    if system.front.state is None:  # the launcher stopped as it began
        system.initialise(system.front)
    if was_home:
        _back(system, system.front)


def overview(system: "System") -> None:
    """Recent apps, which the launcher shows."""
    collapse(system)
    close_dialogs(system)
    system.show_keyboard(False)
    drop_question(system)
    task = system.stack.tasks[0]
    system.stack.home()
    asked: dict[str, Extra] = {} if task.id == system.stack.home_task.id else {"task": task.id}
    launcher, context = system.apps[system.home_package], system.context()
    guarded(
        system, system.home_package, lambda: launcher.receive(context, Intent(OVERVIEW, extras=asked)), None
    )


def volume(system: "System", step: int) -> None:
    """Media volume, a step up or down, which shows for a while."""
    level = media_volume(system) + step
    set_volume(system, level)


def shortcut(phone: "Handset", code: int, meta: int) -> bool:
    """A key that opens the app of a kind, takes a screenshot, or with Meta the shade; whether it is one."""
    if code in keycode.APPS:
        intent = Intent(categories=(APP + keycode.APPS[code],))
        if phone.packages.resolve(intent):
            leave_for(phone, intent)
    elif code == keycode.SYSRQ:
        take_screenshot(phone)
    elif code == keycode.N and meta & keycode.META_KEY:
        toggle(phone)
    else:
        return False
    return True
