"""What LangGraph may rebuild from a checkpoint: the types of the loop's state, and no others."""

from collections.abc import Iterator
from enum import Enum
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from agent.run.event import Question
from agent.run.state import State


@cache
def kept_types() -> tuple[tuple[str, str], ...]:
    """List module and name of each model and enum that a state or a question may hold."""
    found: dict[type, None] = {}
    for model in (State, Question):
        _add(model, found)
    return tuple((kind.__module__, kind.__qualname__) for kind in found)


def _add(annotation: Any, found: dict[type, None]) -> None:
    for kind in _kinds(annotation):
        if kind in found:
            continue
        found[kind] = None
        if issubclass(kind, BaseModel):
            for field in kind.model_fields.values():
                _add(field.annotation, found)


def _kinds(annotation: Any) -> Iterator[type]:
    """Yield the models and enums among the parts of an annotation, as `tuple[Step, ...] | None` has them."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel | Enum):
        yield annotation
    for part in get_args(annotation):
        yield from _kinds(part)
