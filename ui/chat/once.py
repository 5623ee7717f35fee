"""Something that takes long to make, made when it is first asked for."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Once(Generic[T]):
    """Call it for what it makes; who calls meanwhile waits. Safe from any thread."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._made: list[T] = []
        self._making = threading.Lock()

    def __call__(self) -> T:
        """The thing; what making it raises is raised, and it is tried again the next time."""
        with self._making:
            if not self._made:
                self._made.append(self._make())
            return self._made[0]

    @property
    def made(self) -> T | None:
        """The thing, if it was made."""
        return self._made[0] if self._made else None
