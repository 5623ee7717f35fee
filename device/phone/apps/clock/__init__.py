"""The Clock: alarms, world clock, timers, stopwatch, bedtime."""

from device.phone.apps.clock.clock import Clock

APPS = (Clock,)
