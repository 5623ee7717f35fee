"""What a kind of weather is, and what the kinds share."""

from random import Random
from typing import TYPE_CHECKING, ClassVar

from device.phone.system.intent import CHOOSER, GRANT, Activity
from device.phone.system.sky import Spell

if TYPE_CHECKING:
    from device.phone.screen.handset import Handset
    from device.phone.system.intent import Layer
    from device.phone.toolkit.view import Screen

TAPS = frozenset({"tap", "long press"})
INPUTS = TAPS | {"swipe", "text", "key"}
_SYSTEM = frozenset(name.split("/")[0] for name in (CHOOSER, GRANT))
"""Packages of the system's own questions."""


class Kind:
    """One kind of trouble. It keeps nothing itself: what there is of it is its Spell, part of the phone.

    It strikes by chance at input events, and chance is that of the sky's seed and the event's number.
    """

    name: ClassVar[str]
    line: ClassVar[str]
    """What it does, in one line for a list."""
    chance: ClassVar[float] = 0.0
    """Of striking at an input event, at full intensity."""
    at: ClassVar[frozenset[str]] = TAPS
    """Input events at which it may strike."""
    rest: ClassVar[int] = 6
    """Input events after a strike for which it leaves the phone alone."""
    anywhere: ClassVar[bool] = False
    """Whether it also strikes on the home screen and in the shade; else in apps alone."""

    def begin(self, phone: "Handset", spell: Spell) -> Spell:
        """It was switched on."""
        return spell

    def end(self, phone: "Handset", spell: Spell) -> None:
        """It was switched off: put back what it changed."""

    def strike(self, phone: "Handset", spell: Spell, dice: Random) -> Spell | None:
        """An input event is about to come, and it is this kind's turn; None = nothing came of it."""
        return spell

    def loses(self, spell: Spell) -> bool:
        """Whether the input that it struck at is lost."""
        return False

    def passes(self, phone: "Handset", spell: Spell) -> Spell:
        """Time may have passed; asked before every new frame."""
        return spell

    def on_screen(self, phone: "Handset", spell: Spell) -> str:
        """What it does to the activity in front for as long as that is there, for the log; "" = nothing."""
        return ""

    def over(self, phone: "Handset", spell: Spell, layer: "Layer") -> "Screen":
        """What is seen of an app's activity."""
        return layer.screen


def is_app(phone: "Handset", package: str) -> bool:
    """Whether it is an app, not the home screen or one of the system's own questions."""
    return package != phone.home_package and package not in _SYSTEM


def in_app(phone: "Handset") -> bool:
    """Whether an app has the screen."""
    return is_app(phone, phone.front.package) and not phone.window.shade.focused


def chosen(phone: "Handset", spell: Spell, activity: Activity) -> bool:
    """Whether an activity is one of those that a kind has picked: a share of all, by intensity."""
    dice = phone.weather.sky.dice(spell.kind, activity.component)
    return dice.random() < spell.intensity


def shows(phone: "Handset", spell: Spell) -> bool:
    """Whether what is there of a kind has begun and not passed."""
    return bool(spell.what) and spell.since_ms <= phone.clock.uptime_ms < spell.until_ms
