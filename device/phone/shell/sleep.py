"""Time that a command lets pass: the phone's own, unless the phone is live and follows the host's."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from device.phone.shell.stream import Budget
from device.phone.system.passing import pass_time

if TYPE_CHECKING:
    from device.phone.screen.handset import Handset

_DURATION = re.compile(r"(\d{1,12}\.?\d{0,9}|\.\d{1,9})([smhd]?)", re.ASCII)
_UNITS = {"": 1, "s": 1, "m": 60, "h": 3600, "d": 86_400}
_MOST_MS = 10**12


class TimeOver(Exception):
    """The time that `timeout` gave a command is over while it sleeps."""


def duration_ms(text: str) -> int | None:
    """`1.5`, `2m`, `1h`, ...; None for what is none."""
    found = _DURATION.fullmatch(text)
    return None if found is None else min(_MOST_MS, int(float(found[1]) * _UNITS[found[2]] * 1000))


def sleep(phone: "Handset", budget: Budget, ms: int) -> None:
    """Let time pass, as much as a `timeout` around leaves. Raises TimeOver.

    Without anybody waiting: a live phone is ahead of its time then, and whoever asked waits for it (see
    ShellResult.slept_ms).
    """
    spent = ms if budget.left_ms is None else min(ms, budget.left_ms)
    pass_time(phone)  # what was opened just now begins now, not when somebody looks
    if phone.clock.live:
        budget.slept_ms += spent
        phone.clock.run_ahead(budget.slept_ms)
    else:
        phone.clock.advance(spent)
    if budget.left_ms is not None:
        budget.left_ms -= spent
        if spent < ms:
            raise TimeOver


@contextmanager
def limited(budget: Budget, ms: int) -> Iterator[bool]:
    """What runs inside may sleep so long; whether that is less than what a limit around it leaves."""
    before = budget.left_ms
    ours = before is None or ms < before
    budget.left_ms = given = ms if before is None or ours else before
    try:
        yield ours
    finally:
        budget.left_ms = None if before is None else before - (given - budget.left_ms)
