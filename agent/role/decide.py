"""decide: the next action, or several for a form.

Mobile-Agent-v2's decision agent gets the screen with its perception, the accepted history, the progress text
and the focus content, and after a failure the action that failed; the other presets
that decide in one role differ only in what the view holds.
"""

from dataclasses import dataclass
from typing import ClassVar

from agent.brain.brain import Ask, Core, Decision, ToolDecision
from models.reply import Reply


@dataclass(frozen=True)
class Deciding(Ask[Decision]):
    """Choose on the screen of the view."""

    role: ClassVar[str] = "decide"
    several: bool = False
    """Whether more than one action may be given."""
    plans: bool = False
    """Whether a plan is to come with the decision."""
    asks: bool = False
    """Whether a goal that leaves something open is a reason to ask the person."""

    @property
    def reply(self) -> type[Decision]:
        """A decision."""
        return ToolDecision.offering(self.view.tools) if self.view.tools else Decision

    def put(self, core: Core) -> Reply[Decision]:
        """The core decides."""
        return core.decide(self.view)
