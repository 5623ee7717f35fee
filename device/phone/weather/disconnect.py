"""The adb connection breaks at an input, before it was carried out or after, and can be made again."""

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

from device.phone.system.sky import MILD, Spell
from device.phone.weather.kind import INPUTS, Kind

if TYPE_CHECKING:
    from device.phone.screen.handset import Handset

_MOST_DIALS = 4
"""Dials that find nobody after a break, at full intensity; up to half of it there are none."""
_BREAKS = "breaks"
_AWAY = "away"


class Disconnect(Kind):
    """`what`: the connection is about to break ("breaks ..."), or so many dials find nobody ("away N")."""

    name = "disconnect"
    line = "the adb connection breaks in the middle of an input; above :0.5 it stays away for some dials"
    chance = 0.2
    at = INPUTS
    rest = 8
    anywhere = True

    def strike(self, phone: "Handset", spell: Spell, dice: Random) -> Spell:
        """Break it, before the input reaches the phone or after."""
        most = round(_MOST_DIALS * (spell.intensity - MILD) / (1 - MILD))
        dials = dice.randint(1, most) if most > 0 else 0
        return replace(spell, what=f"{_BREAKS} {dice.choice(('before', 'after'))} {dials}")

    def loses(self, spell: Spell) -> bool:
        """Whether it broke before the phone heard of the input."""
        return spell.what.startswith(f"{_BREAKS} before")


def breaks(phone: "Handset") -> bool:
    """Whether the connection breaks now, with the answer of the command that was just run; told once."""
    spell = phone.weather.spell(Disconnect.name)
    if spell is None or not spell.what.startswith(_BREAKS):
        return False
    away = spell.what.rpartition(" ")[2]
    phone.weather.put(replace(spell, what="" if away == "0" else f"{_AWAY} {away}"))
    return True


def away(phone: "Handset") -> bool:
    """Whether somebody who dials now finds nobody; each dial counts."""
    spell = phone.weather.spell(Disconnect.name)
    if spell is None or not spell.what.startswith(_AWAY):
        return False
    left = int(spell.what.rpartition(" ")[2]) - 1
    phone.weather.put(replace(spell, what=f"{_AWAY} {left}" if left else ""))
    phone.events.note("weather", spell.kind, "a dial that finds nobody")
    return True
