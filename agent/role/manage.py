"""manage: what is done, and what is still to do (Mobile-Agent-v3's manager).

Called before each decision; not after a decision that could not be read, unless failures in a row call for
it. The last failed attempts are shown only then.
"""

from dataclasses import dataclass
from typing import ClassVar

from agent.brain.brain import Ask, Spoken
from agent.reflection.stuck import failures
from agent.run.context import Context
from agent.run.state import State, Update
from agent.run.step import Plan, Step


class Managed(Spoken):
    """The manager's word."""

    thought: str
    completed: str = ""
    """What is done, as the record and the screen show."""
    plan: tuple[str, ...]
    """What is still to do, in order; empty when nothing is left. It has to be given: an empty one ends the
    run, and silence must not."""

    @property
    def gist(self) -> str:
        """What comes next, or that nothing does."""
        return f"next: {self.plan[0]}" if self.plan else "nothing is left"


@dataclass(frozen=True)
class Managing(Ask[Managed]):
    """Bring the plan up to what the screen shows."""

    role: ClassVar[str] = "manage"
    failed: tuple[Step, ...] = ()
    """The latest attempts, where they failed one after the other."""

    @property
    def reply(self) -> type[Managed]:
        """The manager's word."""
        return Managed


def manage(state: State, context: Context) -> Update:
    """Have the plan brought up to date. Raises what the brain raises."""
    limit = context.preset.escalates_after
    failed = failures(state.steps)
    escalated = failed[-limit:] if limit and len(failed) >= limit else ()
    said = context.ask(Managing(context.view(state), failed=escalated)).value
    return {"plan": Plan(subgoals=said.plan, progress=said.completed)}
