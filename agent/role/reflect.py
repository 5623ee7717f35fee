"""reflect: what one action did, from the screens before and after it.

Mobile-Agent-v2 and v3 judge every action (outcomes A, B, C: here success, wrong_page, no_change); ColorAgent
adds `uncertain`, frames what changed, and asks only where the operator was not sure of its action.
"""

from dataclasses import dataclass
from typing import ClassVar

from agent.brain.brain import Ask, Core, Judgement, Look
from agent.run.step import Step
from device.screen import Bounds, Observation
from models.reply import Reply


@dataclass(frozen=True)
class Reflecting(Ask[Judgement]):
    """Compare two screens; the one after is the view's."""

    role: ClassVar[str] = "reflect"
    step: Step
    before: Observation
    suspicion: str = ""
    """What the cheap check found."""
    frames: tuple[Bounds, ...] = ()
    """The parts that changed, where they are framed in the pictures."""

    @property
    def reply(self) -> type[Judgement]:
        """What the action did."""
        return Judgement

    def looks(self) -> tuple[Look, ...]:
        """Before and after."""
        return Look(self.before, self.frames, "Before"), Look(self.view.observation, self.frames, "After")

    def put(self, core: Core) -> Reply[Judgement]:
        """The core reflects."""
        return core.reflect(self.view, self.step, self.before, self.suspicion)
