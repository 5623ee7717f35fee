"""touch: what a touch does where the guard can't tell; the answer may raise a hold and never lifts one.

A model sees the part of the picture around the control. It is asked once about a control of a page, and no
oftener in a run than the owner allows.
"""

from dataclasses import dataclass
from typing import ClassVar, Literal

from agent.action.commitment import Commitment
from agent.brain.brain import Ask, Look, Spoken
from agent.guard.doubt import Doubt
from agent.run.context import Context
from agent.run.state import State
from device.error import ToldToModel
from device.screen import Bounds

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


def asked_of_model(doubt: Doubt | None, state: State, context: Context) -> tuple[str, ...]:
    """The classes that a model takes a touch for; none where nobody is asked or it sees nothing in it."""
    if doubt is None or not _can_be_asked(state, context):
        return ()
    if doubt.key not in context.touches:
        if len(context.touches) >= context.limits.questions:
            return ()
        view = context.view(state)
        try:
            found = context.ask(Touching(view, label=doubt.label, box=doubt.control.bounds)).value.does
        except ToldToModel:
            found = "nothing"
        context.touches[doubt.key] = () if found == "nothing" else (found,)
    return context.touches[doubt.key]


def _can_be_asked(state: State, context: Context) -> bool:
    """Whether a model answers for the role and the screen may be shown to it."""
    assert state.seen is not None
    seen = state.seen.observation
    is_hidden = seen.private or seen.secure or not state.seen.shot
    return bool(context.brain.speaker(Touching.role)) and not is_hidden
