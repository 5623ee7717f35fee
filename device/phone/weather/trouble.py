"""Apps that hang for a while or crash, under the finger."""

from random import Random
from typing import TYPE_CHECKING

from device.phone.system.sky import Spell
from device.phone.weather.kind import Kind

if TYPE_CHECKING:
    from device.phone.screen.handset import Handset

_HANG_MS = 12_000
"""Uptime at full intensity."""


class Anr(Kind):
    """The system asks about the app ("isn't responding"); it answers again after some uptime."""

    name = "anr"
    line = "the app hangs: the system asks whether to wait, and it comes back after a while"
    chance = 0.2
    rest = 20

    def strike(self, phone: "Handset", spell: Spell, dice: Random) -> Spell:
        """The app in front hangs."""
        phone.hang(phone.front.package, int(_HANG_MS * spell.intensity))
        return spell

    def loses(self, spell: Spell) -> bool:
        """Nobody took the touch."""
        return True


class WeatherCrash(Kind):
    """The app is gone and what was not saved in it; it comes back when it is opened again."""

    name = "crash"
    line = "the app crashes under the finger; opened again it works"
    chance = 0.15
    rest = 25

    def strike(self, phone: "Handset", spell: Spell, dice: Random) -> Spell:
        """The app in front crashes."""
        phone.crash(phone.front.package, "java.lang.NullPointerException")
        return spell

    def loses(self, spell: Spell) -> bool:
        """The touch went down with it."""
        return True
