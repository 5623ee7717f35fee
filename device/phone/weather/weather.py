"""The one hook of a phone: what happens to it is offered to every kind of weather that is switched on.

Under a clear sky each call gives back what it was given.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from device.phone.system.sky import Conditions, Sky, Spell
from device.phone.weather.forecast import Forecast, written
from device.phone.weather.keyboard import covers
from device.phone.weather.kind import in_app, is_app
from device.phone.weather.registry import KINDS
from device.phone.weather.timing import Timing, timing_of

if TYPE_CHECKING:
    from device.phone.screen.handset import Handset
    from device.phone.system.intent import Layer

_STEP_MS = 25
"""Uptime after which a screen with weather on it is looked at anew: what turns there is seen to turn."""


class Weather(Conditions):
    """The weather of one phone."""

    def __init__(self, phone: "Handset") -> None:
        super().__init__()
        self._phone = phone
        self._told: list[tuple[str, str, str]] = []
        """What lay on the activity in front when that was last noted: kind, what it does, component."""

    def __str__(self) -> str:
        """As `--weather` takes it; "" under a clear sky."""
        seed = None if self.sky.seed == self._phone.seed else self.sky.seed
        return written(
            Forecast(tuple((spell.kind, spell.intensity) for spell in self.sky.spells), seed, self.sky.timing)
        )

    # -- switching -----------------------------------------------------------------------------------
    def change(self, forecast: Forecast) -> None:
        """Have this weather and no other: what goes is put back, what comes begins."""
        for spell in self.sky.spells:
            KINDS[spell.kind].end(self._phone, spell)
        seed = self._phone.seed if forecast.seed is None else forecast.seed
        self.sky = Sky(seed if forecast.kinds else 0, timing=forecast.timing)
        begun = [KINDS[name].begin(self._phone, Spell(name, intensity)) for name, intensity in forecast.kinds]
        self.sky = replace(self.sky, spells=tuple(begun))

    @property
    def timing(self) -> Timing | None:
        """How long a real phone would take for what adb asks of it; None where that is not played."""
        return timing_of(self.sky.timing) if self.sky.timing else None

    # -- what the phone tells it -----------------------------------------------------------------------
    @property
    def stamp(self) -> object:
        """Differs whenever the screen may differ by it."""
        return (self.sky, self._phone.clock.uptime_ms // _STEP_MS) if self.sky.spells else None

    def meets(self, event: str) -> bool:
        """An input event is on its way; whether it arrives."""
        if not self.sky.spells or self._phone.hardware.asleep:
            return True
        self.sky = replace(self.sky, events=self.sky.events + 1)
        told = [self._meets(spell, event) for spell in self.sky.spells]
        return all(told)

    def _meets(self, spell: Spell, event: str) -> bool:
        kind, number = KINDS[spell.kind], self.sky.events
        resting = spell.at and number - spell.at <= kind.rest
        if event not in kind.at or resting or not (kind.anywhere or in_app(self._phone)):
            return True
        dice = self.sky.dice(spell.kind, number)
        if dice.random() >= kind.chance * spell.intensity:
            return True
        struck = kind.strike(self._phone, replace(spell, at=number, count=spell.count + 1), dice)
        if struck is None:
            self.put(replace(spell, at=number))
            return True
        self.put(struck)
        lost = kind.loses(struck)
        self._phone.events.note("weather", spell.kind, "at a", event, "which is lost" if lost else "")
        return not lost

    def pass_time(self) -> None:
        """Let every kind notice that time has passed."""
        for spell in self.sky.spells:
            passed = KINDS[spell.kind].passes(self._phone, spell)
            if passed is not spell:
                self.put(passed)
        if self.sky.spells or self._told:
            self._tell()

    def _tell(self) -> None:
        """Note what begins to lie on the activity in front; it strikes at no input."""
        lies = []
        if in_app(self._phone):
            front = self._phone.front.component
            told = (
                (spell.kind, KINDS[spell.kind].on_screen(self._phone, spell)) for spell in self.sky.spells
            )
            lies = [(kind, does, front) for kind, does in told if does]
        for one in lies:
            if one not in self._told:
                self._phone.events.note("weather", *one)
        self._told = lies

    def over(self, layers: "tuple[Layer, ...]") -> "tuple[Layer, ...]":
        """What is seen of the activities on the screen."""
        return tuple(map(self._over, layers)) if self.sky.spells else layers

    def _over(self, layer: "Layer") -> "Layer":
        if is_app(self._phone, layer.activity.package):
            for spell in self.sky.spells:
                screen = KINDS[spell.kind].over(self._phone, spell, layer)
                if screen is not layer.screen:
                    layer = replace(layer, screen=screen)
        return layer

    def keyboard_covers(self) -> bool:
        """Whether the keyboard lies over the app in front, instead of having it end above."""
        return covers(self._phone)
