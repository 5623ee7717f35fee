"""propose: tasks that a phone like this one could be asked for, each with a predicate (PAE's proposer)."""

from dataclasses import dataclass
from typing import ClassVar

from pydantic import Field

from agent.brain.brain import Ask, Look, Spoken
from agent.proposal.wish import Wish


class Proposed(Spoken):
    """One task as a model words it; what it wants of the phone is checked before anybody tries it."""

    goal: str
    package: str
    wishes: tuple[Wish, ...] = ()
    """None for a task that cannot be done here, on purpose."""
    min_steps: int = Field(default=5, ge=1, le=100)


class Proposals(Spoken):
    """Some tasks."""

    tasks: tuple[Proposed, ...]

    @property
    def gist(self) -> str:
        """How many."""
        return f"{len(self.tasks)} tasks"


@dataclass(frozen=True)
class Proposing(Ask[Proposals]):
    """Ask for tasks; the view's goal says how many and about what."""

    role: ClassVar[str] = "propose"
    apps: tuple[str, ...] = ()
    """Packages that may be used, with what people call them."""
    holds: tuple[str, ...] = ()
    """What the phone holds, a line for each place."""
    pages: tuple[str, ...] = ()
    """What exploring saw."""
    shown: tuple[str, ...] = ()
    """Goals that a person demonstrated, or examples of the kind that is wanted."""

    @property
    def reply(self) -> type[Proposals]:
        """The tasks."""
        return Proposals

    def looks(self) -> tuple[Look, ...]:
        """None: it goes by words."""
        return ()
