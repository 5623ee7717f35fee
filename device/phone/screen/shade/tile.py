"""The tiles of the quick settings: what each shows and does. They work on the same settings as Settings."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from device.phone.system.intent import Intent
from device.phone.system.radio import CARRIER, joined_network, turn_airplane_mode
from device.phone.system.setting import Namespace
from device.phone.system.shade import leave_for, open_panel

if TYPE_CHECKING:
    from device.phone.screen.handset import Handset

_SETTINGS = "com.android.settings/com.android.settings.Settings$"
ALARMS = Intent("android.intent.action.SHOW_ALARMS")


@dataclass(frozen=True, slots=True)
class Face:
    """What a tile looks like now."""

    on: bool
    icon: str
    state: str
    """The line below its name."""
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class Tile:
    """One tile."""

    name: str
    face: Callable[["Handset"], Face]
    tap: Callable[["Handset"], None]
    page: Intent
    """Opened by a long press."""
    toggles: bool = True
    """A switch; else a tap opens something."""


def _flip(space: Namespace, key: str, on: int = 1) -> Callable[["Handset"], None]:
    """Switches a setting between 0 and `on`."""

    def flip(phone: "Handset") -> None:
        phone.settings.put(space, key, 0 if phone.settings.on(space, key) else on)

    return flip


def _switch(name: str, icon: str, key: tuple[Namespace, str], page: Intent, *, off_icon: str = "") -> Tile:
    """A tile over one setting that is 0 or 1."""

    def face(phone: "Handset") -> Face:
        on = phone.settings.on(*key)
        return Face(on, icon if on or not off_icon else off_icon, phone.translate("On" if on else "Off"))

    return Tile(name, face, _flip(*key), page)


def _action(name: str) -> Intent:
    return Intent(f"android.settings.{name}_SETTINGS")


def _page(name: str) -> Intent:
    return Intent("android.intent.action.VIEW", component=f"{_SETTINGS}{name}Activity")


# -- tiles of their own kind -------------------------------------------------------------------------------
def _internet(phone: "Handset") -> Face:
    settings = phone.settings
    network = joined_network(phone)
    if network:
        return Face(True, "wifi", network)
    if settings.on("global", "airplane_mode_on"):
        return Face(False, "airplanemode_active", phone.translate("Airplane mode is on"))
    if settings.number("global", "mobile_data", 1):
        return Face(True, "signal_cellular_4_bar", f"{CARRIER}, 5G")
    if settings.on("global", "wifi_on"):
        return Face(False, "wifi", phone.translate("Networks available"))
    return Face(False, "wifi_off", phone.translate("Networks unavailable"))


def _ask_internet(phone: "Handset") -> None:
    open_panel(phone, "internet")


def _bluetooth(phone: "Handset") -> Face:
    on = phone.settings.on("global", "bluetooth_on")
    linked = phone.settings.text("secure", "bluetooth_connected") if on else ""
    icon = "bluetooth_connected" if linked else "bluetooth" if on else "bluetooth_disabled"
    return Face(on, icon, linked or phone.translate("On" if on else "Off"))


def _alarm(phone: "Handset") -> Face:
    text = phone.settings.text("system", "next_alarm_formatted")
    return Face(bool(text), "alarm", text or phone.translate("No alarm set"))


def _show_alarms(phone: "Handset") -> None:
    leave_for(phone, ALARMS)


def _airplane(phone: "Handset") -> Face:
    on = phone.settings.on("global", "airplane_mode_on")
    return Face(on, "airplanemode_active", phone.translate("On" if on else "Off"))


def _fly(phone: "Handset") -> None:
    turn_airplane_mode(phone, not phone.settings.on("global", "airplane_mode_on"))


def _dark(phone: "Handset") -> Face:
    return Face(phone.dark, "contrast", phone.translate("On" if phone.dark else "Off"))


def _darken(phone: "Handset") -> None:
    phone.settings.put("secure", "ui_night_mode", 1 if phone.dark else 2)


def _hotspot(phone: "Handset") -> Face:
    flight = phone.settings.on("global", "airplane_mode_on")
    on = phone.settings.on("global", "hotspot_on") and not flight
    state = phone.translate("Unavailable" if flight else "On" if on else "Off")
    return Face(on, "wifi_tethering" if on else "wifi_tethering_off", state, enabled=not flight)


def _location(phone: "Handset") -> Face:
    on = phone.settings.on("secure", "location_mode")
    return Face(on, "location_on" if on else "location_off", phone.translate("On" if on else "Off"))


TILES = (
    Tile("Internet", _internet, _ask_internet, _action("WIFI"), toggles=False),
    Tile("Bluetooth", _bluetooth, _flip("global", "bluetooth_on"), _action("BLUETOOTH")),
    _switch(
        "Flashlight",
        "flashlight_on",
        ("secure", "flashlight_enabled"),
        Intent("android.media.action.STILL_IMAGE_CAMERA"),
        off_icon="flashlight_off",
    ),
    _switch("Do Not Disturb", "do_not_disturb_on", ("global", "zen_mode"), _action("ZEN_MODE")),
    Tile("Alarm", _alarm, _show_alarms, ALARMS, toggles=False),
    Tile("Airplane mode", _airplane, _fly, _action("AIRPLANE_MODE")),
    _switch("Night Light", "nightlight", ("secure", "night_display_activated"), _action("NIGHT_DISPLAY")),
    Tile("Dark theme", _dark, _darken, _action("DISPLAY")),
    _switch(
        "Auto-rotate",
        "screen_rotation",
        ("system", "accelerometer_rotation"),
        _action("DISPLAY"),
        off_icon="screen_lock_rotation",
    ),
    _switch("Battery Saver", "battery_saver", ("global", "low_power"), _action("BATTERY_SAVER")),
    Tile("Hotspot", _hotspot, _flip("global", "hotspot_on"), _page("TetherSettings")),
    Tile("Location", _location, _flip("secure", "location_mode", 3), _action("LOCATION_SOURCE")),
    _switch("Data Saver", "data_saver_on", ("global", "data_saver"), _page("DataSaverSummary")),
    _switch("NFC", "nfc", ("global", "nfc_on"), _action("NFC")),
    _switch(
        "Color inversion",
        "invert_colors",
        ("secure", "accessibility_display_inversion_enabled"),
        _action("ACCESSIBILITY"),
    ),
)
"""In the order they are shown."""
