"""Looking at a phone: picture, tree and what is in front, taken at the same time."""

import time
from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import TypeVar

from device.error import TreeUnavailable
from device.front import QUESTION, Front, read_front
from device.hierarchy import Hierarchy, parse_hierarchy
from device.picture import NoPicture, Shutter, hidden
from device.screen import Observation, Screenshot, UIElement
from device.transport.protocol import Insight, Transport

T = TypeVar("T")
TREE_TIMEOUT = 30.0
_DUMP = "uiautomator dump /dev/tty"
_FILE = "/data/local/tmp/tapwright-tree.xml"
# The old file goes first: after a dump that failed it would be read as if it were the screen.
_DUMP_BY_FILE = f"rm -f {_FILE}; uiautomator dump {_FILE} 2>&1; cat {_FILE} 2>/dev/null; rm -f {_FILE}"
_FINAL = ("idle state",)
"""Complaints that a second try would only repeat, ten seconds later."""


class Eye:
    """The only reader of one phone's screen."""

    def __init__(self, transport: Transport, pool: Executor) -> None:
        self._transport = transport
        self._pool = pool
        self._shutter = Shutter(transport)
        self._dump_by_file = False
        self._size: tuple[int, int] | None = None

    @property
    def last_size(self) -> tuple[int, int] | None:
        """The screen's size when it was last seen."""
        return self._size

    def size(self) -> tuple[int, int]:
        """The screen's size (width, height) as it is turned now."""
        front = self.front()
        self._size = front.size or self._size or self._shutter.take().size
        return self._size

    def front(self) -> Front:
        """What is in front; one round trip."""
        return read_front(self._transport.shell(QUESTION).text)

    def tree(self) -> Hierarchy:
        """The UI tree; once more where its end is missing. Raises TreeUnavailable with the reason."""
        found = self._dump()
        return self._dump() if found.cut else found

    def _dump(self) -> Hierarchy:
        if not self._dump_by_file:
            try:
                return parse_hierarchy(self._transport.exec_out(_DUMP, timeout=TREE_TIMEOUT))
            except TreeUnavailable as error:
                if any(word in error.reason for word in _FINAL):
                    raise
        found = parse_hierarchy(self._transport.exec_out(_DUMP_BY_FILE, timeout=TREE_TIMEOUT))
        self._dump_by_file = True
        return found

    def elements(self) -> tuple[UIElement, ...]:
        """The elements of the tree alone. Raises TreeUnavailable with the phone's reason."""
        if isinstance(self._transport, Insight):
            seen = self._transport.observe(screenshot=False, tree=True)
            if seen.tree_error:
                raise TreeUnavailable(seen.tree_error)
            return seen.elements
        return self.tree().elements

    def observe(self, *, screenshot: bool, tree: bool) -> Observation:
        """All of it, in as many parallel streams."""
        if isinstance(self._transport, Insight):
            seen = self._transport.observe(screenshot=screenshot, tree=tree)
            self._size = seen.size
            return seen
        taken_at = time.time()
        picture = self._start(screenshot, self._picture)
        hierarchy = self._start(tree, self._tree_or_reason)
        front = self.front()
        seen = compose(
            front,
            picture.result() if picture else None,
            hierarchy.result() if hierarchy else None,
            taken_at,
        )
        self._size = seen.size
        return seen

    def _start(self, wanted: bool, look: Callable[[], T]) -> "Future[T] | None":
        return self._pool.submit(look) if wanted else None

    def _picture(self) -> Screenshot | str:
        try:
            return self._shutter.take()
        except NoPicture as error:
            return str(error)

    def _tree_or_reason(self) -> Hierarchy | str:
        try:
            return self.tree()
        except TreeUnavailable as error:
            return error.reason


def compose(
    front: Front, picture: Screenshot | str | None, hierarchy: Hierarchy | str | None, taken_at: float
) -> Observation:
    """One observation from its parts; a part that is a string is the reason why it could not be had."""
    tree = hierarchy if isinstance(hierarchy, Hierarchy) else None
    shot = picture if isinstance(picture, Screenshot) else None
    size = (shot.size if shot else None) or front.size or (tree.size if tree else (0, 0))
    rotation = front.rotation if front.rotation is not None else (tree.rotation if tree else None)
    elements = tree.elements if tree else ()
    package = front.package or next((e.package_name for e in elements if e.package_name), "")
    refused = isinstance(picture, str)
    secure = front.secure and (refused or (shot is not None and hidden(shot)))
    return Observation(
        screenshot=shot,
        elements=elements,
        package=package,
        activity=front.activity,
        keyboard_shown=front.keyboard_shown,
        size=size,
        orientation=rotation or 0,
        taken_at=taken_at,
        secure=secure,
        tree_error=hierarchy if isinstance(hierarchy, str) else "",
        tree_cut=tree is not None and tree.cut,
        notes=(f"no picture: {picture}",) if refused and not secure else (),
    )
