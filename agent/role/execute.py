"""execute: one action for the first of the manager's sub-goals (Mobile-Agent-v3's executor)."""

from dataclasses import dataclass
from typing import ClassVar

from agent.brain.brain import Ask, Decision, ToolDecision

CURRENT = 3
"""Items of the plan that count as the current sub-goal."""


@dataclass(frozen=True)
class Executing(Ask[Decision]):
    """Choose with the whole plan, its first items, what is done, the latest actions and the notes in view."""

    role: ClassVar[str] = "execute"

    @property
    def reply(self) -> type[Decision]:
        """A decision; only its first action counts."""
        return ToolDecision.offering(self.view.tools) if self.view.tools else Decision

    @property
    def current(self) -> tuple[str, ...]:
        """The items of the plan to work on now."""
        plan = self.view.plan
        return plan.subgoals[plan.done : plan.done + CURRENT] if plan else ()
