"""The weather on a phone as plain data: what is switched on, and how far each kind has come.

What weather does is in device/phone/weather; the system and the screen know of it only what stands here.
"""

from dataclasses import dataclass, replace
from random import Random

from device.phone.system.intent import Layer

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
    timing: str = ""
    """Whose time adb's commands take: a profile's name or a file; "" = they take no time."""

    def dice(self, kind: str, *where: object) -> Random:
        """Chance of one kind at one place or moment: the same for the same seed, whatever else is on."""
        return Random("/".join(map(str, (self.seed, kind, *where))))


CLEAR = Sky()


class Conditions:
    """What weather there is over one phone, as the system and the screen meet it: here none."""

    def __init__(self) -> None:
        self.sky: Sky = CLEAR
        """What a snapshot keeps."""

    def spell(self, kind: str) -> Spell | None:
        """What there is of a kind; None while it is off."""
        return next((spell for spell in self.sky.spells if spell.kind == kind), None)

    def put(self, spell: Spell) -> None:
        """Have a kind's next state."""
        spells = (spell if one.kind == spell.kind else one for one in self.sky.spells)
        self.sky = replace(self.sky, spells=tuple(spells))

    def calm(self, kind: str) -> None:
        """What there is of a kind now goes; it may come again."""
        spell = self.spell(kind)
        if spell is not None:
            self.put(spell.calmed)

    @property
    def stamp(self) -> object:
        """Differs whenever the screen may differ by it."""
        return None

    def meets(self, event: str) -> bool:
        """An input event is on its way; whether it arrives."""
        return True

    def pass_time(self) -> None:
        """Time may have passed."""

    def over(self, layers: tuple[Layer, ...]) -> tuple[Layer, ...]:
        """What is seen of the activities on the screen."""
        return layers

    def keyboard_covers(self) -> bool:
        """Whether the keyboard lies over the app in front, instead of having it end above."""
        return False
