"""A slow phone seen at rest: what takes long is done at once.

The list of elements is read between two pictures, of which the second is only hashed, on the phone. Where it
equals the first the screen stood still meanwhile, and the list belongs to it. A list that is read only once
the screen is at rest, as `uiautomator dump` does, is asked for before the first: such a look takes as long as
its slowest part, not as the sum.
"""

import time
from collections import deque
from concurrent.futures import Executor, Future, wait
from dataclasses import replace

from device.error import TreeUnavailable
from device.link.transport.protocol import Transport
from device.look.front import Front
from device.look.hierarchy import Hierarchy
from device.look.observe import Eye, compose
from device.look.settle import FIRST_PAUSE, Watch
from device.mirror.mirror import Mirror
from device.screen import Observation, Screenshot

MOMENT = 0.15
"""Seconds (of the phone) before a screen counts as still: what a touch sets off does not begin at once."""
LONGEST_MOMENT = 0.4
PATIENCE = 0.45
"""The same where nothing has changed since the touch: it may only be late."""
QUIET = 0.1
"""Seconds in which no picture of the stream comes, from which on a screen that changed counts as still."""
IDLE = 1.0
"""Seconds for which `uiautomator dump` sees nothing change before it reads the list; so it lasts no less."""
_ANEW = 1.0
"""Seconds for a screen to come to rest that had to be woken or gave no picture."""


_Parts = tuple[Future[Hierarchy | str], Future[Front], Screenshot | str, bool]
"""The list and what is in front, as they come; a picture, and whether nothing moved."""


class Glance:
    """Looks at one slow phone until it stands still."""

    def __init__(self, transport: Transport, eye: Eye, watch: Watch, pool: Executor) -> None:
        self._transport = transport
        self._eye = eye
        self._watch = watch
        self._pool = pool
        self._last: Observation | None = None
        self._lists: deque[float] = deque(maxlen=5)
        """Seconds that the latest lists took."""

    def forget(self) -> None:
        """Let go of the last look."""
        self._last = None

    def see(self, timeout: float, *, touched: bool, anew: bool) -> tuple[bool, Observation]:
        """Whether the screen came to rest, and what was seen last.

        Where nothing was touched since the last look and the picture is that of then, the screen stood still
        since: neither the list nor another picture is asked for, unless all is to be seen `anew`.
        """
        deadline = time.monotonic() + timeout
        if not (touched or anew):
            seen = self._unchanged()
            if seen is not None:
                return True, seen
        moment, wary = (MOMENT if touched or anew else 0.0), touched
        while True:
            still, seen = self._look(moment, wary=wary)
            self._last = seen if still else None
            if still or time.monotonic() >= deadline:
                return still, seen
            moment, wary = min(LONGEST_MOMENT, max(MOMENT, moment * 1.6)), False

    def _unchanged(self) -> Observation | None:
        """The last look as of now; None where there is none, or its picture is not what is shown."""
        last, taken_at = self._last, time.time()
        if last is None:
            return None
        asked = self._pool.submit(self._eye.front)
        shot = self._eye.picture()
        front = asked.result()
        if not self._is_last(shot) or not self._eye.accepts(front, shot):
            return None
        seen = compose(front, shot, None, taken_at)
        seen = replace(seen, elements=last.elements, tree_error=last.tree_error, tree_cut=last.tree_cut)
        self._last = self._eye.kept(seen)
        return self._last

    def _look(self, moment: float, *, wary: bool) -> tuple[bool, Observation]:
        """One round: two pictures and a list at the same time; see `_two_pictures`."""
        taken_at = time.time()
        if self._eye.streams and self._eye.mirror is not None:
            dump, asked, shot, still = self._streamed(self._eye.mirror, moment, wary=wary)
        elif self._eye.served:
            dump, asked, shot, still = self._served(moment, wary=wary)
        else:
            dump, asked, shot, still = self._in_turn(moment)
        front, tree = asked.result(), dump.result()
        seen = compose(front, shot, tree, taken_at)
        if isinstance(shot, str) or not self._eye.accepts(front, shot):
            return self._watch.settle(_ANEW), self._eye.observe(screenshot=True, tree=True)
        self._eye.note(seen)
        return still, self._eye.kept(seen)

    def _streamed(self, mirror: Mirror, moment: float, *, wary: bool) -> _Parts:
        """A picture of now once nothing changes in the stream any more, and then the list.

        A stream that says nothing proves nothing, so that the picture is asked for. The screen stood still
        where no other came until the list was there.
        """
        mirror.rest(mirror.count, QUIET, PATIENCE if wary else moment)
        count = mirror.count
        shot = self._eye.picture()
        dump, asked = self._pool.submit(self._tree), self._pool.submit(self._eye.front)
        self._sleep(FIRST_PAUSE)
        wait((dump,))
        return dump, asked, shot, mirror.count == count

    def _served(self, moment: float, *, wary: bool) -> _Parts:
        """Pictures by the server on the phone, and the list asked for once the first is there.

        The second picture comes a moment after the first, and no sooner than it takes to have the list.
        `wary`, of a touch just made: where the first shows what was seen before it, what the touch sets off
        may be to come, and a third is taken later.
        """
        began = time.monotonic()
        shot = self._eye.picture()
        took = time.monotonic() - began
        dump, asked = self._pool.submit(self._tree), self._pool.submit(self._eye.front)
        self._sleep(max(FIRST_PAUSE, moment - took, min(self._lists, default=0.0) - took))
        stamp = self._eye.shutter.stamped()
        still = bool(stamp) and stamp == self._eye.shutter.stamp
        if wary and still and not self._has_changed(shot):
            self._sleep(PATIENCE - (time.monotonic() - began))
            still = self._eye.shutter.stamped() == stamp
        return dump, asked, shot, still

    def _has_changed(self, shot: Screenshot | str) -> bool:
        """Whether the picture is known to be another than that of the last look."""
        known = self._last is not None and self._last.screenshot is not None
        return known and not self._is_last(shot)

    def _sleep(self, seconds: float) -> None:
        """Let time pass on the phone."""
        if seconds > 0:
            self._transport.shell(f"sleep {seconds:.2f}")

    def _in_turn(self, moment: float) -> _Parts:
        """The list being asked for and what is in front, and two pictures by adb after a moment.

        A list that always takes a second or more waits by itself until nothing changes: it is begun at once,
        and the pictures are taken as late as it leaves time for them. Any other is read after the first.
        """
        waits = len(self._lists) > 1 and min(self._lists) >= IDLE
        dump = self._pool.submit(self._tree) if waits else None
        spare = min(self._lists) - 2 * (self._watch.seconds or 0.0) - FIRST_PAUSE if waits else 0.0
        self._sleep(max(moment, spare))
        if dump is not None and dump.done():
            dump = None
        started = time.perf_counter()
        shot = self._eye.picture()
        took = time.perf_counter() - started
        dump, asked = dump or self._pool.submit(self._tree), self._pool.submit(self._eye.front)
        still = isinstance(shot, Screenshot) and self._watch.stands(FIRST_PAUSE)
        if took < min(self._lists, default=0.0):
            self._eye.shutter.suffice()
        return dump, asked, shot, still

    def _is_last(self, shot: Screenshot | str) -> bool:
        """Whether the picture is that of the last look."""
        last = self._last.screenshot if self._last else None
        if last is None or not isinstance(shot, Screenshot):
            return False
        if last.encoding != shot.encoding:
            return last.size == shot.size and last.image.tobytes() == shot.image.tobytes()
        return last.digest == shot.digest

    def _tree(self) -> Hierarchy | str:
        started = time.perf_counter()
        try:
            return self._eye.tree()
        except TreeUnavailable as error:
            return error.reason
        finally:
            self._lists.append(time.perf_counter() - started)
