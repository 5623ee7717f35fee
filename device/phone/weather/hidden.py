"""Screens that hide: from accessibility, as a game or a web page does, or from pictures, as a bank does."""

from dataclasses import replace
from typing import TYPE_CHECKING

from device.phone.system.sky import Spell
from device.phone.weather.kind import Kind, chosen

if TYPE_CHECKING:
    from device.phone.screen.handset import Handset
    from device.phone.system.intent import Layer
    from device.phone.toolkit.view import Screen


_BUILDING_MS, _KEPT_MS = 250, 5_000
"""Uptime until such a tree is there, and for which it stays when nobody asks again."""


class EmptyTree(Kind):
    """By component."""

    name = "emptytree"
    line = "some screens have an empty tree, as those of games and web views; the picture shows them"

    def on_screen(self, phone: "Handset", spell: Spell) -> str:
        """Its tree."""
        return "no tree of" if chosen(phone, spell, phone.front) else ""

    def over(self, phone: "Handset", spell: Spell, layer: "Layer") -> "Screen":
        """The same without a tree."""
        hides = chosen(phone, spell, layer.activity)
        return replace(layer.screen, tree_hidden=True) if hides else layer.screen


class LazyTree(Kind):
    """`what` is the activity whose tree is being built, since then, and until then kept."""

    name = "lazytree"
    line = "some screens have no tree until one was asked for, as those of Compose, Flutter and web views"

    def on_screen(self, phone: "Handset", spell: Spell) -> str:
        """Its tree."""
        return "a late tree of" if chosen(phone, spell, phone.front) else ""

    def over(self, phone: "Handset", spell: Spell, layer: "Layer") -> "Screen":
        """The same without a tree, as long as that is not built."""
        built = spell.what == str(layer.activity.id)
        built = built and spell.since_ms + _BUILDING_MS <= phone.clock.uptime_ms < spell.until_ms
        if built or not chosen(phone, spell, layer.activity):
            return layer.screen
        return replace(layer.screen, tree_hidden=True)


def tree_is_asked(phone: "Handset") -> None:
    """Somebody reads the tree: what is built only then begins to be built, or is kept for longer."""
    spell = phone.weather.spell(LazyTree.name)
    if spell is None:
        return
    now, front = phone.clock.uptime_ms, str(phone.front.id)
    if spell.what != front or now >= spell.until_ms:
        spell = replace(spell, what=front, since_ms=now)
    phone.weather.put(replace(spell, until_ms=now + _KEPT_MS))


class Secure(Kind):
    """By component."""

    name = "secure"
    line = "some screens are FLAG_SECURE: their pictures are black, the tree shows them"

    def on_screen(self, phone: "Handset", spell: Spell) -> str:
        """Its pictures."""
        return "black pictures of" if chosen(phone, spell, phone.front) else ""

    def over(self, phone: "Handset", spell: Spell, layer: "Layer") -> "Screen":
        """The same, secure."""
        hides = chosen(phone, spell, layer.activity)
        return replace(layer.screen, secure=True) if hides else layer.screen
