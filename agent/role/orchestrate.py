"""orchestrate: cut a goal that spans several apps into sub-tasks (ColorAgent's task orchestrator).

Called once, where the goal was classified as such; each sub-task is then worked on as a goal of its own.
"""

from dataclasses import dataclass
from typing import ClassVar

from pydantic import Field

from agent.brain.brain import Ask, Look, Spoken
from agent.run.context import Context
from agent.run.state import State, Update
from agent.run.step import Errand


class Orchestration(Spoken):
    """The sub-tasks."""

    tasks: tuple[str, ...] = Field(min_length=1)

    @property
    def gist(self) -> str:
        """All of them."""
        return " | ".join(self.tasks)


@dataclass(frozen=True)
class Orchestrating(Ask[Orchestration]):
    """Cut the goal into sub-tasks, one app each."""

    role: ClassVar[str] = "orchestrate"

    @property
    def reply(self) -> type[Orchestration]:
        """The sub-tasks."""
        return Orchestration

    def looks(self) -> tuple[Look, ...]:
        """None: it goes by the goal."""
        return ()


def orchestrate(state: State, context: Context) -> Update:
    """Have the goal cut up where it spans apps. Raises what the brain raises."""
    unknown = Errand(kind="other" if context.preset.has("classify") else "several_apps")
    errand = state.errand or unknown
    if errand.kind != "several_apps":
        return {}
    said = context.ask(Orchestrating(context.view(state))).value
    return {"errand": Errand(kind=errand.kind, tasks=said.tasks)}
