"""What a model is told, handed to whoever keeps it, however deep it is asked."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

from models.message import Message

_listener: ContextVar[list[Sequence[Message]] | None] = ContextVar("hearing", default=None)


@contextmanager
def hearing() -> Iterator[list[Sequence[Message]]]:
    """Collect what models are told within the block, in this thread: a list of messages for each time."""
    heard: list[Sequence[Message]] = []
    token = _listener.set(heard)
    try:
        yield heard
    finally:
        _listener.reset(token)


def hear(messages: Sequence[Message]) -> None:
    """Tell of them; nobody has to listen."""
    heard = _listener.get()
    if heard is not None:
        heard.append(messages)
