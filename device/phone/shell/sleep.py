"""Time that a command lets pass: the phone's own, unless the phone is live and follows the host's."""

import re
from typing import TYPE_CHECKING

from device.phone.shell.stream import Budget
from device.phone.system.passing import pass_time

if TYPE_CHECKING:
    from device.phone.screen.handset import Handset

_DURATION = re.compile(r"(\d{1,12}\.?\d{0,9}|\.\d{1,9})([smhd]?)", re.ASCII)
_UNITS = {"": 1, "s": 1, "m": 60, "h": 3600, "d": 86_400}
_MOST_MS = 10**12


def duration_ms(text: str) -> int | None:
    """`1.5`, `2m`, `1h`, ...; None for what is none."""
    found = _DURATION.fullmatch(text)
    return None if found is None else min(_MOST_MS, int(float(found[1]) * _UNITS[found[2]] * 1000))


def sleep(phone: "Handset", budget: Budget, ms: int) -> None:
    """Let time pass.

    Without anybody waiting: a live phone is ahead of its time then, and whoever asked waits for it (see
    ShellResult.slept_ms).
    """
    pass_time(phone)  # what was opened just now begins now, not when somebody looks
    if phone.clock.live:
        budget.slept_ms += ms
        phone.clock.run_ahead(budget.slept_ms)
    else:
        phone.clock.advance(ms)
