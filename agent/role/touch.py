"""touch: what a touch does where the guard can't tell.

A model sees the part of the picture around the control. It is asked once about a control of a page, and no
oftener in a run than the owner allows.
"""

from dataclasses import dataclass
from typing import ClassVar, Literal

from agent.action.action import declared
from agent.action.commitment import Commitment
from agent.brain.brain import Ask, Look, Spoken
from agent.guard.doubt import Doubt, doubt_about
from agent.guard.wording import CLASSES
from agent.run.context import Context
from agent.run.state import State
from agent.run.step import QUEUE, Step
from device.error import ToldToModel
from device.screen import Bounds, Observation

_AROUND = 0.12
"""How much of the screen's height is shown above and below the control."""


class TouchEffect(Spoken):
    """What a touch does."""

    does: Commitment | Literal["nothing"]
    words: str = ""
    """What stands on the control, as the model reads it."""

    @property
    def gist(self) -> str:
        """Both."""
        return f"{self.does}: {self.words}"


@dataclass(frozen=True)
class Touching(Ask[TouchEffect]):
    """Tell what a touch on one control does."""

    role: ClassVar[str] = "touch"
    label: str
    box: Bounds

    @property
    def reply(self) -> type[TouchEffect]:
        """A class of sensitive action, or nothing."""
        return TouchEffect

    def looks(self) -> tuple[Look, ...]:
        """The control, framed, with what stands around it."""
        seen = self.view.observation
        more = round(_AROUND * seen.size[1])
        top, bottom = max(0, self.box.top - more), min(seen.size[1], self.box.bottom + more)
        return (Look(seen, frames=(self.box,), part=Bounds(0, top, seen.size[0], bottom)),)


def held_for(
    classes: tuple[str, ...], step: Step, observation: Observation, state: State, context: Context
) -> tuple[str, ...]:
    """The classes that a touch is held for: those of its control's words, and what a model says it does.

    The decider's word adds to the `classes` of the words. Where the guard is in doubt, a model that sees the
    control is asked; where none answers, the touch is held for what the guard suspects.
    """
    assert step.action is not None
    if said := declared(step.action):
        return _in_order(*classes, said)
    doubt = doubt_about(step.action, step.grounding, observation, classes)
    if doubt is None:
        return classes
    answer = _asked(doubt, state, context)
    if answer is not None:
        return _in_order(*classes, *answer) if answer else ()
    return classes or (() if _has_said_nothing(step, context) else doubt.suggests)


def _in_order(*found: str) -> tuple[str, ...]:
    return tuple(name for name in CLASSES if name in found)


def _has_said_nothing(step: Step, context: Context) -> bool:
    """Whether a model decided, in a form that has room for what a touch commits to."""
    is_decided = step.decided_by in (context.preset.decider, QUEUE) and step.turn is None
    return is_decided and context.brain.understands(context.preset.decider)


def _asked(doubt: Doubt, state: State, context: Context) -> tuple[str, ...] | None:
    """The classes that a model takes a touch for, () for none; None where no model says anything."""
    if not _can_be_asked(state, context):
        return None
    if doubt.key not in context.touches:
        if len(context.touches) >= context.limits.questions:
            return None
        context.touches[doubt.key] = _answer(doubt, state, context)
    return context.touches[doubt.key]


def _answer(doubt: Doubt, state: State, context: Context) -> tuple[str, ...] | None:
    ask = Touching(context.view(state), label=doubt.label, box=doubt.control.bounds)
    try:
        found = context.ask(ask).value.does
    except ToldToModel:
        return None
    return () if found == "nothing" else (found,)


def _can_be_asked(state: State, context: Context) -> bool:
    """Whether a model answers for the role and the screen may be shown to it."""
    assert state.seen is not None
    seen = state.seen.observation
    is_hidden = seen.private or seen.secure or not state.seen.shot
    return bool(context.brain.speaker(Touching.role)) and not is_hidden
