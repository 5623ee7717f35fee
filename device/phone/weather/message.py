"""Messages that lie over what is to be touched: at the bottom of the app, and at the top of the screen."""

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

from device.phone.system.intent import Intent
from device.phone.system.notification import HIGH, Notification
from device.phone.system.posting import heads_up
from device.phone.system.sky import Spell
from device.phone.toolkit.view import Screen, View
from device.phone.weather.kind import TAPS, Kind, shows
from device.phone.widget.dialog import BAR, snackbar

if TYPE_CHECKING:
    from device.phone.screen.handset import Handset
    from device.phone.system.intent import Layer

_LONG_MS = 3_500
"""How long Android shows what is longer to read."""
_SAID = (
    "You are offline. What you see here may be old, and changes are kept until you are back.",
    "Saved a backup of your data. You find it in the settings, under storage.",
    "Did you know? You can hold an item to see what else can be done with it.",
)
_NOTICES = (
    ("com.google.android.deskclock", "Bedtime is near", "Wind down for tomorrow"),
    ("com.larkmart.shop", "Save 30% this weekend", "Your code is WEEKEND30"),
    ("com.google.android.contacts", "Back up your contacts", "Tap to finish setting up"),
)


class Toasts(Kind):
    """`what` is the text of a bar at the app's lower end, which takes touches; a toast takes none."""

    name = "toasts"
    line = "toasts and bars with messages cover the bottom buttons; the bars take the touch"
    chance = 0.5
    at = TAPS | {"swipe", "text"}
    rest = 2

    def strike(self, phone: "Handset", spell: Spell, dice: Random) -> Spell:
        """A toast or a bar."""
        text, now = phone.translate(dice.choice(_SAID)), phone.clock.uptime_ms
        if dice.random() < 0.5:
            phone.toast(text, _LONG_MS)
            return spell
        return replace(spell, what=text, since_ms=now, until_ms=now + _LONG_MS)

    def over(self, phone: "Handset", spell: Spell, layer: "Layer") -> Screen:
        """The bar, where the app shows none of its own."""
        screen = layer.screen
        if layer.activity.id != phone.front.id or not shows(phone, spell):
            return screen
        free = screen.snackbar is None and not _has_bar(screen.content)
        return replace(screen, snackbar=snackbar(spell.what)) if free else screen


def _has_bar(view: View) -> bool:
    """Whether a page holds a bar of its own, above which its floating button stands."""
    return view.resource_id == BAR or any(map(_has_bar, view.children))


class HeadsUp(Kind):
    """Over the top of the screen for the system's five seconds of uptime. The dump does not tell of it."""

    name = "headsup"
    line = "notifications come up over the top of the screen and take the touch"
    chance = 0.4
    rest = 6
    anywhere = True

    def strike(self, phone: "Handset", spell: Spell, dice: Random) -> Spell | None:
        """One that may be shown; touched, it opens its app."""
        for package, title, text in dice.sample(_NOTICES, len(_NOTICES)):
            told = Notification(package, phone.translate(title), phone.translate(text), tag="tip")
            if phone.notify(replace(told, importance=HIGH, tap=Intent(package=package))):
                over = heads_up(phone)
                return spell if over is not None and over.package == package else None
        return None
