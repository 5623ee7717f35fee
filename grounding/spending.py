"""What grounders spend on models, told to whoever listens, however deep they are nested."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from models.reply import Usage


@dataclass(slots=True)
class Spent:
    """The sum of it."""

    usage: Usage = field(default_factory=Usage)
    seconds: float = 0.0
    """Spent waiting for models."""


_listener: ContextVar[Spent | None] = ContextVar("listener", default=None)


@contextmanager
def listening() -> Iterator[Spent]:
    """Collect what is spent within the block, in this thread."""
    spent = Spent()
    token = _listener.set(spent)
    try:
        yield spent
    finally:
        _listener.reset(token)


def spend(usage: Usage | None = None, seconds: float = 0.0) -> None:
    """Tell of it; nobody has to listen."""
    spent = _listener.get()
    if spent is not None:
        spent.usage += usage or Usage()
        spent.seconds += seconds
