"""What phone makers add to Android that is in adb's way, and which of their settings lifts it."""

from dataclasses import dataclass

from device.error import DeviceError

_DEVELOPER = "Settings > System > Developer options"


@dataclass(frozen=True, slots=True)
class Advice:
    """A maker's own settings, as their phones call them in English."""

    developer: str = _DEVELOPER
    """Where Developer options are."""
    unlock: str = "Settings > About phone: tap Build number seven times"
    """How Developer options come to be there."""
    injection: str = ""
    """What lets adb touch the screen and type; "" where nothing is known to forbid it."""
    install: str = ""
    """What lets adb install apps."""
    connection: str = ""
    """What keeps the connection."""


_XIAOMI = Advice(
    developer="Settings > Additional settings > Developer options",
    unlock="Settings > About phone: tap the MIUI or OS version seven times",
    injection="USB debugging (Security settings); it asks for a Xiaomi account and a SIM card once",
    install="Install via USB",
)
_OPPO = Advice(
    developer="Settings > System & update > Developer options",
    unlock="Settings > About device > Version: tap Version number seven times",
    injection="Disable permission monitoring (near the end of the list)",
    connection="USB debugging is switched off again after some days: set Disable adb authorization timeout",
)
_VIVO = Advice(
    unlock="Settings > About phone > Software information: tap Software version seven times",
    injection="USB debugging (Security settings), called USB simulated input on some models",
    install="Settings > Security: allow installing over USB when the phone asks",
)
_HUAWEI = Advice(
    developer="Settings > System & updates > Developer options",
    connection="Allow ADB debugging in charge only mode, and choose Transfer files when the phone asks",
)
_SAMSUNG = Advice(
    developer="Settings > Developer options",
    unlock="Settings > About phone > Software information: tap Build number seven times",
    install="Settings > Security and privacy > Auto Blocker: off",
    connection="Settings > Security and privacy > Auto Blocker: off, as it blocks commands by USB cable",
)
_MEIZU = Advice(injection="USB debugging (Security settings)")
_MAKERS = {
    "xiaomi": _XIAOMI, "redmi": _XIAOMI, "poco": _XIAOMI, "blackshark": _XIAOMI,
    "oppo": _OPPO, "realme": _OPPO, "oneplus": _OPPO,
    "vivo": _VIVO, "iqoo": _VIVO, "huawei": _HUAWEI, "honor": _HUAWEI, "samsung": _SAMSUNG, "meizu": _MEIZU,
}  # fmt: skip
INJECTION = "INJECT_EVENTS"
"""What stands in the complaint of a phone that lets adb neither touch nor type."""
_EVERY_SWITCH = (
    "In Developer options switch on 'USB debugging (Security settings)' (Xiaomi, Redmi, POCO, vivo) or "
    "'Disable permission monitoring' (OPPO, realme, OnePlus)"
)


def check_allowed(said: str) -> None:
    """Raises DeviceError when what `input` said means that the phone lets adb neither touch nor type."""
    if INJECTION in said:
        raise DeviceError("the phone does not let adb touch its screen or type", injection_hint())


def advice(maker: str) -> Advice:
    """What is known of a maker, by `ro.product.manufacturer`; plain Android for any other."""
    return _MAKERS.get(maker.strip().lower(), Advice())


def injection_hint(maker: str = "") -> str:
    """Which setting lets adb touch the screen and type; those of all makers where it is not known whose."""
    known = advice(maker)
    return f"{known.developer}: switch on '{known.injection}'" if known.injection else _EVERY_SWITCH
