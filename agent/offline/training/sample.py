"""What is learned from: runs that reached their goal, step by step, in words and not yet in numbers."""

from dataclasses import dataclass, field

from agent.offline.learned.move import Deed
from agent.offline.learned.scene import NetworkScreen


@dataclass(frozen=True)
class Deal:
    """What was done on a screen. It tells texts and not words of a goal: goals can be put in other words."""

    scene: NetworkScreen
    kind: str
    thing: int | None = None
    source: int | None = None
    text: str = ""
    """What was typed, where it stands in the goal."""
    app: str = ""
    deed: Deed = field(default_factory=lambda: Deed("wait"))
    """How the steps after it are told of it."""


@dataclass(frozen=True)
class Demonstration:
    """A run that reached its goal, a gold solver's or one of the network's own."""

    template: str
    seed: int
    locale: str
    goal: str
    values: tuple[str, ...]
    """The parameters as they stand in the goal."""
    goals: tuple[str, ...]
    """The same goal in other wordings."""
    deals: tuple[Deal, ...]
