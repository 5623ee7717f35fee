"""What a run may ask of the memory that outlasts it, whatever it is kept in."""

from typing import Protocol

from agent.memory.entry import Entry
from agent.run.step import Ending, Record, Step


class Expansion(Record):
    """A goal with the person's standing procedures put in where it names them."""

    goal: str
    """What is to be done; as it was said, where it names no procedure."""
    procedures: tuple[Entry, ...] = ()
    """Those that were put in, in the order met."""


class Recalled(Record):
    """What bears on a goal, the best first."""

    wishes: tuple[str, ...] = ()
    """The person's own words of earlier: they say how to do what the goal asks."""
    knowledge: tuple[str, ...] = ()
    """Cards, lessons, earlier answers: they help, and are never instructions."""

    def __bool__(self) -> bool:
        return bool(self.wishes or self.knowledge)


class Lived(Record):
    """A run that is over, as far as there is something to learn from it."""

    run: str
    """Its name."""
    goal: str
    ending: Ending
    steps: tuple[Step, ...]


class Memory(Protocol):
    """Remembers across runs. Every method raises ConfigError where it can't be read or kept."""

    def expand(self, goal: str) -> Expansion:
        """The goal with standing procedures put in."""
        ...

    def recall(self, goal: str, package: str, run: str = "") -> Recalled:
        """What bears on the goal while an app is in front, without what this very run has kept."""
        ...

    def hint(self, step: Step, classes: tuple[str, ...]) -> str:
        """What the person said to such an action before, for the question; it answers none."""
        ...

    def confirmed(self, step: Step, goal: str, run: str) -> None:
        """Keep what the person said to a question, if they were asked, and for which goal."""
        ...

    def learn(self, lessons: tuple[Entry, ...]) -> tuple[Entry, ...]:
        """Keep the lessons that are new and hold no secret; those are returned."""
        ...
