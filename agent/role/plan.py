"""plan: sub-goals that can each be checked on the screen."""

from dataclasses import dataclass
from typing import ClassVar

from agent.brain.brain import Ask, Core
from agent.run.context import Context
from agent.run.state import State, Update
from agent.run.step import Plan
from models.reply import Reply


@dataclass(frozen=True)
class Planning(Ask[Plan]):
    """Split the goal; where there is a plan already, it led nowhere and the view's feedback says why."""

    role: ClassVar[str] = "plan"

    @property
    def reply(self) -> type[Plan]:
        """A plan."""
        return Plan

    def gist(self, value: Plan) -> str:
        """The sub-goals."""
        return " | ".join(value.subgoals)

    def put(self, core: Core) -> Reply[Plan]:
        """The core plans."""
        return core.plan(self.view)


def plan(state: State, context: Context) -> Update:
    """Have a plan made, or made anew. Raises what the brain raises."""
    return {"plan": context.ask(Planning(context.view(state))).value}
