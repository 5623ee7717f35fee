"""The phone is turned in the hand, and back."""

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

from device.phone.system.display import turn
from device.phone.system.sky import Spell
from device.phone.weather.kind import TAPS, Kind

if TYPE_CHECKING:
    from device.phone.screen.handset import Handset

_AUTO = ("system", "accelerometer_rotation")
_LEAST_MS, _MOST_MS = 2_000, 8_000
"""Uptime that it stays turned, at full intensity."""


class Rotate(Kind):
    """`what` is how it is held. Auto-rotate is on while this is; `kept` is how it was."""

    name = "rotate"
    line = "the screen turns just before a touch, and back after a while"
    chance = 0.3
    at = TAPS | {"swipe"}
    rest = 12
    anywhere = True

    def begin(self, phone: "Handset", spell: Spell) -> Spell:
        """The screen follows the hand."""
        kept = phone.settings.text(*_AUTO)
        phone.settings.put(*_AUTO, 1)
        return replace(spell, kept=kept)

    def end(self, phone: "Handset", spell: Spell) -> None:
        """Upright, and the setting as it was."""
        phone.settings.put(*_AUTO, spell.kept)
        turn(phone, 0)

    def strike(self, phone: "Handset", spell: Spell, dice: Random) -> Spell:
        """On one of its sides."""
        held = dice.choice((1, 3))
        turn(phone, held)
        stays = int(spell.intensity * dice.uniform(_LEAST_MS, _MOST_MS))
        return replace(spell, what=str(held), until_ms=phone.clock.uptime_ms + stays)

    def passes(self, phone: "Handset", spell: Spell) -> Spell:
        """Upright again, once it is time."""
        if not spell.what or phone.clock.uptime_ms < spell.until_ms:
            return spell
        turn(phone, 0)
        return spell.calmed
