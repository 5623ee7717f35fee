"""`agent phone ...`: the embedded phone on its own, for `adb` and whatever else speaks to one."""

import click

from ui.command.phonekeep import fork, restore, screenshot, snapshot, snapshots
from ui.command.phonesheet import sheet
from ui.command.phonestart import list_, start, stop
from ui.command.phonetell import diff, events
from ui.command.phoneweather import weather


@click.group(short_help="Run the embedded phone.")
def phone() -> None:
    """Run the embedded phone, for `adb` and whatever else speaks to one.

    SERIAL is what `agent phone list` and `adb devices` show; its address or a port alone (of adb or of the
    console) will do.
    """


for _command in (
    start,
    list_,
    stop,
    weather,
    snapshot,
    snapshots,
    restore,
    fork,
    screenshot,
    sheet,
    diff,
    events,
):
    phone.add_command(_command)
