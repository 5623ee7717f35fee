"""Distances, speeds and times as OpenTracks writes them, in the units a person chose."""

from dataclasses import dataclass

from device.phone.apps.preference import preference
from device.phone.apps.tracker.category import activity_of
from device.phone.apps.tracker.schema import PACKAGE
from device.phone.system.context import Context

FOOT = 0.3048
_ENOUGH = 0.5
"""Of the long unit, from which on distances are written in it."""
_IMPERIAL = ("US", "LR", "MM")
"""Where miles are usual."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A system of units; lengths in metres."""

    id: str
    name: str
    """In the settings."""
    long: str
    metres: float
    short: str
    short_metres: float
    speed: str


UNITS = (
    Unit("METRIC", "Metric (km, m)", "km", 1000.0, "m", 1.0, "km/h"),
    Unit("IMPERIAL_FEET", "Imperial (mi, ft)", "mi", 1609.344, "ft", FOOT, "mph"),
    Unit("NAUTICAL_IMPERIAL", "Nautical (NM, ft)", "NM", 1852.0, "ft", FOOT, "kn"),
)


def unit_of(context: Context) -> Unit:
    """The chosen one, else what is usual in the region of the phone's language."""
    usual = "IMPERIAL_FEET" if context.locale.rpartition("-")[2] in _IMPERIAL else "METRIC"
    chosen = preference(context, PACKAGE, "stats_units", usual)
    return next((unit for unit in UNITS if unit.id == chosen), UNITS[0])


def distance_text(unit: Unit, metres: float) -> str:
    """As "5.00 km" or "320 m"."""
    if metres > _ENOUGH * unit.metres:
        return f"{metres / unit.metres:.2f} {unit.long}"
    return f"{round(metres / unit.short_metres)} {unit.short}"


def height_text(unit: Unit, metres: float) -> str:
    """As "120 m" or "394 ft"."""
    return f"{round(metres / unit.short_metres)} {unit.short}"


def is_paced(context: Context, activity: str) -> bool:
    """Whether an activity is told in pace: as chosen, else as is usual for it."""
    chosen = preference(context, PACKAGE, "stats_rate")
    return chosen == "pace" if chosen else activity_of(activity).paced


def rate_text(unit: Unit, metres: float, ms: int, *, paced: bool) -> str:
    """Speed "12.0 km/h" or pace "5:00 min/km" over a distance and a time."""
    return speed_text(unit, metres / (ms / 1000) if ms > 0 else 0.0, paced=paced)


def speed_text(unit: Unit, speed: float, *, paced: bool) -> str:
    """The same of a speed in metres a second."""
    if not paced:
        return f"{speed * 3600 / unit.metres:.1f} {unit.speed}"
    seconds = round(unit.metres / speed) if speed > 0 else 0
    return f"{seconds // 60}:{seconds % 60:02d} min/{unit.long}"
