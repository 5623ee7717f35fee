"""Every program of the phone, by name."""

from device.phone.shell.call import Command
from device.phone.shell.command import (
    activity,
    columns,
    content,
    dump,
    find,
    input,
    listing,
    matching,
    package,
    reading,
    screen,
    service,
    setting,
    sqlite,
    system,
    tree,
    when,
)

PROGRAMS: dict[str, Command] = {
    **activity.COMMANDS,
    **columns.COMMANDS,
    **content.COMMANDS,
    **dump.COMMANDS,
    **find.COMMANDS,
    **input.COMMANDS,
    **listing.COMMANDS,
    **matching.COMMANDS,
    **package.COMMANDS,
    **reading.COMMANDS,
    **screen.COMMANDS,
    **service.COMMANDS,
    **setting.COMMANDS,
    **sqlite.COMMANDS,
    **system.COMMANDS,
    **tree.COMMANDS,
    **when.COMMANDS,
}
