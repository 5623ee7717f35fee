"""classify: what kind of task the goal is (ColorAgent's task classifier). It sees the goal alone."""

from dataclasses import dataclass
from typing import ClassVar

from agent.brain.brain import Ask, Look, Spoken
from agent.run.context import Context
from agent.run.state import State, Update
from agent.run.step import Errand, TaskKind


class Classified(Spoken):
    """The kind of a task."""

    kind: TaskKind

    @property
    def gist(self) -> str:
        """The kind."""
        return self.kind


@dataclass(frozen=True)
class Classifying(Ask[Classified]):
    """Say which kind of task the goal is."""

    role: ClassVar[str] = "classify"

    @property
    def reply(self) -> type[Classified]:
        """The kind."""
        return Classified

    def looks(self) -> tuple[Look, ...]:
        """None."""
        return ()


def classify(state: State, context: Context) -> Update:
    """Have the goal classified. Raises what the brain raises."""
    return {"errand": Errand(kind=context.ask(Classifying(context.view(state))).value.kind)}
