"""What the screen depends on, as one value: while it is equal, the frame that was made still holds."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from device.phone.phone import Phone


def stamp_of(phone: "Phone") -> tuple[object, ...]:
    """Differs whenever the screen may differ."""
    clock = phone.clock
    return (
        phone.stack.revision,
        phone.settings.revision,
        phone.packages.revision,
        phone.notifications.revision,
        phone.files.revision,
        phone.window,
        phone.hardware,
        phone.tally.count,
        clock.uptime_ms // 100,
        bool(phone.window.toast) and clock.uptime_ms >= phone.window.toast_until_ms,
        clock.date_ms // 1000 if clock.live else clock.date_ms,
        clock.timezone,
        phone.weather.stamp,
    )
