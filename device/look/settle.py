"""Waiting until a screen has come to rest, for as long as that takes and no longer."""

import re
import time
from collections.abc import Sequence

from device.error import TooMuchSent, TreeUnavailable
from device.link.transport.protocol import Insight, Transport
from device.look.acquaintance import COMPARED
from device.look.observe import Eye

FIRST_PAUSE = 0.05
LONGEST_PAUSE = 0.4
SLOW = 0.2
"""Seconds that a look takes on a slow phone, and more."""
DEAR = 0.6
"""Seconds from which on no second way of looking is tried: below, it may be this computer that is busy."""
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
        self._known = eye.shutter.known

    @property
    def seconds(self) -> float | None:
        """What a picture that is only compared takes; None before one was."""
        return self._known.seconds

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
        digest = self._hash(COMPARED[0] if shutter.is_raw else COMPARED[1], pause)
        self._known.seconds = max(0.0, time.perf_counter() - started - pause)
        return digest == shutter.stamp

    def settle(self, timeout: float, looks: Sequence[str] = ()) -> bool:
        """Look until two looks in a row are equal; False when `timeout` seconds pass before that.

        Time between looks passes on the phone (`sleep` there), so that the embedded phone's spinners turn
        without anybody waiting; it grows from look to look. A pause goes with the look after it, and the
        first one with both its looks, so that a screen at rest costs one command. `looks` are the first two
        where they were made just now.
        """
        deadline = time.monotonic() + timeout
        if timeout <= 0:
            return False
        pause = waited = FIRST_PAUSE
        before, now = looks if len(looks) == 2 else self._twice(pause)
        while now != before:
            if time.monotonic() >= deadline or waited >= timeout:
                return False
            pause = min(LONGEST_PAUSE, pause * 2)
            waited += pause
            before, now = now, self._later(pause)
        return True

    def _twice(self, pause: float) -> tuple[object, object]:
        """Two looks, so many seconds apart."""
        if not self._by_hash:
            return self.look(), self._later(pause)
        hashed = self.hashing
        digests = self._digests(f"{hashed}; sleep {pause:.2f}; {hashed}")
        if len(digests) == 2:
            return digests[0], digests[1]
        return self._pictureless(), self._later(pause)

    def _later(self, pause: float) -> object:
        """A look after so many seconds."""
        if self._by_hash:
            return self._hash(self._way(), pause) or self._pictureless()
        self._transport.shell(f"sleep {pause:.2f}")
        return self.look()

    @property
    def _by_hash(self) -> bool:
        """Whether each look is a command for the phone's shell."""
        return not (isinstance(self._transport, Insight) or self._eye.served)

    def look(self) -> object:
        """Something that is equal for equal screens; few bytes are moved for it."""
        if isinstance(self._transport, Insight):
            return self._transport.look()
        return self._eye.shutter.stamped() or self._hash(self._way()) or self._pictureless()

    def _pictureless(self) -> object:
        """A look at a screen that gives no picture."""
        try:
            return tuple(tuple(node.attributes.items()) for node in self._eye.tree().nodes)
        except TreeUnavailable:
            return self._eye.front()

    @property
    def hashing(self) -> str:
        """The command that prints the hash of a picture; the first time it is found out which is quicker."""
        return self._hashed(self._way())

    def _way(self) -> str:
        """The way that takes less time on this phone; one that takes very long is asked only once for it."""
        known, raw = self._known, COMPARED[0]
        if known.compared:
            return known.compared
        first = self._timed(raw)
        if known.seconds is None:
            known.seconds = first
        if self.slow and first > DEAR:
            known.compared = raw
            return raw
        # What is done only once did not count; where all goes in no time, neither does what came between.
        rounds = range(1 if first > SLOW else 2)
        took = {way: min(self._timed(way) for _ in rounds) for way in COMPARED}
        known.compared = min(took, key=lambda way: took[way])
        known.seconds = took[known.compared]
        return known.compared

    def _timed(self, way: str) -> float:
        started = time.perf_counter()
        self._hash(way)
        return time.perf_counter() - started

    def _hash(self, way: str, pause: float = 0.0) -> str:
        """MD5 of a picture after so many seconds; "" where the phone gives none."""
        later = f"sleep {pause:.2f}; " if pause else ""
        return next(iter(self._digests(f"{later}{self._hashed(way)}")), "")

    def _hashed(self, way: str) -> str:
        """The command that takes a picture one way and hashes it."""
        return f"{way}{self._eye.shutter.option} | md5sum"

    def _digests(self, command: str) -> tuple[str, ...]:
        """What a command prints of pictures that there were."""
        try:
            return digests_in(self._transport.shell(command).text)
        except TooMuchSent:
            return ()


def digests_in(told: str) -> tuple[str, ...]:
    """The hashes that were printed of pictures that there were."""
    return tuple(digest for digest in _DIGEST.findall(told) if digest != _EMPTY)
