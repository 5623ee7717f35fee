"""A clock that only sleeping moves."""

from collections.abc import Callable


class Clock:
    """What stands in for sleeping; something may be made to happen at a time."""

    def __init__(self) -> None:
        self.now = 0.0
        self._due: list[tuple[float, Callable[[], object]]] = []

    def when(self, seconds: float, what: Callable[[], object]) -> None:
        """Have it happen once so much was slept."""
        self._due.append((seconds, what))

    def sleep(self, seconds: float) -> None:
        """Let the time pass."""
        self.now += seconds
        for due in [due for due in self._due if due[0] <= self.now]:
            self._due.remove(due)
            due[1]()
