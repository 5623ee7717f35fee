"""Taps that get lost."""

from device.phone.system.sky import Spell
from device.phone.weather.kind import Kind


class Swallow(Kind):
    """Nothing on the screen tells of it."""

    name = "swallow"
    line = "taps are swallowed: nothing happens"
    chance = 0.6
    rest = 0
    anywhere = True

    def loses(self, spell: Spell) -> bool:
        """That is all it does."""
        return True
