"""A phone that answers at once, seen at rest by as few commands as may be: there each of them counts.

Two pictures are hashed on the phone, and where they are equal the list of elements and what is in front,
asked for behind them on the same line, belong to them. A screen of which nothing was touched, and whose
picture is still that of the last look, is the one that was seen then. What is out of the ordinary (a screen
that moves or was turned, one that hides, a list that cannot be had) is seen as on any other phone.
"""

import time
from dataclasses import replace

from device.error import TooMuchSent, TreeUnavailable
from device.link.transport.protocol import Transport
from device.look.front import CLOCK, QUESTION, read_front
from device.look.hierarchy import Hierarchy, parse_hierarchy
from device.look.observe import Eye, compose
from device.look.settle import FIRST_PAUSE, Watch, digests_in
from device.look.treereader import DUMP
from device.screen import Observation, Screenshot

_END = b"</hierarchy>"
"""No text of an element has it: there `<` is written otherwise."""
_LATER = f"sleep {FIRST_PAUSE:.2f}"


class InstantLook:
    """Looks at one phone that answers at once."""

    def __init__(self, transport: Transport, eye: Eye, watch: Watch) -> None:
        self._transport = transport
        self._eye = eye
        self._watch = watch
        self._last: tuple[str, Observation] | None = None
        """The last look at a screen at rest, with the hash of its picture."""
        self._looks: list[str] = []
        """Hashes of the pictures that this look has taken."""

    def forget(self) -> None:
        """Let go of the last look."""
        self._last = None

    def see(self, timeout: float, *, touched: bool, anew: bool, screenshot: bool) -> tuple[bool, Observation]:
        """Whether the screen came to rest, and what was seen last; see `Device.see`."""
        self._looks.clear()
        if self._eye.is_instant and timeout > 0:
            taken_at = time.time()
            seen = None if touched or anew else self._unchanged(taken_at, screenshot=screenshot)
            seen = seen or self._at_rest(taken_at, screenshot=screenshot)
            if seen is not None:
                self._last = self._looks[-1], seen
                return True, seen
        self._last = None
        return self._watch.settle(timeout, self._looks), self._eye.observe(screenshot=screenshot, tree=True)

    def _unchanged(self, taken_at: float, *, screenshot: bool) -> Observation | None:
        """The last look as of now; None where there is none, or its picture is not what is shown."""
        if self._last is None:
            return None
        digest, last = self._last
        told = self._ask(f"{self._watch.hashing}; {_LATER}; {CLOCK}", 1)
        if self._looks != [digest]:
            return None
        shot = (last.screenshot or self._eye.picture()) if screenshot else None
        if isinstance(shot, str):
            return None
        local_time = read_front(told.decode("utf-8", "replace")).local_time
        return self._shown(replace(last, screenshot=shot, taken_at=taken_at, local_time=local_time))

    def _at_rest(self, taken_at: float, *, screenshot: bool) -> Observation | None:
        """The screen by two pictures and what follows them; None where it has to be seen another way."""
        hashed = self._watch.hashing
        line = f"{hashed}; {DUMP.format('')}; {QUESTION}"
        told = self._ask(line, 1) if self._looks else self._ask(f"{hashed}; {_LATER}; {line}", 2)
        before, listed, after = told.rpartition(_END)
        tree, front = _whole(before + listed), read_front(after.decode("utf-8", "replace"))
        if len(self._looks) != 2 or self._looks[0] != self._looks[1] or tree is None:
            return None
        if front.secure or front.split or not front.package:
            return None
        shot: Screenshot | str | None = self._eye.picture() if screenshot else None
        if isinstance(shot, str) or not self._eye.accepts(front, shot):
            return None
        return self._shown(compose(front, shot, tree, taken_at))

    def _ask(self, command: str, pictures: int) -> bytes:
        """What a command tells behind the hashes of so many pictures, a line each."""
        try:
            told = self._transport.shell(command).stdout
        except TooMuchSent:
            return b""
        *hashes, rest = told.split(b"\n", pictures)
        self._looks += digests_in(b"\n".join(hashes).decode("utf-8", "replace"))
        return rest

    def _shown(self, seen: Observation) -> Observation | None:
        """The look as it may be kept; None of a screen that may not be."""
        self._eye.note(seen)
        kept = self._eye.kept(seen)
        return None if kept.private else kept


def _whole(listed: bytes) -> Hierarchy | None:
    """The list of elements of one window; None where it is cut, or says nothing yet."""
    try:
        tree = parse_hierarchy(listed)
    except TreeUnavailable:
        return None
    return None if tree.cut or tree.says_nothing or len(tree.roots) > 1 else tree
