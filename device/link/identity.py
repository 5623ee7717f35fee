"""Which phone it is, however it is reached: over USB, Wi-Fi, another port, another adb server."""

import re

from device.link.transport.protocol import Transport

_SHARED = re.compile(
    r"|unknown|none|null|emulator.*|cuttlefish.*|(?:generic|android|default).*|(.)\1*|0?1?2345678\w*", re.I
)
"""Serial numbers that many phones have: emulators of one kind, makers who gave none."""
_NUMBER = re.compile(r"[\w.:-]{4,64}")


def identify(transport: Transport) -> str:
    """The serial number that its maker gave it; "" where it has none of its own.

    Raises a DeviceError where the phone cannot be asked.
    """
    return introduced(transport)[0]


def introduced(transport: Transport) -> tuple[str, str]:
    """Its serial number as `identify` gives it, and the fingerprint of its Android; "" where not told."""
    told = transport.shell("getprop ro.serialno; getprop ro.build.fingerprint").text.splitlines()
    number, build = (*(line.strip() for line in told[:2]), "", "")[:2]
    return number if _NUMBER.fullmatch(number) and not _SHARED.fullmatch(number) else "", build
