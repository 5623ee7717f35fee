"""All that a session told, kept, and waited for from whatever thread."""

import threading
import time
from collections.abc import Iterator

from ui.service.told import Told, Word


class Log:
    """Append-only; readers name the number up to which they know it."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._told: list[Told] = []
        self._closed = False

    def add(self, task: int, word: Word) -> Told:
        """Keep one more thing and wake whoever waits."""
        with self._changed:
            told = Told(len(self._told) + 1, time.time(), task, word)
            self._told.append(told)
            self._changed.notify_all()
            return told

    @property
    def latest(self) -> int:
        """Number of the latest thing told; 0 before the first."""
        return len(self._told)

    def after(self, number: int = 0) -> tuple[Told, ...]:
        """What was told after this number; at once."""
        with self._changed:
            return tuple(self._told[max(0, number) :])

    def wait(self, number: int, timeout: float | None = None) -> tuple[Told, ...]:
        """What was told after this number, waiting for it; () after `timeout` seconds or once closed."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or len(self._told) > number, timeout)
            return tuple(self._told[max(0, number) :])

    def follow(self, number: int = 0) -> Iterator[Told]:
        """What is told after this number, as it comes, until the session is closed."""
        while told := self.wait(number):
            yield from told
            number = told[-1].number

    def close(self) -> None:
        """Let go of all who wait."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
