"""An app asks for a permission when it does not fit at all."""

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

from device.phone.system.clock import EVENT_MS
from device.phone.system.intent import GRANT, REQUEST_PERMISSIONS, Intent
from device.phone.system.permission import full_name
from device.phone.system.sky import Spell
from device.phone.weather.kind import Kind, in_app

if TYPE_CHECKING:
    from device.phone.screen.handset import Handset

_ASKED = (
    ("ACCESS_FINE_LOCATION", "ACCESS_COARSE_LOCATION"),
    ("RECORD_AUDIO",),
    ("POST_NOTIFICATIONS",),
    ("READ_MEDIA_IMAGES", "READ_MEDIA_VIDEO"),
    ("READ_CONTACTS", "WRITE_CONTACTS"),
)


class Permissions(Kind):
    """`what` names the app and the permissions it is going to ask for, once the touch is done."""

    name = "permissions"
    line = "the app asks for a permission at a bad moment"
    chance = 0.3
    rest = 8

    def strike(self, phone: "Handset", spell: Spell, dice: Random) -> Spell:
        """Choose what is asked for; nothing when the app has it all, or may not ask any more."""
        package = phone.front.package
        held = phone.packages.get(package)
        settled = held.granted | held.fixed if held is not None else frozenset[str]()
        wanted = [names for names in _ASKED if not settled.intersection(map(full_name, names))]
        if held is None or not wanted:
            return spell
        names = (full_name(name) for name in dice.choice(wanted))
        return replace(spell, what=f"{package} {' '.join(names)}", since_ms=phone.clock.uptime_ms + EVENT_MS)

    def passes(self, phone: "Handset", spell: Spell) -> Spell:
        """Ask, if the app is still in front."""
        if not spell.what or phone.clock.uptime_ms < spell.since_ms:
            return spell
        package, names = spell.what.split(" ", 1)
        if in_app(phone) and phone.front.package == package:
            asked = Intent(REQUEST_PERMISSIONS, component=GRANT)
            phone.start(replace(asked, extras={"package": package, "permissions": names}), same_task=True)
        return spell.calmed
