"""Looking at a phone: picture, tree and what is in front, taken at the same time."""

import io
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from typing import TypeVar

from device.error import PhoneLocked, TooMuchSent, TreeUnavailable
from device.link.transport.protocol import Insight, Transport
from device.look.acquaintance import Acquaintance
from device.look.animation import Stillness
from device.look.front import QUESTION, Front, read_front
from device.look.hierarchy import Hierarchy
from device.look.picture import NoPicture, Shutter, hidden
from device.look.treereader import TreeReader
from device.mirror.mirror import Mirror
from device.resident.resident import Resident
from device.screen import Observation, Screenshot, UIElement

T = TypeVar("T")
_WITHHELD = "an app is in front that its owner keeps private: nothing of it is shown"
_WAKE = "input keyevent 224"
_DISMISS = "wm dismiss-keyguard"
"""Takes away a lock screen that asks for nothing."""
_INSTANT = 0.02
"""Seconds that a look takes at most on a phone inside a computer; a real one needs longer to begin one."""
_LIKE = 0.02
"""How much two screens' proportions may differ that are the same screen."""


class Eye:
    """The only reader of one phone's screen."""

    def __init__(
        self,
        transport: Transport,
        pool: Executor,
        stillness: Stillness | None = None,
        resident: Resident | None = None,
        mirror: Mirror | None = None,
        known: Acquaintance | None = None,
    ) -> None:
        self._transport = transport
        self._resident = resident
        self._reader = TreeReader(transport, stillness, resident)
        self.dark_wanted = False
        """Whether the screen was switched off on purpose: then it is not woken to be seen."""
        self._pool = pool
        self.mirror = mirror
        """The stream of the screen, where there may be one."""
        self.shutter = Shutter(transport, resident, mirror, known)
        self.private: frozenset[str] = frozenset()
        """Packages of the apps of whose screens nothing is kept."""
        self._size: tuple[int, int] | None = None
        self._split = False
        """Whether two apps shared the screen when it was last seen."""

    @property
    def served(self) -> bool:
        """Whether looks come by the server on the phone."""
        return self._resident is not None and self._resident.serves

    @property
    def streams(self) -> bool:
        """Whether pictures come as a stream."""
        return self.mirror is not None and self.mirror.runs

    @property
    def last_size(self) -> tuple[int, int] | None:
        """The screen's size when it was last seen."""
        return self._size

    def size(self) -> tuple[int, int]:
        """The screen's size (width, height) as it is turned now."""
        front = self.front()
        self._size = front.size or self._size or self.shutter.take().size
        return self._size

    def front(self) -> Front:
        """What is in front; one round trip. Nothing is known of it where the phone's answer has no end."""
        try:
            return read_front(self._transport.shell(QUESTION).text)
        except TooMuchSent:
            return read_front("")

    def tree(self) -> Hierarchy:
        """The UI tree, of both apps where two share the screen. Raises TreeUnavailable with the reason."""
        return self._reader.tree(every=self._split)

    def elements(self) -> tuple[UIElement, ...]:
        """The elements of the tree alone. Raises TreeUnavailable with the phone's reason."""
        if isinstance(self._transport, Insight):
            seen = self._transport.observe(screenshot=False, tree=True)
            if seen.tree_error:
                raise TreeUnavailable(seen.tree_error)
            elements = seen.elements
        else:
            elements = self.tree().elements
        if self.private and self.private & {self.front().package, *_packages(elements)}:
            raise TreeUnavailable(_WITHHELD)
        return elements

    def observe(self, *, screenshot: bool, tree: bool) -> Observation:
        """All of it, in as many parallel streams; one after the other on a phone that answers at once."""
        if isinstance(self._transport, Insight):
            seen = self._transport.observe(screenshot=screenshot, tree=tree)
            self._size = seen.size
            return self.kept(seen)
        for last in (False, True):
            taken_at = time.time()
            picture = self._start(screenshot, self.picture)
            hierarchy = self._start(tree, self._tree_or_reason)
            front = self.front()
            shot = picture() if picture else None
            seen = compose(front, shot, hierarchy() if hierarchy else None, taken_at)
            if last or self.accepts(front, shot):
                break
        self.note(seen)
        return self.kept(seen)

    def kept(self, seen: Observation) -> Observation:
        """What may be kept of a look: nothing of a screen that has, or may have, a private app on it.

        What is in front is asked once more: another app may have come up between the parts of the look.
        """
        if not self.private:
            return seen
        front = self.front()
        private = self.private & {seen.package, front.package, *_packages(seen.elements)}
        if not private and seen.package and not front.split:
            return seen
        return Observation(
            screenshot=None,
            elements=(),
            package=next(iter(private), ""),
            activity="",
            keyboard_shown=seen.keyboard_shown,
            size=seen.size,
            orientation=seen.orientation,
            taken_at=seen.taken_at,
            local_time=seen.local_time,
            private=True,
            notes=(_WITHHELD,),
        )

    def accepts(self, front: Front, shot: Screenshot | str | None) -> bool:
        """Whether what was seen holds.

        Not when the screen had to be woken, or turned meanwhile; nor where two apps came to share it, whose
        trees are asked for both.
        """
        parted = front.split != self._split
        self._split = front.split
        return not (parted or self._woken(front) or _turned(front, shot))

    def note(self, seen: Observation) -> None:
        """Remember the screen's size."""
        self._size = seen.size

    def _woken(self, front: Front) -> bool:
        """Whether the screen was off or behind an open lock screen, and is not any more.

        Raises PhoneLocked where a PIN, a pattern or a finger is asked for: none is guessed.
        """
        if self.dark_wanted or (front.awake and not front.locked):
            return False
        self.wake()
        return True

    def wake(self) -> None:
        """Light the screen and take away a lock screen that asks for nothing. Raises PhoneLocked."""
        self.dark_wanted = False
        self._transport.shell(f"{_WAKE}; {_DISMISS}")
        for pause in (0.3, 0.7, 1.5):
            if not self.front().locked:
                return
            self._transport.shell(f"sleep {pause}")
        raise PhoneLocked(
            f"{self._transport.serial} is locked", "Unlock it by hand and run again; a PIN is never guessed"
        )

    @property
    def is_instant(self) -> bool:
        """Whether the phone answers commands before another thread of this computer would have begun."""
        if isinstance(self._transport, Insight):
            return False  # it is seen without any
        seconds = self.shutter.known.seconds
        return seconds is not None and seconds < _INSTANT and not (self.served or self.streams)

    def _start(self, wanted: bool, look: Callable[[], T]) -> Callable[[], T] | None:
        """Begin a part of a look, where it is wanted; what waits for it."""
        if not wanted:
            return None
        if not self.is_instant:
            return self._pool.submit(look).result
        seen = look()
        return lambda: seen

    def picture(self) -> Screenshot | str:
        """One picture, or why there is none."""
        try:
            return self.shutter.take()
        except NoPicture as error:
            return str(error)

    def _tree_or_reason(self) -> Hierarchy | str:
        try:
            return self.tree()
        except TreeUnavailable as error:
            return error.reason


def _packages(elements: Iterable[UIElement]) -> set[str]:
    return {element.package_name for element in elements}


def _turned(front: Front, shot: Screenshot | str | None) -> bool:
    """Whether the picture shows the screen as it was before it turned."""
    return (
        isinstance(shot, Screenshot)
        and front.size is not None
        and shot.size == front.size[::-1] != front.size
    )


def fitted(shot: Screenshot, size: tuple[int, int] | None) -> Screenshot:
    """The picture in the pixels that touches are counted in: some phones draw smaller than they show."""
    if size is None or shot.size == size or 0 in (*size, *shot.size):
        return shot
    if abs(shot.size[0] / shot.size[1] * size[1] / size[0] - 1) > _LIKE:
        return shot
    out = io.BytesIO()
    shot.image.resize(size).save(out, "PNG", compress_level=1)
    return Screenshot(size, out.getvalue())


def compose(
    front: Front, picture: Screenshot | str | None, hierarchy: Hierarchy | str | None, taken_at: float
) -> Observation:
    """One observation from its parts; a part that is a string is the reason why it could not be had."""
    tree = hierarchy if isinstance(hierarchy, Hierarchy) else None
    shot = fitted(picture, front.size) if isinstance(picture, Screenshot) else None
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
        local_time=front.local_time,
        secure=secure,
        tree_error=hierarchy if isinstance(hierarchy, str) else "",
        tree_cut=tree is not None and tree.cut,
        notes=tuple(
            _notes(
                front,
                picture if refused and not secure else None,
                several=tree is not None and len(tree.packages) > 1,
            )
        ),
    )


def _notes(front: Front, refusal: Screenshot | str | None, *, several: bool) -> Iterator[str]:
    if isinstance(refusal, str):
        yield f"no picture: {refusal}"
    if front.split and not several:
        yield "two apps share the screen: the element list may be that of one of them only"
