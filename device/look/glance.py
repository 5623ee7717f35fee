"""A slow phone seen at rest: everything that takes long is done at once.

The list of elements is asked for while pictures are taken; the second picture is only hashed, on the phone.
Where it equals the first the screen stood still meanwhile, and the list belongs to it. So a look takes as
long as its slowest part, not as their sum.
"""

import time
from concurrent.futures import Executor
from dataclasses import replace

from device.error import TreeUnavailable
from device.link.transport.protocol import Transport
from device.look.hierarchy import Hierarchy
from device.look.observe import Eye, compose
from device.look.picture import NoPicture
from device.look.settle import Watch
from device.screen import Observation, Screenshot

MOMENT = 0.15
"""Seconds (of the phone) before the first look: what a touch sets off does not begin at once."""
LONGEST_MOMENT = 0.4
IDLE = 1.0
"""Seconds for which `uiautomator dump` sees nothing change before it reads the list; so it lasts no less."""
_ANEW = 1.0
"""Seconds for a screen to come to rest that had to be woken or gave no picture."""


class Glance:
    """Looks at one slow phone until it stands still."""

    def __init__(self, transport: Transport, eye: Eye, watch: Watch, pool: Executor) -> None:
        self._transport = transport
        self._eye = eye
        self._watch = watch
        self._pool = pool
        self._last: Observation | None = None
        self._tree_seconds = 0.0
        """What the latest list took."""

    def forget(self) -> None:
        """Let go of the last look."""
        self._last = None

    def see(self, timeout: float, *, touched: bool) -> tuple[bool, Observation]:
        """Whether the screen came to rest, and what was seen last.

        Where nothing was touched since the last look and the picture is that of then, the screen stood still
        since: neither the list nor another picture is asked for.
        """
        deadline = time.monotonic() + timeout
        if not touched:
            seen = self._unchanged()
            if seen is not None:
                return True, seen
        moment = MOMENT if touched else 0.0
        while True:
            still, seen = self._look(moment)
            self._last = seen if still else None
            if still or time.monotonic() >= deadline:
                return still, seen
            moment = min(LONGEST_MOMENT, max(MOMENT, moment * 1.6))

    def _unchanged(self) -> Observation | None:
        """The last look as of now; None where there is none, or its picture is not what is shown."""
        last, taken_at = self._last, time.time()
        if last is None:
            return None
        asked = self._pool.submit(self._eye.front)
        shot = self._picture()
        front = asked.result()
        if not self._is_last(shot) or not self._eye.accepts(front, shot):
            return None
        seen = compose(front, shot, None, taken_at)
        seen = replace(seen, elements=last.elements, tree_error=last.tree_error, tree_cut=last.tree_cut)
        self._last = self._eye.kept(seen)
        return self._last

    def _look(self, moment: float) -> tuple[bool, Observation]:
        """One round: two pictures and a list at the same time, after a moment.

        A list that takes a second or more waits by itself until nothing changes, and needs no moment.
        """
        taken_at = time.time()
        patient = self._tree_seconds >= IDLE
        dump = self._pool.submit(self._tree) if patient else None
        if moment:
            self._transport.shell(f"sleep {moment:.2f}")
        dump = dump or self._pool.submit(self._tree)
        asked = self._pool.submit(self._eye.front)
        started = time.perf_counter()
        shot = self._picture()
        still = isinstance(shot, Screenshot) and self._watch.stands()
        pictures = time.perf_counter() - started
        front, tree = asked.result(), dump.result()
        if pictures < self._tree_seconds:
            self._eye.shutter.suffice()
        seen = compose(front, shot, tree, taken_at)
        if isinstance(shot, str) or not self._eye.accepts(front, shot):
            return self._watch.settle(_ANEW), self._eye.observe(screenshot=True, tree=True)
        self._eye.note(seen)
        return still, self._eye.kept(seen)

    def _is_last(self, shot: Screenshot | str) -> bool:
        """Whether the picture is that of the last look."""
        last = self._last.screenshot if self._last else None
        if last is None or not isinstance(shot, Screenshot):
            return False
        if last.encoding != shot.encoding:
            return last.size == shot.size and last.image.tobytes() == shot.image.tobytes()
        return last.digest == shot.digest

    def _picture(self) -> Screenshot | str:
        try:
            return self._eye.shutter.take()
        except NoPicture as error:
            return str(error)

    def _tree(self) -> Hierarchy | str:
        started = time.perf_counter()
        try:
            return self._eye.tree()
        except TreeUnavailable as error:
            return error.reason
        finally:
            self._tree_seconds = time.perf_counter() - started
