"""The devices of /dev that can be read for ever."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from device.phone.file.filesystem import FileFault
from device.phone.shell.stream import Budget, Endless

if TYPE_CHECKING:
    from device.phone.screen.handset import Handset

_PIECE = 1 << 20


class Devices:
    """Those of one phone, for one call of the shell."""

    __slots__ = ("_phone", "budget")

    def __init__(self, phone: "Handset", budget: Budget) -> None:
        self._phone, self.budget = phone, budget

    def open(self, path: str) -> Endless | None:
        """What the device at an absolute path gives; None when no such device is there."""
        try:
            real = self._phone.files.resolve(path)
        except FileFault:
            return None
        if real == "/dev/zero":
            return self.endless(bytes)
        return self.endless(self._chance) if real in ("/dev/urandom", "/dev/random") else None

    def _chance(self, size: int) -> bytes:
        """The phone's own, so that runs repeat; in pieces, as the generator makes no long ones."""
        pieces = (min(_PIECE, size - start) for start in range(0, size, _PIECE))
        return b"".join(self._phone.rng.randbytes(piece) for piece in pieces)

    def endless(self, draw: Callable[[int], bytes]) -> Endless:
        """Bytes that never end; `draw` makes the next so many."""
        return Endless(self.budget, draw)
