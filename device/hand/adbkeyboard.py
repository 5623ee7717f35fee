"""ADBKeyboard: the keyboard that types any character, borrowed for one text and given back.

The owner's keyboard is written down on this computer before it is changed, so that a run that was killed
in between is put right by the next one that takes the phone.
"""

import base64
import re
from collections.abc import Iterator
from contextlib import contextmanager

from device.error import TextNotTyped
from device.link.transport.protocol import Transport, quote
from device.state.restoration import Record

ADB_KEYBOARD = "com.android.adbkeyboard/.AdbIME"
ADB_KEYBOARD_NAMES = {ADB_KEYBOARD, "com.android.adbkeyboard/com.android.adbkeyboard.AdbIME"}
_BYTES_A_BROADCAST = 1500
_PREVIOUS = re.compile(r"[A-Za-z][\w.]*/[\w.$]+")


class AdbKeyboard:
    """The input method of one phone."""

    def __init__(self, transport: Transport, record: Record) -> None:
        self._transport = transport
        self._record = record
        self._previous = ""
        self._enabled_by_us = False

    def available(self) -> str:
        """ADBKeyboard's id as this phone spells it; "" when it is not installed."""
        listed = self._transport.shell("ime list -s -a").text.split()
        return next((name for name in listed if name in ADB_KEYBOARD_NAMES), "")

    @contextmanager
    def borrowed(self, keyboard: str) -> Iterator[None]:
        """Switch to a keyboard and back, whatever happens.

        Raises TextNotTyped when the phone will not, ConfigError where the owner's cannot be noted down.
        """
        listing = self._transport.shell("settings get secure default_input_method; ime list -s").text.split()
        previous = listing[0] if listing and _PREVIOUS.fullmatch(listing[0]) else ""
        self._note(previous, enabled_by_us=keyboard not in listing[1:])
        try:
            answer = self._transport.shell(
                f"{quote(['ime', 'enable', keyboard])} && {quote(['ime', 'set', keyboard])}"
            )
            if answer.exit_code or "selected" not in answer.text:
                raise TextNotTyped(f"the phone did not switch to ADBKeyboard: {answer.complaint}")
            yield
        finally:
            self.restore()

    def commit(self, text: str) -> None:
        """Have ADBKeyboard put text into the focused field."""
        for part in _parts(text):
            encoded = base64.b64encode(part.encode()).decode()
            self._transport.shell(
                quote(["am", "broadcast", "-a", "ADB_INPUT_B64", "--es", "msg", encoded]), repeat=False
            )

    def restore(self) -> None:
        """Give the owner's keyboard back, if it was changed."""
        if not self._previous and not self._enabled_by_us:
            return
        steps = []
        if self._previous:
            steps.append(quote(["ime", "set", self._previous]))
        if self._enabled_by_us:
            steps.append(quote(["ime", "disable", ADB_KEYBOARD]))
        answer = self._transport.shell("; ".join(steps))
        if self._enabled_by_us and answer.exit_code:
            self._strike_out()
        self._previous, self._enabled_by_us = "", False
        self._record.drop()

    def _strike_out(self) -> None:
        """Take ADBKeyboard off the list of keyboards by hand, where it is not on the phone any more."""
        listed = self._transport.shell("settings get secure enabled_input_methods").text.strip()
        kept = [one for one in listed.split(":") if one.partition(";")[0] not in ADB_KEYBOARD_NAMES]
        if kept and ":".join(kept) != listed:
            self._transport.shell(
                quote(["settings", "put", "secure", "enabled_input_methods", ":".join(kept)])
            )

    def repair(self) -> None:
        """Give back what an earlier run that was killed left changed."""
        kept = self._record.kept()
        if kept is None:
            return
        previous, enabled = str(kept.get("previous", "")), bool(kept.get("enabled_by_us"))
        now = self._transport.shell("settings get secure default_input_method").text.strip()
        ours = now in ADB_KEYBOARD_NAMES  # else the owner has chosen one since: it stays
        self._previous = previous if ours and _PREVIOUS.fullmatch(previous) else ""
        self._enabled_by_us = enabled
        self.restore()
        self._record.drop()

    def _note(self, previous: str, *, enabled_by_us: bool) -> None:
        """Write down what must be put back, before anything is changed. Raises ConfigError."""
        if previous in ADB_KEYBOARD_NAMES:
            previous = ""
        self._record.keep({"previous": previous, "enabled_by_us": enabled_by_us})
        self._previous, self._enabled_by_us = previous, enabled_by_us


def _parts(text: str) -> Iterator[str]:
    """Pieces small enough for one command line, cut between characters."""
    part, size = "", 0
    for character in text:
        width = len(character.encode())
        if part and size + width > _BYTES_A_BROADCAST:
            yield part
            part, size = "", 0
        part += character
        size += width
    if part:
        yield part
