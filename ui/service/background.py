"""Work that goes on behind a program's back, one thing after the other, and holds up no end of it."""

import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future, wait
from typing import Any, TypeVar

from device.error import ToldToPerson

T = TypeVar("T")


class Background:
    """Threads that the program does not wait for when it ends. Safe from any thread."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._begun: list[Future[Any]] = []
        self._lock = threading.Lock()
        self._closed = False

    def submit(self, do: Callable[[], T]) -> "Future[T]":
        """Have it done once all before it is; what it comes to. Cancelled after the end."""
        future: Future[T] = Future()
        with self._lock:
            before = [one for one in self._begun if not one.done()]
            self._begun = [*before, future]
            if self._closed:
                future.cancel()

        def work() -> None:
            wait(before)
            if future.set_running_or_notify_cancel():
                _work(future, do)

        threading.Thread(target=work, name=self._name, daemon=True).start()
        return future

    def close(self, timeout: float | None = None) -> None:
        """Begin nothing more; what is going on is waited for, `timeout` seconds at most."""
        with self._lock:
            self._closed = True
            for future in self._begun:
                future.cancel()
            begun = list(self._begun)
        wait(begun, timeout)


def _work(future: "Future[T]", do: Callable[[], T]) -> None:
    try:
        future.set_result(do())
    except ToldToPerson as error:
        future.set_exception(error)
    finally:  # a bug goes on its way, but not without whoever waits being told
        if not future.done():
            future.set_exception(sys.exc_info()[1] or RuntimeError("the thread was ended"))
