"""The one thing asked of every way of finding a place, and the words by which it fails."""

from typing import Protocol

from device.screen import Observation
from grounding.target import Grounding, Target


class Grounder(Protocol):
    """Finds what was meant on a screen."""

    def ground(self, observation: Observation, target: Target) -> Grounding:
        """Where it is, with the probability that this is right.

        Raises TargetNotFound, saying what was looked for and what was there; so does a screen that this way
        of looking cannot see (no tree, no picture, a picture the system hides).
        """
        ...
