"""What a restart does to a phone: apps are closed, the screen is home, uptime starts again; data stays."""

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from device.phone.phone import Phone


def reboot(phone: "Phone") -> None:
    """Restart a phone."""
    for package in {task.activities[0].package for task in phone.stack.tasks}:
        phone.force_stop(package)
    phone.show_keyboard(False)
    phone.toast("")
    phone.set_clipboard("")
    phone.clock.load(replace(phone.clock.save(), uptime_ms=0))
