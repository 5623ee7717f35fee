"""Every program of the phone, by name."""

from device.phone.shell.call import Command

PROGRAMS: dict[str, Command] = {}
