"""progress: what is done so far, in words (Mobile-Agent-v2's planning agent).

It sees no picture: only the goal, the accepted history and its own earlier text.
Called after a success only, as a failed action adds nothing to what is done.
"""

from dataclasses import dataclass
from typing import ClassVar

from agent.brain.brain import Ask, Look, Spoken
from agent.run.context import Context
from agent.run.state import State, Update
from agent.run.step import Plan


class Progress(Spoken):
    """What is done."""

    completed: str

    @property
    def gist(self) -> str:
        """The text."""
        return self.completed


@dataclass(frozen=True)
class Progressing(Ask[Progress]):
    """Say what is done, from the record."""

    role: ClassVar[str] = "progress"

    @property
    def reply(self) -> type[Progress]:
        """What is done."""
        return Progress

    def looks(self) -> tuple[Look, ...]:
        """None: it goes by the record."""
        return ()


def progress(state: State, context: Context) -> Update:
    """Have the progress told. Raises what the brain raises."""
    said = context.ask(Progressing(context.view(state))).value
    return {"plan": Plan(progress=said.completed)}
