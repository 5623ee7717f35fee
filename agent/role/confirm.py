"""confirm: how each required effect stands, by screens, record and probes; not by what the agent says.

ColorAgent judges the goal by the latest screens; here the goal is a list of effects that was made before the
first screen, and what the phone's own state says of them goes in.
"""

from dataclasses import dataclass
from typing import ClassVar

from agent.brain.brain import Ask, Confirmation, Core, Look
from agent.effect.effect import Effect
from agent.run.step import Step
from models.reply import Reply


@dataclass(frozen=True)
class Required:
    """An effect as the judge is asked about it."""

    number: int
    """Its place in the list, from 1."""
    effect: Effect
    probed: str = ""
    """What the phone's state says of it; "" where it has no say."""


@dataclass(frozen=True)
class Confirming(Ask[Confirmation]):
    """Check the goal, or the sub-task where there is one that is not the last."""

    role: ClassVar[str] = "confirm"
    required: tuple[Required, ...] = ()
    """None for a sub-task."""
    steps: tuple[Step, ...] = ()
    """What was done."""
    earlier: tuple[Look, ...] = ()
    """Pictures before the fresh one, oldest first."""

    @property
    def reply(self) -> type[Confirmation]:
        """The verdict."""
        return Confirmation

    def looks(self) -> tuple[Look, ...]:
        """The earlier ones, then the screen now."""
        return (*self.earlier, Look(self.view.observation))

    def put(self, core: Core) -> Reply[Confirmation]:
        """The core confirms."""
        return core.confirm(self.view)
