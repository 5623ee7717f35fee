"""What a run may ask of the memory that outlasts it, whatever it is kept in."""

from typing import Protocol

from agent.memory.entry import Entry
from agent.step import Ending, Record, Step


class Expansion(Record):
    """A goal with the person's standing procedures put in where it names them."""

    goal: str
    """What is to be done; as it was said, where it names no procedure."""
    procedures: tuple[Entry, ...] = ()
    """Those that were put in, in the order met."""


class Lived(Record):
    """A run that is over, as far as there is something to learn from it."""

    run: str
    """Its name."""
    ending: Ending
    steps: tuple[Step, ...]


class Memory(Protocol):
    """Remembers across runs."""

    def expand(self, goal: str) -> Expansion:
        """The goal with standing procedures put in."""
        ...

    def wishes(self, goal: str, package: str = "") -> tuple[str, ...]:
        """The person's own words of earlier that bear on the goal, the best first; () where none do."""
        ...

    def ruling(self, classes: tuple[str, ...], package: str, target: str) -> Entry | None:
        """What the person said once and for all about such an action on such a target: always, or never.

        A yes or no that was meant for one occasion is no ruling.
        """
        ...

    def confirmed(self, step: Step, run: str) -> None:
        """Keep what the person said to a question about a sensitive action, if they were asked."""
        ...

    def learn(self, lived: Lived) -> tuple[Entry, ...]:
        """Keep what the run showed; what was kept is returned, so that the person can be told."""
        ...
