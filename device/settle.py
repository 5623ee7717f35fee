"""Waiting until a screen has come to rest, for as long as that takes and no longer."""

import re
import time

from device.error import TreeUnavailable
from device.front import QUESTION
from device.observe import Eye
from device.transport.protocol import Insight, Transport

FIRST_PAUSE = 0.05
LONGEST_PAUSE = 0.4
_LOOK = "screencap | md5sum"
_DIGEST = re.compile(r"\b[0-9a-f]{32}\b")
_EMPTY = "d41d8cd98f00b204e9800998ecf8427e"
"""md5 of nothing: the phone refused the picture."""


def settle(transport: Transport, eye: Eye, timeout: float) -> bool:
    """Look until two looks in a row are equal; False when `timeout` seconds pass before that.

    The picture is hashed on the phone, so that a look moves a few bytes; where no picture can be had the
    tree is hashed instead. Time between looks passes on the phone (`sleep` there), so that the embedded
    phone's spinners turn without anybody waiting; it grows from look to look.
    """
    deadline = time.monotonic() + timeout
    pause, waited = FIRST_PAUSE, 0.0
    before = _look(transport, eye)
    while time.monotonic() < deadline and waited < timeout:
        transport.shell(f"sleep {pause:.2f}")
        waited += pause
        now = _look(transport, eye)
        if now == before:
            return True
        before, pause = now, min(LONGEST_PAUSE, pause * 2)
    return False


def _look(transport: Transport, eye: Eye) -> object:
    """Something that is equal for equal screens."""
    if isinstance(transport, Insight):
        return transport.look()
    output = transport.shell(_LOOK).text
    digest = _DIGEST.search(output)
    if digest and digest[0] != _EMPTY:
        return digest[0]
    try:
        return tuple(tuple(node.attributes.items()) for node in eye.tree().nodes)
    except TreeUnavailable:
        return transport.shell(QUESTION).text
