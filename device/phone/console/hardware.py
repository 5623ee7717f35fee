"""`power ...`, `geo ...`, `rotate`, `sensor ...`: what the phone feels of the world."""

from dataclasses import replace

from device.phone.console.answer import ConsoleEntry, ConsolePlace, Refused, Table
from device.phone.system.display import turn
from device.phone.system.hardware import BATTERY_HEALTH, BATTERY_STATUS
from device.phone.system.hardware import Place as Position
from device.phone.system.passing import pass_time

_GRAVITY = 9.81
_HELD: tuple[tuple[float, float, float], ...] = (
    (0.0, _GRAVITY, 0.0),
    (_GRAVITY, 0.0, 0.0),
    (0.0, -_GRAVITY, 0.0),
    (-_GRAVITY, 0.0, 0.0),
)
"""What the accelerometer feels, by quarter turns counter-clockwise."""


# -- power -----------------------------------------------------------------------------------------------
def _display(place: ConsolePlace, rest: str) -> list[str]:
    now = place.phone.hardware
    return [
        f"AC: {'online' if now.charger else 'offline'}",
        f"status: {now.battery_status.capitalize()}",
        f"health: {now.battery_health.capitalize()}",
        f"present: {str(now.battery_present).lower()}",
        f"capacity: {now.battery_level}",
    ]


def _charger(place: ConsolePlace, rest: str) -> list[str]:
    if rest not in ("on", "off"):
        raise Refused('Usage: "ac on" or "ac off"')
    on = rest == "on"
    status = "charging" if on else "discharging"
    place.phone.hardware = replace(place.phone.hardware, charger=on, battery_status=status)
    return []


def _status(place: ConsolePlace, rest: str) -> list[str]:
    if rest not in BATTERY_STATUS:
        raise Refused(f'Usage: "status {"|".join(BATTERY_STATUS)}"')
    place.phone.hardware = replace(place.phone.hardware, battery_status=rest)
    return []


def _health(place: ConsolePlace, rest: str) -> list[str]:
    if rest not in BATTERY_HEALTH:
        raise Refused(f'Usage: "health {"|".join(BATTERY_HEALTH)}"')
    place.phone.hardware = replace(place.phone.hardware, battery_health=rest)
    return []


def _present(place: ConsolePlace, rest: str) -> list[str]:
    if rest not in ("true", "false"):
        raise Refused('Usage: "present true" or "present false"')
    place.phone.hardware = replace(place.phone.hardware, battery_present=rest == "true")
    return []


def _capacity(place: ConsolePlace, rest: str) -> list[str]:
    if not (rest.isascii() and rest.isdigit() and int(rest) <= 100):
        raise Refused('Usage: "capacity <percentage>"')
    place.phone.hardware = replace(place.phone.hardware, battery_level=int(rest))
    return []


POWER: Table = {
    "display": ConsoleEntry(_display, "display battery and charger state"),
    "ac": ConsoleEntry(_charger, "set AC charging state"),
    "status": ConsoleEntry(_status, "set battery status"),
    "present": ConsoleEntry(_present, "set battery present state"),
    "health": ConsoleEntry(_health, "set battery health state"),
    "capacity": ConsoleEntry(_capacity, "set battery capacity state"),
}


# -- place -----------------------------------------------------------------------------------------------
def _fix(place: ConsolePlace, rest: str) -> list[str]:
    words = rest.split()
    if len(words) < 2:
        raise Refused("not enough arguments: see 'help geo fix' for details")
    try:
        longitude, latitude, *more = (float(word) for word in words[:5])
    except ValueError:
        raise Refused(f"bad number in '{rest}'") from None
    if not -180 <= longitude <= 180:
        raise Refused("invalid longitude value. Must be in the [-180.0,180.0] range")
    if not -90 <= latitude <= 90:
        raise Refused("invalid latitude value. Must be in the [-90.0,90.0] range")
    altitude, satellites, speed = (*more, *(0.0, 0.0, 0.0)[len(more) :])
    if len(more) > 1 and not 1 <= satellites <= 12:
        raise Refused("invalid number of satellites. Must be an integer between 1 and 12")
    where = Position(longitude, latitude, altitude, int(satellites) or 1, speed)
    place.phone.hardware = replace(place.phone.hardware, place=where)
    pass_time(place.phone)  # who records a way wants every place of it, not only those that somebody sees
    return []


GEO: Table = {
    "fix": ConsoleEntry(
        _fix, "send a simple GPS fix: <longitude> <latitude> [altitude [satellites [velocity]]]"
    ),
}


# -- how it is held --------------------------------------------------------------------------------------
def rotate(place: ConsolePlace, rest: str) -> list[str]:
    """A quarter turn counter-clockwise."""
    turn(place.phone, (place.phone.hardware.held + 1) % 4)
    return []


def _sensors(place: ConsolePlace, rest: str) -> list[str]:
    return ["acceleration: enabled."]


def _get(place: ConsolePlace, rest: str) -> list[str]:
    if rest != "acceleration":
        raise Refused(f"unknown sensor name: {rest}, run 'sensor status' to get available sensors.")
    x, y, z = _HELD[place.phone.hardware.held]
    return [f"acceleration = {x:g}:{y:g}:{z:g}"]


def _set(place: ConsolePlace, rest: str) -> list[str]:
    name, _, value = rest.partition(" ")
    if name != "acceleration":
        raise Refused(f"unknown sensor name: {name}, run 'sensor status' to get available sensors.")
    try:
        x, y = (*(float(part) for part in value.split(":")), 0.0, 0.0)[:2]
    except ValueError:
        raise Refused("invalid sensor value: use <x>:<y>:<z>") from None
    if max(abs(x), abs(y)) > _GRAVITY / 2:  # flat on the table it stays as it was
        upright = abs(y) >= abs(x)
        turn(place.phone, (0 if y > 0 else 2) if upright else (1 if x > 0 else 3))
    return []


SENSOR: Table = {
    "status": ConsoleEntry(_sensors, "list all sensors and their status."),
    "get": ConsoleEntry(_get, "get sensor values"),
    "set": ConsoleEntry(_set, "set sensor values"),
}
