"""Calendar: events and tasks, as Simple Calendar Pro keeps and shows them."""

from device.phone.apps.calendar.calendar import Calendar
from device.phone.apps.calendar.provider import CalendarProvider
from device.phone.system.provider import PROVIDERS

PROVIDERS["com.android.calendar"] = CalendarProvider()

APPS = (Calendar,)
