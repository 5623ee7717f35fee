"""Pages that do not make room for the keyboard: it lies over their lower part."""

from typing import TYPE_CHECKING

from device.phone.system.sky import Spell
from device.phone.weather.kind import Kind, chosen

if TYPE_CHECKING:
    from device.phone.screen.handset import Handset


class Keyboard(Kind):
    """Windows of `adjustNothing`, by their component."""

    name = "keyboard"
    line = "the keyboard covers the lower part of the page, which does not scroll out of its way"

    def on_screen(self, phone: "Handset", spell: Spell) -> str:
        """While it is shown."""
        return "over" if phone.window.keyboard_shown and chosen(phone, spell, phone.front) else ""


def covers(phone: "Handset") -> bool:
    """Whether the keyboard lies over the app in front, instead of having it end above."""
    spell = phone.weather.spell(Keyboard.name)
    return spell is not None and chosen(phone, spell, phone.front)
