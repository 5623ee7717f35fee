"""What a restart does to a phone: apps are closed, the screen is home, uptime starts again; data stays."""

from dataclasses import replace
from typing import TYPE_CHECKING

from device.phone.system.audiofocus import fall_silent
from device.phone.system.shade import collapse

if TYPE_CHECKING:
    from device.phone.system.system import System


def reboot(system: "System") -> None:
    """Restart a phone."""
    fall_silent(system)
    for package in {task.activities[0].package for task in system.stack.tasks}:
        system.end(package)
    collapse(system)
    system.notifications.load(())
    system.show_keyboard(False)
    system.toast("")
    system.set_clipboard("")
    system.hardware = replace(system.hardware, asleep=False)
    system.clock.load(replace(system.clock.save(), uptime_ms=0))
    system.events.note("phone", "restarted")


def power_wish(system: "System") -> str:
    """What was asked of the phone's first process, once: "reboot", "shutdown" or ""."""
    asked = system.properties.pop("sys.powerctl", "")
    kind, _, how = asked.partition(",")
    if kind == "shutdown" or (kind == "reboot" and how == "-p"):
        return "shutdown"
    return "reboot" if kind == "reboot" else ""


def shut_down(system: "System") -> None:
    """A phone that is off: the display is dark, and the power key starts it."""
    reboot(system)
    system.hardware = replace(system.hardware, asleep=True)
