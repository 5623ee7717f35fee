"""Settings and opening apps: Wi-Fi, Bluetooth, brightness."""

from typing import Literal

from tasks.gold.hand import Hand
from tasks.gold.params import BadParams, Params
from tasks.gold.registry import solves

_PACKAGE = "com.android.settings"
_HOME = "main_content_scrollable_container"
NETWORK = ("Network & internet", "网络和互联网")
INTERNET = ("Internet", "互联网")
_WIFI = ("Wi-Fi", "WLAN")
_DEVICES = ("Connected devices", "已连接的设备")
_PREFERENCES = ("Connection preferences", "连接偏好设置")
_BLUETOOTH = ("Bluetooth", "蓝牙")
_USE_BLUETOOTH = ("Use Bluetooth", "使用蓝牙")
DISPLAY = ("Display", "显示")
BRIGHTNESS = ("Brightness level", "亮度")

_APPS = {
    "camera": "com.android.camera2",
    "clock": "com.google.android.deskclock",
    "contacts": "com.google.android.contacts",
    "settings": _PACKAGE,
    "dialer": "com.google.android.dialer",
}
"""What the tasks call apps."""
_POP_UPS = ("location_continue", "confirm_button")
"""Buttons of the pages an app shows at its first start."""


@solves("SystemWifiTurnOn", "SystemWifiTurnOff", "SystemWifiTurnOnVerify", "SystemWifiTurnOffVerify")
def turn_wifi(hand: Hand, params: Params) -> None:
    """Wi-Fi on or off."""
    _set_wifi(hand, _on(params))


@solves(
    "SystemBluetoothTurnOn",
    "SystemBluetoothTurnOff",
    "SystemBluetoothTurnOnVerify",
    "SystemBluetoothTurnOffVerify",
)
def turn_bluetooth(hand: Hand, params: Params) -> None:
    """Bluetooth on or off."""
    _set_bluetooth(hand, _on(params))


@solves(
    "SystemBrightnessMax", "SystemBrightnessMin", "SystemBrightnessMaxVerify", "SystemBrightnessMinVerify"
)
def turn_brightness(hand: Hand, params: Params) -> None:
    """Brightness as high or as low as it goes."""
    to: Literal["start", "end"] = "end" if _choice(params, "max_or_min", ("max", "min")) == "max" else "start"
    open_page(hand, DISPLAY)
    hand.scroll_to(*BRIGHTNESS, kind="SeekBar")
    hand.slide(to, *BRIGHTNESS, kind="SeekBar")


@solves("TurnOffWifiAndTurnOnBluetooth")
def swap_radios(hand: Hand, params: Params) -> None:
    """Wi-Fi off, Bluetooth on."""
    _set_wifi(hand, False)
    _set_bluetooth(hand, True)


@solves("TurnOnWifiAndOpenApp")
def turn_on_wifi_and_open(hand: Hand, params: Params) -> None:
    """Wi-Fi on, then an app in front."""
    _set_wifi(hand, True)
    open_named(hand, params)


@solves("OpenAppTaskEval")
def open_named(hand: Hand, params: Params) -> None:
    """An app in front, with all that it asks for allowed."""
    name = params.text("app_name")
    hand.open_app(_APPS.get(name, name))
    while hand.sees(id=_POP_UPS):
        hand.tap(id=_POP_UPS)
        hand.allow()


def switch_state(hand: Hand, service: str) -> bool:
    """Whether "wifi" or "bluetooth" is on, by its switch."""
    return hand.is_on(*(_open_wifi(hand) if service == "wifi" else _open_bluetooth(hand)))


def _set_wifi(hand: Hand, on: bool) -> None:
    hand.set_switch(on, *_open_wifi(hand))


def _set_bluetooth(hand: Hand, on: bool) -> None:
    hand.set_switch(on, *_open_bluetooth(hand))


def _open_wifi(hand: Hand) -> tuple[str, ...]:
    """The page that has the switch; what the switch is called."""
    open_page(hand, NETWORK, INTERNET)
    hand.scroll_to(*_WIFI)
    return _WIFI


def _open_bluetooth(hand: Hand) -> tuple[str, ...]:
    """The same for Bluetooth."""
    open_page(hand, _DEVICES, _PREFERENCES, _BLUETOOTH)
    hand.scroll_to(*_USE_BLUETOOTH)
    return _USE_BLUETOOTH


def open_page(hand: Hand, *titles: tuple[str, ...]) -> None:
    """From the first page of Settings down to a page, by the titles on the way."""
    hand.open_app(_PACKAGE)
    hand.back_until(id=_HOME)
    for title in titles:
        hand.scroll_to(*title)
        hand.tap(*title)


def _on(params: Params) -> bool:
    return _choice(params, "on_or_off", ("on", "off")) == "on"


def _choice(params: Params, name: str, choices: tuple[str, ...]) -> str:
    value = params.text(name)
    if value not in choices:
        raise BadParams(f"{name} is {value!r}, not one of {', '.join(choices)}")
    return value
