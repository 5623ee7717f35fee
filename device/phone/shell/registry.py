"""Every program of the phone, by name."""

from device.phone.shell.call import Command
from device.phone.shell.command import (
    activity,
    appops,
    binary,
    content,
    dump,
    find,
    grep,
    ime,
    input,
    inputevent,
    listing,
    locking,
    log,
    monkey,
    network,
    package,
    process,
    property,
    reading,
    record,
    report,
    screen,
    service,
    setting,
    sqlite,
    storage,
    system,
    tree,
    volume,
    when,
)

_SUBJECTS = (
    activity, appops, binary, content, dump, find, grep, ime, input, inputevent, listing, locking, log,
    monkey, network, package, process, property, reading, record, report, screen, service, setting, sqlite,
    storage, system, tree, volume, when,
)  # fmt: skip
PROGRAMS: dict[str, Command] = {name: run for each in _SUBJECTS for name, run in each.COMMANDS.items()}
