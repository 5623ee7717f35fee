"""Screens that hide: from accessibility, as a game or a web page does, or from pictures, as a bank does."""

from dataclasses import replace
from typing import TYPE_CHECKING

from device.phone.system.sky import Spell
from device.phone.weather.kind import Kind, chosen

if TYPE_CHECKING:
    from device.phone.screen.handset import Handset
    from device.phone.system.intent import Layer
    from device.phone.toolkit.view import Screen


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
