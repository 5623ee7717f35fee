"""What a model's own code has to tell the person while a reply is awaited: why it waits, who takes over."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Listener = Callable[[str], None]
_listener: ContextVar[Listener | None] = ContextVar("notice", default=None)


@contextmanager
def noticing(listener: Listener) -> Iterator[None]:
    """Hand the notices of models that are asked in the block, in this thread, to `listener` at once."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


def notify(text: str) -> None:
    """Tell a line to whoever listens; nobody may."""
    listener = _listener.get()
    if listener is not None:
        listener(text)
