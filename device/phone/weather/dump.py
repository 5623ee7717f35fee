"""`uiautomator dump` that fails: no idle state, no root node, killed, or cut in the middle."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from random import Random
from typing import TYPE_CHECKING

from device.phone.screen.windowdump import windows_xml
from device.phone.system.clock import EVENT_MS
from device.phone.system.sky import Spell
from device.phone.weather.hidden import tree_is_asked
from device.phone.weather.kind import INPUTS, Kind

if TYPE_CHECKING:
    from device.phone.screen.handset import Handset

_LEAST_MS, _MOST_MS = 600, 5_000
"""Uptime after an input for which dumps fail, at full intensity."""
_SAYS = {
    "idle": ("ERROR: could not get idle state.", 10_000),
    "null": ("ERROR: null root node returned by UiTestAutomationBridge.", 0),
    "killed": ("Killed", 30_000),
}
"""What is said, and the uptime that goes by before it is."""
_CODES = {"killed": 137}
_CUT = "cut"


@dataclass(frozen=True, slots=True)
class Dumped:
    """What `uiautomator dump` gives."""

    text: Callable[[], bytes]
    """The XML, or what is said instead; written when it is asked for."""
    whole: bool = True
    failed: bool = False
    """Whether there is no XML."""
    code: int = 0
    """What the command exits with: a dump that fails says so, and exits as one that went well."""


class Dump(Kind):
    """`what` is how dumps fail until some uptime has passed."""

    name = "dump"
    line = "`uiautomator dump` says it gets no idle state, times out, or is cut, for a while after an input"
    chance = 0.5
    at = INPUTS
    rest = 2
    anywhere = True

    def strike(self, phone: "Handset", spell: Spell, dice: Random) -> Spell:
        """For a while, from this input on."""
        now = phone.clock.uptime_ms
        lasts = int(spell.intensity * dice.uniform(_LEAST_MS, _MOST_MS))
        how = dice.choice((*_SAYS, _CUT))
        return replace(spell, what=how, since_ms=now, until_ms=now + EVENT_MS + lasts)


def dumped(phone: "Handset", *, compressed: bool = False, windows: bool = False) -> Dumped:
    """The tree of the screen now, as the dump gives it; `compressed` and `windows` as its options are."""
    spell = phone.weather.spell(Dump.name)
    frame = phone.frame()
    tree_is_asked(phone)
    write = frame.compressed_xml if compressed else partial(windows_xml, frame) if windows else frame.xml
    if spell is None or not spell.what or phone.clock.uptime_ms >= spell.until_ms:
        return Dumped(write)
    phone.events.note("weather", spell.kind, spell.what, "a dump that is spoiled")
    if spell.what == _CUT:
        share = phone.weather.sky.dice(Dump.name, spell.count, "cut").uniform(0.2, 0.8)
        xml = write()
        return Dumped(lambda: xml[: int(len(xml) * share)], whole=False)
    says, ms = _SAYS[spell.what]
    phone.clock.advance(ms)
    return Dumped(says.encode, whole=False, failed=True, code=_CODES.get(spell.what, 0))
