"""confirm: whether the goal is reached (ColorAgent, goal level), by a fresh screen and those before it."""

from dataclasses import dataclass
from typing import ClassVar

from agent.brain.brain import Ask, Confirmation, Core, Look
from models.reply import Reply


@dataclass(frozen=True)
class Confirming(Ask[Confirmation]):
    """Check a claim of completion; of the goal, or of the sub-task where there is one."""

    role: ClassVar[str] = "confirm"
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
