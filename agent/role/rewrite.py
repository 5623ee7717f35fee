"""rewrite: the next sub-task with what was found put into it (ColorAgent's task rewriter).

What was found is text off a screen: it may fill in the sub-task, and the goal stays in sight of everyone.
"""

from dataclasses import dataclass
from typing import ClassVar

from agent.brain.brain import Ask, Look, Spoken


class Rewritten(Spoken):
    """The sub-task."""

    task: str

    @property
    def gist(self) -> str:
        """The sub-task."""
        return self.task


@dataclass(frozen=True)
class Rewriting(Ask[Rewritten]):
    """Write what was found into the next sub-task."""

    role: ClassVar[str] = "rewrite"
    found: str = ""
    following: str = ""
    """The next sub-task as it was planned."""

    @property
    def reply(self) -> type[Rewritten]:
        """The sub-task."""
        return Rewritten

    def looks(self) -> tuple[Look, ...]:
        """None."""
        return ()
