"""The screen as a film: a picture for each thing that was to be seen, shown for as long as it was."""

from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from device.phone.file.movie import movie

if TYPE_CHECKING:
    from PIL.Image import Image

    from device.phone.screen.handset import Handset
    from device.phone.system.system import System


_MOST_BYTES = 64 << 20
"""Of pictures; a longer film ends there."""
_SHORTEST_MS = 100
_running: "WeakKeyDictionary[System, list[Recording]]" = WeakKeyDictionary()


class Recording:
    """A film that is being made.

    Time in it is the phone's uptime. Before time passes the screen is filmed as it was until then.
    """

    def __init__(
        self,
        phone: "Handset",
        path: str,
        size: tuple[int, int] | None = None,
        quality: int = 80,
        waited: Callable[[], int] = lambda: 0,
    ) -> None:
        """Begin, and make the file, empty as yet. Raises FileFault.

        `size` in pixels, by default the screen's; `quality` as JPEG has it; `waited` tells how many
        milliseconds the film has to take at least.
        """
        phone.files.write(path, b"")
        self._phone, self._path, self._waited = phone, path, waited
        self.over = False
        self._size = size or phone.size
        self._quality = quality
        self._pictures: list[bytes] = []
        self._starts: list[int] = []
        self._last: Image | None = None
        self._mark = self._begin = phone.clock.uptime_ms
        self._bytes = 0
        self.capture()
        phone.clock.watchers.append(self.capture)
        _running.setdefault(phone, []).append(self)

    @property
    def full(self) -> bool:
        """Whether no more pictures are taken."""
        return self._bytes >= _MOST_BYTES

    def capture(self) -> None:
        """What has been on the screen since the last picture."""
        since, self._mark = self._mark, self._phone.clock.uptime_ms
        if self.full:
            return
        image = self._phone.camera.image()
        if image is self._last:  # the same object while nothing changes
            return
        self._last = image
        file = BytesIO()
        shown = image if image.size == self._size else _fitted(image, self._size)
        shown.save(file, "JPEG", quality=self._quality)
        self._pictures.append(file.getvalue())
        self._starts.append(since)
        self._bytes += len(self._pictures[-1])

    def finish(self) -> None:
        """End it, if it is not over, and fill the file. Raises FileFault."""
        if self.over:
            return
        self.over = True
        self.capture()
        self._phone.clock.watchers.remove(self.capture)
        _running[self._phone].remove(self)
        end = max(self._mark, self._begin + self._waited(), self._begin + _SHORTEST_MS)
        ends = [*self._starts[1:], end]
        lengths = [max(1, stop - start) for start, stop in zip(self._starts, ends, strict=True)]
        film = movie(self._pictures, lengths, self._size, self._phone.clock.date_ms // 1000)
        self._phone.files.write(self._path, film)


def running(system: "System") -> tuple[Recording, ...]:
    """The films that are being made of a phone."""
    return tuple(_running.get(system, ()))


def _fitted(image: "Image", size: tuple[int, int]) -> "Image":
    """The picture in a frame of another shape, black at its sides."""
    from PIL import ImageOps  # noqa: PLC0415  (heavy)

    return ImageOps.pad(image, size)
