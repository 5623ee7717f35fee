"""Two that take turns: our run, which acts and looks, and MobileWorld's loop, which carries out and shows."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from queue import Queue

from PIL import Image as Pillow

from device.error import DeviceLost

Fields = Mapping[str, object]
"""One of its actions, as the fields of its JSONAction."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What its loop shows after an action."""

    picture: Pillow.Image
    reply: str = ""
    """What its user said, where they were asked."""
    returned: object = None
    """What a tool of its returned, where one was called."""

    @property
    def png(self) -> bytes:
        """The picture as a file."""
        out = io.BytesIO()
        self.picture.convert("RGB").save(out, "PNG", compress_level=1)
        return out.getvalue()


class Turns:
    """One episode: each side waits for the other. Its loop's side is `begin` and `after`, ours is `take`."""

    def __init__(self) -> None:
        self._wanted: Queue[Fields | BaseException] = Queue()
        self._shown: Queue[Shown | None] = Queue()
        self._over = False
        self.latest: Shown | None = None

    def take(self, **action: object) -> Shown:
        """Have an action carried out; what is shown then. Raises DeviceLost once its loop has gone on."""
        if not self._over:
            self._wanted.put(action)
            shown = self._shown.get()
            if shown is not None:
                self.latest = shown
                return shown
        self._over = True
        raise DeviceLost("MobileWorld has ended the episode")

    def last(self, wanted: "Fields | BaseException") -> None:
        """Leave an action after which nothing more is done, or the error that ends it."""
        self._over = True
        self._wanted.put(wanted)

    def begin(self, shown: Shown) -> None:
        """Show what there is to begin with."""
        self.latest = shown

    def after(self, shown: Shown | None) -> None:
        """Show what came of the action; None where no more are carried out."""
        self._shown.put(shown)

    def next(self) -> Fields:
        """The action that is wanted now. Raises what ended the run."""
        wanted = self._wanted.get()
        if isinstance(wanted, BaseException):
            raise wanted
        return wanted
