"""A served phone as its console sees it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from device.error import ConfigError
from device.phone.console.answer import Refused
from device.phone.server.archive import to_bytes
from device.phone.server.control import put_back
from device.phone.server.daemon.daemon import Daemon
from device.phone.server.shelf import Shelf

if TYPE_CHECKING:
    from device.phone.phone import Phone

T = TypeVar("T")
NAME = "Pixel_6_API_33"


class ServedPlace:
    """The virtual device of one phone, see console/answer.py."""

    name = NAME

    def __init__(
        self,
        daemon: Daemon,
        shelf: Shelf,
        end: Callable[[], None] | None,
        changed: Callable[[], None] = lambda: None,
    ) -> None:
        """`end` ends the service of the phone; None = only the program that serves it may.

        `changed` hears that another state was loaded.
        """
        self._daemon = daemon
        self._shelf = shelf
        self._end = end
        self._changed = changed

    @property
    def phone(self) -> "Phone":
        """Whose console it is."""
        return self._daemon.phone

    def end(self) -> None:
        """End the phone."""
        if self._end is None:
            raise Refused("this phone is stopped by the program that serves it")
        self._end()

    def pause(self, paused: bool) -> None:
        """Let the phone stand still, or go on."""
        self._daemon.pause(paused)

    @property
    def paused(self) -> bool:
        """Whether it stands still."""
        return self._daemon.paused

    def snapshots(self) -> list[tuple[str, int, int]]:
        """Name, bytes, when saved."""
        return [(kept.name, kept.size, kept.saved_ms) for kept in self._shelf.all()]

    def save(self, name: str) -> None:
        """Keep the whole phone."""
        _refusing(lambda: self._shelf.save(name, to_bytes(self.phone.snapshot())))

    def load(self, name: str) -> None:
        """Put the phone back."""
        problem = put_back(self.phone, _refusing(lambda: self._shelf.load(name)))
        if problem:
            raise Refused(problem)
        self._changed()

    def delete(self, name: str) -> None:
        """Forget one."""
        _refusing(lambda: self._shelf.delete(name))


def _refusing(act: Callable[[], T]) -> T:
    try:
        return act()
    except ConfigError as error:
        raise Refused(error.args[0]) from error
