"""How the phone looks from the start: dark, with large letters, in Chinese."""

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from device.phone.system.sky import Spell
from device.phone.weather.kind import Kind

if TYPE_CHECKING:
    from device.phone.screen.handset import Handset


class _Setting(Kind):
    """A setting that is other than usual while the kind is on; `kept` is what it was."""

    key: ClassVar[tuple[str, str]]

    def value(self, spell: Spell) -> str:
        """What it is meanwhile."""
        raise NotImplementedError

    def begin(self, phone: "Handset", spell: Spell) -> Spell:
        """Set it."""
        kept = phone.settings.text(*self.key)
        phone.settings.put(*self.key, self.value(spell))
        return replace(spell, kept=kept)

    def end(self, phone: "Handset", spell: Spell) -> None:
        """Put it back, unless somebody has changed it since."""
        if phone.settings.text(*self.key) == self.value(spell):
            phone.settings.put(*self.key, spell.kept)


class Dark(_Setting):
    """Settings > Display > Dark theme."""

    name = "dark"
    line = "the dark theme is on"
    key = ("secure", "ui_night_mode")

    def value(self, spell: Spell) -> str:
        """MODE_NIGHT_YES"""
        return "2"


class BigFont(_Setting):
    """Settings > Display > Font size: 1.3 at half intensity, 1.6 in full."""

    name = "bigfont"
    line = "letters are large (font scale 1.3; 1.6 at :1)"
    key = ("system", "font_scale")

    def value(self, spell: Spell) -> str:
        """How much larger."""
        return f"{1.0 + 0.6 * spell.intensity:.2f}"


class Chinese(_Setting):
    """Settings > System > Languages."""

    name = "chinese"
    line = "the phone speaks Chinese"
    key = ("system", "system_locales")

    def value(self, spell: Spell) -> str:
        """As the settings write it."""
        return "zh-Hans-CN"
