"""Ends a command on SIGTERM as on Ctrl-C: what it began is recorded, and the phone given back as it was."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from agent.run.control import Terminated

TERMINATED = 128 + signal.SIGTERM
"""The exit code of a command that SIGTERM ended, as shells tell it."""


class Termination:
    """Whether the system told this program to end."""

    def __init__(self) -> None:
        self._heard = False

    @property
    def heard(self) -> bool:
        """Whether SIGTERM came while a command ran."""
        return self._heard

    @contextmanager
    def awaited(self) -> Iterator[None]:
        """Raise Terminated at the first SIGTERM of the block; the next ones must not cut short its work.

        A handler that somebody set before stands. Only the main thread hears of signals.
        """
        self._heard = False
        main = threading.current_thread() is threading.main_thread()
        if not main or signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL:
            yield
            return
        signal.signal(signal.SIGTERM, self._hear)
        try:
            yield
        finally:
            # Once it was told to end it is about to, and with the code that says so.
            signal.signal(signal.SIGTERM, signal.SIG_IGN if self._heard else signal.SIG_DFL)

    def _hear(self, _number: int, _frame: FrameType | None) -> None:
        if not self._heard:
            self._heard = True
            raise Terminated


TERMINATION = Termination()
"""That of this process; it has one handler for the signal."""
