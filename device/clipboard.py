"""The phone's clipboard, which plain adb cannot reach: through the Clipper app where it is installed.

Clipper comes to the front with each of it: Android shows the clipboard to nobody else.
"""

import re

from device.error import ActionRejected
from device.transport.protocol import Transport, quote

_ANSWER = re.compile(r'result=(-?\d+)(?:, data="(.*)")?\s*\Z', re.DOTALL)
_DONE = "-1"
_CLIPPER = "ca.zgrs.clipper/ca.zgrs.clipper.Main"


class Clipboard:
    """Reads and fills the clipboard of one phone."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def read(self) -> str:
        """What is on the clipboard. Raises ActionRejected where nothing answers."""
        return self._ask("clipper.get")

    def fill(self, text: str) -> None:
        """Put a text on the clipboard. Raises ActionRejected where nothing answers."""
        self._ask("clipper.set", "-e", "text", text)

    def _ask(self, action: str, *extras: str) -> str:
        self._transport.shell(quote(["am", "start", "-W", "-n", _CLIPPER]))
        answer = self._transport.shell(quote(["am", "broadcast", "-a", action, *extras]))
        found = _ANSWER.search(answer.text)
        if found is None or found[1] != _DONE:
            raise ActionRejected("the clipboard cannot be reached: Clipper is not installed or does not run")
        return found[2] or ""
