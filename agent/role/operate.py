"""operate: one action for the sub-task (ColorAgent's operator)."""

from dataclasses import dataclass
from typing import ClassVar

from agent.brain.brain import Ask, Decision, ToolDecision


@dataclass(frozen=True)
class Operating(Ask[Decision]):
    """Choose with the sub-task, what earlier ones found, the knowledge recalled, and all feedback in view."""

    role: ClassVar[str] = "operate"

    @property
    def reply(self) -> type[Decision]:
        """A decision; only its first action counts."""
        return ToolDecision.offering(self.view.tools) if self.view.tools else Decision
