"""Every program of the phone, by name."""

from device.phone.shell.call import Command
from device.phone.shell.command import columns, find, listing, matching, reading, tree, when

PROGRAMS: dict[str, Command] = {
    **columns.COMMANDS,
    **find.COMMANDS,
    **listing.COMMANDS,
    **matching.COMMANDS,
    **reading.COMMANDS,
    **tree.COMMANDS,
    **when.COMMANDS,
}
