"""The screen kept on while a run works, asks or waits for its model, and as it was afterwards."""

from contextlib import suppress

from device.error import ConfigError
from device.link.transport.protocol import Transport, quote
from device.state.restoration import Record

SETTING = "stay_on_while_plugged_in"
_ASKED = f"settings get global {SETTING}"
_ANY = "7"
"""On whatever power: AC 1, USB 2, wireless 4."""


class Wakefulness:
    """Whether one phone keeps its screen on while it has power; without, it goes off as its owner set it."""

    def __init__(self, transport: Transport, record: Record) -> None:
        """Without a folder behind `record` nothing is changed: nobody could put it back after a kill."""
        self._transport = transport
        self._record = record
        self._before = ""

    def keep(self) -> None:
        """Keep the screen on, unless it stays on already or it can't be noted down what is to be put back."""
        if self._before or not self._record.outlasts:
            return
        before = self._now()
        if before == _ANY:
            return
        with suppress(ConfigError):
            self._record.keep({SETTING: before})
            self._before = before
            self._transport.shell(_putting(_ANY))

    def restore(self) -> None:
        """Put it back as it was, if it was changed; what somebody set since then stands."""
        if not self._before:
            return
        self._transport.shell(f'[ "$({_ASKED})" != {_ANY} ] || {_putting(self._before)}')
        self._before = ""
        self._record.drop()

    def repair(self) -> None:
        """Put back what an earlier run that was killed left switched on."""
        kept = self._record.kept()
        if kept is None:
            return
        self._before = str(kept.get(SETTING, ""))
        self.restore()
        self._record.drop()

    def _now(self) -> str:
        """What is set; "null" for a phone on which it never was."""
        return self._transport.shell(_ASKED).text.strip() or "null"


def _putting(value: str) -> str:
    """The command that sets it; what is no number was never set, and is taken away again."""
    words = ["put", "global", SETTING, value] if value.isdecimal() else ["delete", "global", SETTING]
    return quote(["settings", *words])
