"""Whether a call was made before in the run: so that a run that was cut short does nothing twice."""

import hashlib
import json
from collections.abc import Iterable

from agent.action.action import CallTool
from agent.run.reason import ReasonCode
from agent.run.step import Step


def call_key(run: str, action: CallTool, past: Iterable[Step]) -> str:
    """Name a call of the run `run` so that a tool can tell it from others.

    A call that is made again because the run was cut short in it has the same key; one that is made again
    after it returned has another.
    """
    number = sum(step.action == action and step.performed for step in past)
    told = json.dumps([run, action.name, action.arguments, number], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def may_be_done(action: CallTool, past: Iterable[Step]) -> bool:
    """Whether the run was cut short in this very call, and nobody knows whether it was made."""
    last = next((step for step in reversed(tuple(past)) if step.action == action), None)
    return last is not None and not last.performed and last.reason is ReasonCode.INTERRUPTED
