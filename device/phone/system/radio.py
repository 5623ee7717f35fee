"""The phone's radios: airplane mode, and the Wi-Fi networks in reach. Their state lives in the settings."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from device.phone.system.hardware import Hardware
from device.phone.system.intent import Intent
from device.phone.system.setting import SettingStore

if TYPE_CHECKING:
    from device.phone.system.system import System

CARRIER = "T-Mobile"
IMEI = "358240051111110"
OWN_NUMBER = "+1 650-555-6789"
"""The phone's own, as it is shown."""
AIRPLANE_CHANGED = "android.intent.action.AIRPLANE_MODE"
"""Broadcast after airplane mode was turned on or off; its extra "state" says which."""
_NETWORK, _SAVED = "wifi_network", "wifi_saved"
_RESUME = "airplane_mode_resume"
"""What airplane mode turned off and will turn on again, one setting a line."""
_TAKEN_DOWN = ("wifi_on", "bluetooth_on")


@dataclass(frozen=True, slots=True)
class WifiNetwork:
    """A network in reach."""

    name: str
    icon: str
    """Symbol that shows how strong it is."""
    security: str = ""
    """"" = open."""


NETWORKS = (
    WifiNetwork("AndroidWifi", "wifi"),
    WifiNetwork("Maple House", "wifi", "WPA2/WPA3-Personal"),
    WifiNetwork("Maple House Guest", "wifi_2_bar"),
    WifiNetwork("Corner Coffee", "wifi_2_bar"),
    WifiNetwork("DIRECT-7F Printer", "wifi_1_bar", "WPA2-Personal"),
)
"""Everything in reach, the strongest first."""


class Radio(Protocol):
    """What tells how the radios are: a System, or an app's Context."""

    @property
    def settings(self) -> SettingStore: ...  # noqa: D102
    @property
    def hardware(self) -> Hardware: ...  # noqa: D102


def turn_wifi(system: "System", on: bool) -> None:
    """Wi-Fi by hand; on although airplane mode is, it reads as 2, as on Android."""
    system.settings.put("global", "wifi_on", (2 if flying(system) else 1) if on else 0)


def turn_airplane_mode(system: "System", on: bool) -> None:
    """Airplane mode takes Wi-Fi and Bluetooth down with it, and gives back what was on."""
    settings = system.settings
    if on:
        settings.put("global", _RESUME, "\n".join(key for key in _TAKEN_DOWN if settings.on("global", key)))
        for key in _TAKEN_DOWN:
            settings.put("global", key, 0)
    else:
        for key in settings.text("global", _RESUME).split("\n"):
            if key in _TAKEN_DOWN:
                settings.put("global", key, 1)
        if settings.on("global", "wifi_on"):
            settings.put("global", "wifi_on", 1)
        settings.put("global", _RESUME, "")
    settings.put("global", "airplane_mode_on", on)
    system.broadcast(Intent(AIRPLANE_CHANGED, extras={"state": on}))


def follow_airplane_setting(system: "System") -> None:
    """Do what the setting says where somebody only wrote it: the radios hear of it by the broadcast."""
    if flying(system) is not bool(system.settings.text("global", _RESUME)):
        turn_airplane_mode(system, flying(system))


def flying(system: Radio) -> bool:
    """Whether airplane mode is on."""
    return system.settings.on("global", "airplane_mode_on")


def in_service(system: Radio) -> bool:
    """Whether calls and text messages come and go: the mobile network has the phone."""
    return not flying(system) and system.hardware.voice in ("home", "roaming")


def mobile_data(system: Radio) -> bool:
    """Whether the internet can be reached over the mobile network."""
    able = system.hardware.data == "home" or (
        system.hardware.data == "roaming" and system.settings.on("global", "data_roaming")
    )
    return able and not flying(system) and system.settings.on("global", "mobile_data")


def transport(system: Radio) -> str:
    """What the internet is reached by now: WIFI, CELLULAR, or "" for nothing."""
    return "WIFI" if joined_network(system) else "CELLULAR" if mobile_data(system) else ""


def joined_network(system: Radio) -> str:
    """Name of the Wi-Fi network the phone is on; "" for none."""
    on = system.settings.on("global", "wifi_on")
    return system.settings.text("global", _NETWORK, "AndroidWifi") if on else ""


def saved_networks(system: Radio) -> list[str]:
    """Names of the networks the phone joins by itself."""
    return [name for name in system.settings.text("global", _SAVED, "AndroidWifi").split("\n") if name]


def forget_network(system: "System", place: int) -> None:
    """Forget a network by its place among those saved; the phone leaves it."""
    saved = saved_networks(system)
    if place < len(saved):
        name = saved.pop(place)
        if joined_network(system) == name:
            system.settings.put("global", _NETWORK, "")
        system.settings.put("global", _SAVED, "\n".join(saved))


def join_network(system: "System", name: str) -> None:
    """Join a network and remember it."""
    system.settings.put("global", _NETWORK, name)
    saved = saved_networks(system)
    if name not in saved:
        system.settings.put("global", _SAVED, "\n".join([*saved, name]))
