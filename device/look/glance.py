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

    def see(self, timeout: float, *, touched: bool) -> tuple[bool, Observation]:
        """Whether the screen came to rest, and what was seen last.

        Where nothing was touched since the last look and the picture is that of then, so is the list: it is
        not asked for again.
        """
        deadline, moment = time.monotonic() + timeout, MOMENT
        while True:
            self._transport.shell(f"sleep {moment:.2f}")
            still, seen = self._look(touched=touched)
            self._last = seen if still else None
            if still or time.monotonic() >= deadline:
                return still, seen
            touched, moment = True, min(LONGEST_MOMENT, moment * 1.6)

    def _look(self, *, touched: bool) -> tuple[bool, Observation]:
        """One round: two pictures and a list at the same time."""
        taken_at = time.time()
        dump = self._pool.submit(self._tree) if touched or self._last is None else None
        front = self._pool.submit(self._eye.front)
        shot = self._picture()
        if dump is None and not self._is_last(shot):
            dump = self._pool.submit(self._tree)
        still = isinstance(shot, Screenshot) and self._watch.stands(self._eye.shutter.stamp)
        seen = compose(front.result(), shot, dump.result() if dump else None, taken_at)
        if isinstance(shot, str) or not self._eye.accepts(front.result(), shot):
            return self._watch.settle(_ANEW), self._eye.observe(screenshot=True, tree=True)
        if dump is None and self._last is not None:
            last = self._last
            seen = replace(seen, elements=last.elements, tree_error=last.tree_error, tree_cut=last.tree_cut)
        self._eye.note(seen)
        return still, self._eye.kept(seen)

    def _is_last(self, shot: Screenshot | str) -> bool:
        """Whether the picture is that of the last look."""
        last = self._last.screenshot if self._last else None
        return last is not None and isinstance(shot, Screenshot) and last.digest == shot.digest

    def _picture(self) -> Screenshot | str:
        try:
            return self._eye.shutter.take()
        except NoPicture as error:
            return str(error)

    def _tree(self) -> Hierarchy | str:
        try:
            return self._eye.tree()
        except TreeUnavailable as error:
            return error.reason
