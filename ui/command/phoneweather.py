"""`agent phone weather`: the trouble that a running phone makes."""

import click

from ui.command.phoneplace import registry
from ui.terminal import say

_CLEAR = "no trouble"


@click.command(short_help="Tell or change what trouble a phone makes.")
@click.argument("serial")
@click.argument("kinds", required=False)
def weather(serial: str, kinds: str | None) -> int:
    """Tell what trouble a phone makes, or have it make KINDS and no other.

    KINDS is as `agent phone start --weather` takes it: slow,popups:0.8 or all,-chinese; `none` is none.
    `agent phone start --weather list` tells the kinds.
    """
    from device.phone.server.remote import change_weather
    from device.phone.weather.forecast import checked_weather

    phone = registry().find(serial)
    now = phone.weather if kinds is None else change_weather(phone, checked_weather(kinds))
    say(f"{phone.serial}: {now or _CLEAR}")
    return 0
