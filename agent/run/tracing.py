"""Keeps a run from being traced: LangGraph sends all of it to LangSmith where the environment says so."""

from collections.abc import Generator, Iterator
from contextvars import copy_context
from typing import TypeVar

from langsmith import tracing_context

T = TypeVar("T")


def untraced(work: Iterator[T]) -> Iterator[T]:
    """Give what the work gives, with LangSmith's tracing off while it is at it, whatever is set elsewhere.

    The work goes on in a context of its own, since whoever iterates may trace what is theirs.
    """
    context, items = copy_context(), _without_tracing(work)
    try:
        while True:
            try:
                item = context.run(next, items)
            except StopIteration:
                return
            yield item
    finally:
        context.run(items.close)


def _without_tracing(work: Iterator[T]) -> Generator[T, None, None]:
    with tracing_context(enabled=False):
        yield from work
