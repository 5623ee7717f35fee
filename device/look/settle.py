"""Waiting until a screen has come to rest, for as long as that takes and no longer."""

import re
import time

from device.error import TooMuchSent, TreeUnavailable
from device.link.transport.protocol import Insight, Transport
from device.look.observe import Eye

FIRST_PAUSE = 0.05
LONGEST_PAUSE = 0.4
SLOW = 0.2
"""Seconds that a look takes on a slow phone, and more."""
DEAR = 0.6
"""Seconds from which on no second way of looking is tried: below, it may be this computer that is busy."""
_WAYS = ("screencap", "screencap -p")
_DIGEST = re.compile(r"\b[0-9a-f]{32}\b")
_EMPTY = "d41d8cd98f00b204e9800998ecf8427e"
"""md5 of nothing: the phone refused the picture."""


class Watch:
    """Watches one phone's screen come to rest.

    The picture is hashed on the phone, so that a look moves a few bytes; where no picture can be had the
    tree is hashed instead. Real phones are quick with raw pixels, the embedded one with a PNG it has at
    hand: the first time both are tried, and the quicker is remembered.
    """

    def __init__(self, transport: Transport, eye: Eye) -> None:
        self._transport = transport
        self._eye = eye
        self._way = ""
        self.seconds: float | None = None
        """What a picture that is only compared takes; None before one was."""

    @property
    def slow(self) -> bool:
        """Whether a look takes long on this phone, so that it pays to do several things at once.

        A phone that nothing is known of counts as slow: its first look tells.
        """
        if isinstance(self._transport, Insight):
            return False
        return self.seconds is None or self.seconds > SLOW or self._eye.served or self._eye.streams

    def stands(self, pause: float) -> bool:
        """Whether the phone shows, so many seconds later, what its latest picture showed.

        They pass on the phone, as between the looks of `settle`.
        """
        shutter = self._eye.shutter
        if shutter.by_resident:
            return shutter.stamped() == shutter.stamp
        started = time.perf_counter()
        digest = self._hash(_WAYS[0] if shutter.is_raw else _WAYS[1], pause)
        self.seconds = max(0.0, time.perf_counter() - started - pause)
        return digest == shutter.stamp

    def settle(self, timeout: float) -> bool:
        """Look until two looks in a row are equal; False when `timeout` seconds pass before that.

        Time between looks passes on the phone (`sleep` there), so that the embedded phone's spinners turn
        without anybody waiting; it grows from look to look.
        """
        deadline = time.monotonic() + timeout
        pause, waited = FIRST_PAUSE, 0.0
        before = self.look()
        while time.monotonic() < deadline and waited < timeout:
            self._transport.shell(f"sleep {pause:.2f}")
            waited += pause
            now = self.look()
            if now == before:
                return True
            before, pause = now, min(LONGEST_PAUSE, pause * 2)
        return False

    def look(self) -> object:
        """Something that is equal for equal screens; few bytes are moved for it."""
        if isinstance(self._transport, Insight):
            return self._transport.look()
        digest = self._eye.shutter.stamped() or self._hash(self._way or self._quicker())
        if digest:
            return digest
        try:
            return tuple(tuple(node.attributes.items()) for node in self._eye.tree().nodes)
        except TreeUnavailable:
            return self._eye.front()

    def _quicker(self) -> str:
        """The way that takes less time on this phone; one that takes very long is asked only once for it."""
        first = self._timed(_WAYS[0])
        if self.seconds is None:
            self.seconds = first
        if self.slow and first > DEAR:
            self._way = _WAYS[0]
            return self._way
        took = {way: self._timed(way) for way in _WAYS}  # what is done only once did not count
        self._way = min(took, key=lambda way: took[way])
        self.seconds = took[self._way]
        return self._way

    def _timed(self, way: str) -> float:
        started = time.perf_counter()
        self._hash(way)
        return time.perf_counter() - started

    def _hash(self, way: str, pause: float = 0.0) -> str:
        later = f"sleep {pause:.2f}; " if pause else ""
        try:
            told = self._transport.shell(f"{later}{way}{self._eye.shutter.option} | md5sum").text
        except TooMuchSent:
            return ""
        digest = _DIGEST.search(told)
        return digest[0] if digest and digest[0] != _EMPTY else ""
