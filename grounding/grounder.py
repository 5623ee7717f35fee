"""The one thing asked of every way of finding a place, and the words by which it fails."""

from typing import Protocol

from device.error import ConfigError
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


def found_by(grounder: Grounder, observation: Observation, target: Target) -> Grounding:
    """Ask a grounder. Raises what it raises, and ConfigError where it returns no Grounding."""
    found: object = grounder.ground(observation, target)
    if not isinstance(found, Grounding):
        name, given = type(grounder).__qualname__, type(found).__qualname__
        raise ConfigError(
            f"{name}.ground returned {given}, not a Grounding", "Raise TargetNotFound where it is not there"
        )
    return found
