"""The phone's clipboard, which plain adb cannot reach: by the server on the phone, or the Clipper app.

Clipper comes to the front with each of it: Android shows the clipboard to nobody else.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from device.error import ActionRejected
from device.link.transport.protocol import Transport, quote
from device.resident.resident import Resident

_ANSWER = re.compile(r'result=(-?\d+)(?:, data="(.*)")?\s*\Z', re.DOTALL)
_DONE = "-1"
_PACKAGE = "ca.zgrs.clipper"
_CLIPPER = f"{_PACKAGE}/{_PACKAGE}.Main"
_BACK = "input keyevent 4"


class Clipboard:
    """Reads and fills the clipboard of one phone."""

    def __init__(self, transport: Transport, resident: Resident | None = None) -> None:
        self._transport = transport
        self._resident = resident

    @property
    def at_hand(self) -> bool:
        """Whether it is reached with no app coming to the front."""
        return self._resident is not None and self._resident.serves

    def reachable(self) -> bool:
        """Whether the server on the phone or Clipper is there."""
        if self.at_hand:
            return True
        return "package:" in self._transport.shell(quote(["pm", "path", _PACKAGE])).text

    def read(self) -> str:
        """What is on the clipboard. Raises ActionRejected where nothing answers."""
        if self.at_hand and self._resident is not None:
            return self._resident.copied() or ""
        return self._ask("clipper.get")

    def fill(self, text: str) -> None:
        """Put a text on the clipboard. Raises ActionRejected where nothing answers."""
        if self.at_hand and self._resident is not None and self._resident.copy(text):
            return
        self._ask("clipper.set", "-e", "text", text)

    def put(self, text: str) -> None:
        """Put a text there, with the app of before in front again. Raises as `fill`."""
        self.fill(text)
        if not self.at_hand:
            self._transport.shell(_BACK, repeat=False)

    def look(self) -> str:
        """What is there, with the app of before in front again. Raises as `read`."""
        came_up = not self.at_hand
        found = self.read()
        if came_up:
            self._transport.shell(_BACK, repeat=False)
        return found

    @contextmanager
    def lent(self, text: str) -> Iterator[None]:
        """A text on the clipboard and the app of before in front again; then what was there is put back."""
        before = self.read()
        self.put(text)
        try:
            yield
        finally:
            if before:
                self.put(before)

    def _ask(self, action: str, *extras: str) -> str:
        self._transport.shell(quote(["am", "start", "-W", "-n", _CLIPPER]))
        answer = self._transport.shell(quote(["am", "broadcast", "-a", action, *extras]))
        found = _ANSWER.search(answer.text)
        if found is None or found[1] != _DONE:
            raise ActionRejected("the clipboard cannot be reached: Clipper is not installed or does not run")
        return found[2] or ""
