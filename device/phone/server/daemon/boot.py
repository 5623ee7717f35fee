"""What a restart does to a phone: apps are closed, the screen is home, uptime starts again; data stays."""

from dataclasses import replace
from typing import TYPE_CHECKING

from device.phone.screen.shade.state import collapse
from device.phone.system.audiofocus import fall_silent

if TYPE_CHECKING:
    from device.phone.phone import Phone


def reboot(phone: "Phone") -> None:
    """Restart a phone."""
    fall_silent(phone)
    for package in {task.activities[0].package for task in phone.stack.tasks}:
        phone.end(package)
    collapse(phone)
    phone.notifications.load(())
    phone.show_keyboard(False)
    phone.toast("")
    phone.set_clipboard("")
    phone.hardware = replace(phone.hardware, asleep=False)
    phone.clock.load(replace(phone.clock.save(), uptime_ms=0))
    phone.events.note("phone", "restarted")


def power_wish(phone: "Phone") -> str:
    """What was asked of the phone's first process, once: "reboot", "shutdown" or ""."""
    asked = phone.properties.pop("sys.powerctl", "")
    kind, _, how = asked.partition(",")
    if kind == "shutdown" or (kind == "reboot" and how == "-p"):
        return "shutdown"
    return "reboot" if kind == "reboot" else ""


def shut_down(phone: "Phone") -> None:
    """A phone that is off: the display is dark, and the power key starts it."""
    reboot(phone)
    phone.hardware = replace(phone.hardware, asleep=True)
