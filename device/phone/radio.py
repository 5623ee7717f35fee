"""The phone's radios: airplane mode, and the Wi-Fi networks in reach. Their state lives in the settings."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from device.phone.phone import Phone

CARRIER = "T-Mobile"
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


def turn_airplane_mode(phone: "Phone", on: bool) -> None:
    """Airplane mode takes Wi-Fi and Bluetooth down with it, and gives back what was on."""
    settings = phone.settings
    if on:
        settings.put("global", _RESUME, "\n".join(key for key in _TAKEN_DOWN if settings.on("global", key)))
        for key in _TAKEN_DOWN:
            settings.put("global", key, 0)
    else:
        for key in settings.text("global", _RESUME).split("\n"):
            if key in _TAKEN_DOWN:
                settings.put("global", key, 1)
        settings.put("global", _RESUME, "")
    settings.put("global", "airplane_mode_on", on)


def joined_network(phone: "Phone") -> str:
    """Name of the Wi-Fi network the phone is on; "" for none."""
    on = phone.settings.on("global", "wifi_on")
    return phone.settings.text("global", _NETWORK, "AndroidWifi") if on else ""


def saved_networks(phone: "Phone") -> list[str]:
    """Names of the networks the phone joins by itself."""
    return [name for name in phone.settings.text("global", _SAVED, "AndroidWifi").split("\n") if name]


def join_network(phone: "Phone", name: str) -> None:
    """Join a network and remember it."""
    phone.settings.put("global", _NETWORK, name)
    saved = saved_networks(phone)
    if name not in saved:
        phone.settings.put("global", _SAVED, "\n".join([*saved, name]))
