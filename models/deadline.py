"""Until when a reply is wanted at all, told to whatever model is asked, however deep."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from math import inf

from models.error import ModelUnavailable

_until: ContextVar[float] = ContextVar("until", default=inf)


class OutOfTime(ModelUnavailable):
    """The time there was for it is over; nothing is wrong with the model."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Replies that are asked for in the block, in this thread, are wanted within so many seconds."""
    token = _until.set(min(_until.get(), time.monotonic() + seconds))
    try:
        yield
    finally:
        _until.reset(token)


def seconds_left() -> float:
    """How long a reply is still wanted; 0 = no longer, infinite where nobody said."""
    return max(0.0, _until.get() - time.monotonic())
