"""What is asked of scrcpy's server by its control socket: bytes as its versions 3 and 4 read them."""

import struct

from device.screen import Point

DOWN, UP = 0, 1
_KEY, _TOUCH = 0, 2
_FINGER = -2
"""Of a pointer that is no mouse."""
_PRESSED = 0xFFFF
KEYS = {"HOME": 3, "BACK": 4, "ENTER": 66, "DEL": 67, "APP_SWITCH": 187}
"""Android's codes of the keys that are pressed most."""


def touched(action: int, point: Point, screen: tuple[int, int], video: tuple[int, int]) -> bytes:
    """A finger put down or taken up at a pixel of the screen; the server counts in those of its pictures.

    It drops a touch that counts in a size that its pictures have no more: the screen turned meanwhile.
    """
    x, y = point.x * video[0] // screen[0], point.y * video[1] // screen[1]
    pressure = _PRESSED if action == DOWN else 0
    return struct.pack(">BBqiiHHHII", _TOUCH, action, _FINGER, x, y, *video, pressure, 0, 0)


def pressed(code: int) -> bytes:
    """A key pressed shortly."""
    return b"".join(struct.pack(">BBIII", _KEY, action, code, 0, 0) for action in (DOWN, UP))
