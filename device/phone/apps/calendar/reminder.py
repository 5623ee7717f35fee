"""When one is reminded."""

from collections.abc import Callable

from device.phone.apps.calendar.event import NO_REMINDER

CHOICES = (NO_REMINDER, 0, 5, 10, 30, 60, 1440)
"""Minutes before that are offered."""


def reminder_text(tr: Callable[[str], str], minutes: int) -> str:
    """As "10 minutes before"."""
    if minutes == NO_REMINDER:
        return tr("No reminder")
    if minutes == 0:
        return tr("On start")
    return tr("{} before").format(length_text(tr, minutes))


def length_text(tr: Callable[[str], str], minutes: int) -> str:
    """As "10 minutes", "1 hour", "2 days"."""
    for size, one, many in (
        (10_080, "1 week", "{} weeks"),
        (1440, "1 day", "{} days"),
        (60, "1 hour", "{} hours"),
        (1, "1 minute", "{} minutes"),
    ):
        if minutes % size == 0 and minutes:
            count = minutes // size
            return tr(one) if count == 1 else tr(many).format(count)
    return tr("{} minutes").format(0)
