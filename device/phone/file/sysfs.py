"""What the kernel tells of the battery in /sys: made when it is read."""

from collections.abc import Callable, Mapping

from device.phone.system.hardware import Hardware

_BATTERY = "/sys/class/power_supply/battery"

SYS: Mapping[str, Callable[[Hardware], str]] = {
    f"{_BATTERY}/capacity": lambda now: f"{now.battery_level}\n",
    f"{_BATTERY}/status": lambda now: f"{now.battery_status.replace('-', ' ').capitalize()}\n",
    f"{_BATTERY}/health": lambda now: f"{now.battery_health.capitalize()}\n",
    f"{_BATTERY}/present": lambda now: f"{int(now.battery_present)}\n",
    f"{_BATTERY}/technology": lambda now: "Li-ion\n",
    f"{_BATTERY}/temp": lambda now: "250\n",
    f"{_BATTERY}/voltage_now": lambda now: "4300000\n",
    "/sys/class/power_supply/usb/online": lambda now: f"{int(now.charger and now.plug == 'usb')}\n",
    "/sys/class/power_supply/ac/online": lambda now: f"{int(now.charger and now.plug == 'ac')}\n",
}
"""By path."""
