"""Until when a reply is wanted at all, told to whatever model is asked, however deep."""

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar, copy_context
from math import inf
from typing import TypeVar

from models.error import ModelUnavailable
from models.notice import noticing, notify

T = TypeVar("T")
_until: ContextVar[float] = ContextVar("until", default=inf)
_dropped: ContextVar[Callable[[], bool] | None] = ContextVar("dropped", default=None)
_LOOK = 0.05
"""Seconds between two looks whether a reply is still wanted."""


class OutOfTime(ModelUnavailable):
    """The time there was for it is over, or nobody wants it any more; nothing is wrong with the model."""


@contextmanager
def within(seconds: float, dropped: Callable[[], bool] | None = None) -> Iterator[None]:
    """Replies that are asked for in the block, in this thread, are wanted within so many seconds.

    And no longer once `dropped`, which is called from this thread, says so.
    """
    tokens = (
        _until.set(min(_until.get(), time.monotonic() + seconds)),
        _dropped.set(dropped or _dropped.get()),
    )
    try:
        yield
    finally:
        _until.reset(tokens[0])
        _dropped.reset(tokens[1])


def seconds_left() -> float:
    """How long a reply is still wanted; 0 = no longer, infinite where nobody said."""
    dropped = _dropped.get()
    return 0.0 if dropped is not None and dropped() else max(0.0, _until.get() - time.monotonic())


def while_wanted(work: Callable[[], T]) -> T | None:
    """What the work gives; None as soon as its reply is dropped, and the work is left to end by itself.

    What can be dropped is done in a thread of its own, which keeps no program from ending.
    """
    if _dropped.get() is None:
        return work()
    given: list[T] = []
    failed: list[BaseException] = []
    notices: deque[str] = deque()

    def do() -> None:
        try:
            with noticing(notices.append):
                given.append(work())
        except BaseException as error:  # noqa: BLE001  (raised again where it is waited for)
            failed.append(error)

    thread = threading.Thread(target=copy_context().run, args=(do,), name="reply", daemon=True)
    thread.start()
    while thread.is_alive() and seconds_left():
        thread.join(_LOOK)
        while notices:
            notify(notices.popleft())
    if failed:
        raise failed[0]
    return given[0] if given else None


def rest(seconds: float) -> None:
    """Sleep, but not on once nobody wants the reply any more."""
    end = time.monotonic() + seconds
    while (left := min(end - time.monotonic(), seconds_left())) > 0:
        time.sleep(left if _dropped.get() is None else min(left, _LOOK))
