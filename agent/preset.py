"""Presets: which roles take part in a run and what follows from their outcomes, as data.

A preset is no fork of the loop: every node reads what it needs from here.
"""

from typing import Literal

from agent.step import Record
from device.error import ConfigError


class Preset(Record):
    """The roles of a run."""

    name: str
    summary: str
    """One line for the person who chooses."""
    plans: bool = True
    """Whether a plan is made before the first decision, and again when the run is stuck."""
    reflects: Literal["cheaply", "when unsure", "always"] = "when unsure"
    """Who judges an action: the comparison of screens alone, a model where that is not conclusive, a model
    every time."""
    confirms: bool = True
    """Whether a claim of completion is checked on a fresh screen before it is believed."""
    min_confidence: float = 0.3
    """Below this a grounding is too doubtful to act on: back to the decision."""
    max_tries: int = 3
    """Decisions of one lap that may fail to be found on the screen."""
    max_denials: int = 2
    """Claims of completion that the screen may deny before the run ends."""
    max_strikes: int = 3
    """Warnings of being stuck before the run ends."""
    history: int = 12
    """Latest steps that a prompt tells in full; older ones get a line each."""


SINGLE = Preset(
    name="single",
    summary="One decision a step and nothing else: the baseline.",
    plans=False,
    reflects="cheaply",
    confirms=False,
)
DEFAULT = Preset(
    name="default",
    summary="Plan once, decide, check cheaply, ask a model only where that leaves doubt, confirm the end.",
)

PRESETS = {preset.name: preset for preset in (DEFAULT, SINGLE)}


def find_preset(name: str) -> Preset:
    """The preset of that name. Raises ConfigError naming those there are."""
    if name not in PRESETS:
        raise ConfigError(f"no preset is called {name!r}", f"There are: {', '.join(PRESETS)}")
    return PRESETS[name]
