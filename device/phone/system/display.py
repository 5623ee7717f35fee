"""The display: how large and how dense it is, which way up, and where its bars are."""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from device.phone.toolkit.paint import Rect

if TYPE_CHECKING:
    from device.phone.system.look import Look
    from device.phone.system.setting import SettingStore

PHYSICAL_SIZE = (1080, 2400)
PHYSICAL_DPI = 420
SMALLEST, LARGEST = 200, 4800
"""Pixels of a side that can be forced."""
_DPI = 160
_STATUS_UPRIGHT, _STATUS_ACROSS, _NAVIGATION = 128 / 2.625, 28.0, 48.0
"""dp; upright the status bar is as high as the camera's hole asks for."""
_TABLET = 600.0
"""dp of the smaller side from which on the buttons stay at the bottom."""


@dataclass(frozen=True, slots=True)
class Display:
    """The display as it is now. Boxes are pixels of the screen as it is turned."""

    natural: tuple[int, int]
    """Its size upright, as forced if it is."""
    rotation: int
    """Quarter turns, as Surface.ROTATION_*."""
    dpi: int
    status: Rect
    navigation: Rect
    """Back, Home and Overview: at the bottom, or at the side that is the bottom when upright."""
    room: Rect
    """Between the bars, for the app."""

    @property
    def size(self) -> tuple[int, int]:
        """Width and height as it is turned."""
        wide, high = self.natural
        return (high, wide) if self.rotation % 2 else (wide, high)

    @property
    def room_size(self) -> tuple[int, int]:
        """Width and height of the room."""
        left, top, right, bottom = self.room
        return right - left, bottom - top

    @property
    def density(self) -> float:
        """Pixels per dp."""
        return self.dpi / _DPI


@lru_cache(maxsize=64)
def make_display(natural: tuple[int, int], dpi: int, rotation: int) -> Display:
    """The display of a size upright, turned."""
    wide, high = natural if rotation % 2 == 0 else natural[::-1]
    density = dpi / _DPI
    across = wide > high
    top = int((_STATUS_ACROSS if across else _STATUS_UPRIGHT) * density + 0.5)
    bar = int(_NAVIGATION * density + 0.5)
    left, right, bottom = 0, wide, high
    if not across or min(natural) / density >= _TABLET:
        bottom -= bar
        navigation = (0, bottom, wide, high)
    elif rotation == 3:
        left = bar
        navigation = (0, 0, bar, high)
    else:
        right -= bar
        navigation = (right, 0, wide, high)
    return Display(natural, rotation, dpi, (left, 0, right, top), navigation, (left, top, right, bottom))


def display_of(phone: "Look") -> Display:
    """The display as the settings, the app in front and the hand that holds the phone have it."""
    return make_display(natural_size(phone.settings), dots_per_inch(phone.settings), rotation_of(phone))


def natural_size(settings: "SettingStore") -> tuple[int, int]:
    """Width and height upright: what was forced, or the physical ones."""
    try:
        wide, high = (int(part) for part in settings.text("global", "display_size_forced").split(","))
    except ValueError:
        return PHYSICAL_SIZE
    return min(max(wide, SMALLEST), LARGEST), min(max(high, SMALLEST), LARGEST)


def dots_per_inch(settings: "SettingStore") -> int:
    """The density: what was forced, or the physical one."""
    return min(max(settings.number("secure", "display_density_forced", PHYSICAL_DPI), 72), 1000)


def rotation_of(phone: "Look") -> int:
    """Which way up: as the app in front insists, as the phone is held, or as it was locked."""
    front = phone.front
    app = phone.apps.get(front.package)
    if app is not None and front.name in app.manifest.upright:
        return 0
    if front.rotation >= 0:
        return front.rotation % 4
    settings = phone.settings
    if settings.on("system", "accelerometer_rotation"):
        held = phone.hardware.held
        return 0 if held == 2 else held  # no phone shows its screen upside down of itself
    return settings.number("system", "user_rotation") % 4


def turn(phone: "Look", held: int) -> None:
    """Hold the phone otherwise: quarter turns counter-clockwise from upright. It follows if it may."""
    phone.hardware = replace(phone.hardware, held=held % 4)
