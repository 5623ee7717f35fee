"""The contract of somebody's own agent in Python, which plays in a process of its own.

def play(device: Device, goal: str) -> str:
    device.open_app("Clock")
    return ""  # what it answers

def agent(settings: Settings) -> Guest:
    return Guest("opener", play)
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from device.client import Device
from device.error import TapwrightError

Play = Callable[[Device, str], str]
"""Works on a goal with a phone; the answer, "" for none."""


class CannotBeDone(TapwrightError):
    """Raised by a guest for a goal that is infeasible; says why."""


class GaveUp(TapwrightError):
    """Raised by a guest that ends before the goal is reached, and claims nothing; says why."""


@dataclass(frozen=True, slots=True)
class Guest:
    """An agent that is a function, and what tells it from another version of itself."""

    name: str
    play: Play
    about: dict[str, str] = field(default_factory=dict)
    """Model, prompts and whatever else its numbers depend on."""

    @property
    def identity(self) -> dict[str, str]:
        """All that makes it this one."""
        return {**self.about, "called": self.name}
