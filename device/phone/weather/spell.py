"""The weather on a phone as plain data: what is switched on, and how far each kind has come."""

from dataclasses import dataclass, replace
from random import Random

MILD = 0.5
"""Intensity of a kind that names none."""


@dataclass(frozen=True, slots=True)
class Spell:
    """One kind that is switched on. What the last five fields mean, the kind says."""

    kind: str
    intensity: float = MILD
    """Above 0, at most 1."""
    count: int = 0
    """How often it struck."""
    at: int = 0
    """Number of the input event at which it last struck; 0 = never yet."""
    what: str = ""
    """What there is of it now, in the kind's own words; "" = calm."""
    since_ms: int = 0
    """Uptime."""
    until_ms: int = 0
    kept: str = ""
    """What it found when it was switched on, to be put back."""

    @property
    def calmed(self) -> "Spell":
        """The same with nothing of it there now."""
        return replace(self, what="", since_ms=0, until_ms=0)


@dataclass(frozen=True, slots=True)
class Sky:
    """All of it. A snapshot keeps it."""

    seed: int = 0
    events: int = 0
    """Input events since it was switched on."""
    spells: tuple[Spell, ...] = ()
    """In the order of the registry."""

    def dice(self, kind: str, *where: object) -> Random:
        """Chance of one kind at one place or moment: the same for the same seed, whatever else is on."""
        return Random("/".join(map(str, (self.seed, kind, *where))))


CLEAR = Sky()
