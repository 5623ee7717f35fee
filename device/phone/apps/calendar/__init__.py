"""Calendar: events and tasks, as Simple Calendar Pro keeps and shows them."""

from device.phone.apps.calendar.calendar import Calendar

__all__ = ["Calendar"]
