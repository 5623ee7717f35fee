"""What the screen depends on, as one value: while it is equal, the frame that was made still holds."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from device.phone.system.system import System


def stamp_of(system: "System") -> tuple[object, ...]:
    """Differs whenever the screen may differ."""
    clock = system.clock
    return (
        system.stack.revision,
        system.settings.revision,
        system.packages.revision,
        system.notifications.revision,
        system.files.revision,
        system.window,
        system.hardware,
        system.tally.count,
        clock.uptime_ms // 100,
        bool(system.window.toast) and clock.uptime_ms >= system.window.toast_until_ms,
        clock.date_ms // 1000 if clock.live else clock.date_ms,
        clock.timezone,
        system.weather.stamp,
    )
