"""What surrounds the phone and is set from outside its world: battery, radio, place, how it is held.

The emulator console changes it; the phone's services read it.
"""

from dataclasses import dataclass
from typing import Literal

Registration = Literal["unregistered", "home", "roaming", "searching", "denied"]
Plug = Literal["ac", "usb", "wireless"]
BATTERY_STATUS = {"unknown": 1, "charging": 2, "discharging": 3, "not-charging": 4, "full": 5}
BATTERY_HEALTH = {"unknown": 1, "good": 2, "overheat": 3, "dead": 4, "overvoltage": 5, "failure": 6}
"""Word of the console -> number of BatteryManager."""
SIGNAL_TOP = 4


@dataclass(frozen=True, slots=True)
class Place:
    """Where the phone is; degrees, metres, knots."""

    longitude: float = -122.084
    latitude: float = 37.422
    altitude: float = 5.0
    satellites: int = 9
    speed: float = 0.0


@dataclass(frozen=True, slots=True)
class Hardware:
    """All of it, at one moment."""

    charger: bool = True
    battery_status: str = "charging"
    battery_health: str = "good"
    battery_present: bool = True
    battery_level: int = 100
    """Per cent."""
    voice: Registration = "home"
    data: Registration = "home"
    signal: int = SIGNAL_TOP
    """Bars, 0-4."""
    upload: int = 0
    """Bits per second; 0 = as fast as it goes."""
    download: int = 0
    shortest_delay: int = 0
    """Milliseconds."""
    longest_delay: int = 0
    place: Place = Place()
    held: int = 0
    """How it is held: quarter turns counter-clockwise from upright, 0-3."""
    finger: tuple[int, int] = (0, 0)
    """Where the kernel's last touch event was, in pixels."""
    finger_down: tuple[int, int] | None = None
    """Where it was put down; None = it is lifted."""
    finger_way: tuple[tuple[int, int], ...] = ()
    """Where it went since, while it is down."""
    finger_scrolls: tuple[str, int] | None = None
    """What scrolls along with the finger that is down, and how far it was scrolled before."""
    finger_since: int = 0
    """The uptime at which it was."""
    finger_on: bool = False
    """What the report that is under way says of it."""
    slot: int = 0
    """Which finger the kernel's next touch events are about, from 0."""
    second: tuple[int, int] = (0, 0)
    """Where the second finger is."""
    second_on: bool = False
    pinched: tuple[tuple[int, int], tuple[int, int]] | None = None
    """Where both fingers were at the last report; None = two were not down since the last touch ended."""
    plug: Plug = "ac"
    """What the charger is, while one is there."""
    warned: bool = False
    """The person was told that the battery is low, and it was not charged since."""
    spared: bool = False
    """The battery saver went on by itself, and the battery was not charged since."""
    full: bool = False
    """Hardly any storage is left, and the person was told."""
    undelivered: tuple[tuple[str, str], ...] = ()
    """Text messages (sender, words) that the network keeps until it finds the phone again."""
    asleep: bool = False
    """Whether the display is off."""
