"""`sms ...`: text messages that reach the phone."""

import re

from device.phone.apps.messages.delivery import deliver
from device.phone.console.answer import ConsoleEntry, ConsolePlace, Refused, Table

_SENDER = re.compile(r"\+?[0-9*#().-]{1,32}")
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_LETTERS = {"n": "\n", "r": "\r", "t": "\t"}
_LONGEST = 10_000
"""Characters of a message that arrives in parts."""


def _send(place: ConsolePlace, rest: str) -> list[str]:
    sender, _, text = rest.partition(" ")
    if not sender or not text:
        raise Refused("missing argument, try 'sms send <phonenumber> <text message>'")
    if not _SENDER.fullmatch(sender):
        raise Refused("bad phone number format, must be [+](0-9)*")
    if len(text) > _LONGEST:
        raise Refused("message too long")
    deliver(place.phone.context(), sender, unescaped(text))
    return []


def unescaped(text: str) -> str:
    """C's escapes replaced, bytes (x and two digits) read as UTF-8; elsewhere the backslash just goes."""
    raw = bytearray()
    end = 0
    for found in _ESCAPE.finditer(text):
        raw += text[end : found.start()].encode("utf-8", "surrogatepass")
        byte, code, char = found.groups()
        if byte:
            raw.append(int(byte, 16))
        elif code:
            raw += chr(int(code, 16)).encode("utf-8", "surrogatepass")
        else:
            raw += _LETTERS.get(char, char).encode("utf-8", "surrogatepass")
        end = found.end()
    raw += text[end:].encode("utf-8", "surrogatepass")
    return raw.decode("utf-8", "replace")


COMMANDS: Table = {
    "send": ConsoleEntry(_send, "send inbound SMS text message"),
}
