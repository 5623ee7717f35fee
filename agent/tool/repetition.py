"""Whether a call was made before in the run: so that a run that was cut short does nothing twice."""

import hashlib
import json
from collections.abc import Iterable

from agent.action.action import CallTool
from agent.run.reason import ReasonCode
from agent.run.step import Step


def call_key(run: str, action: CallTool, past: Iterable[Step]) -> str:
    """Name a call of the run `run` so that a tool can tell it from others.

    A call that is made again because the run was cut short in it, or it broke off, has the same key; one that
    is made again after it returned has another.
    """
    number = sum(step.action == action and step.performed and not step.error for step in past)
    told = json.dumps([run, action.name, action.arguments, number], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def may_be_done(action: CallTool, past: Iterable[Step]) -> bool:
    """Whether this very call was begun before, and nobody knows whether it was made.

    The run was cut short in it, or it began and broke off.
    """
    begun = [step for step in past if step.action == action and (step.performed or _is_cut_short(step))]
    return bool(begun) and (_is_cut_short(begun[-1]) or bool(begun[-1].error))


def _is_cut_short(step: Step) -> bool:
    return not step.performed and step.reason is ReasonCode.INTERRUPTED
