"""settings and svc, and the night mode."""

import re
from collections.abc import Callable

from device.phone.shell.call import Call, Command
from device.phone.shell.command.intent import died
from device.phone.shell.stream import well_formed
from device.phone.system.passing import pass_time
from device.phone.system.radio import turn_wifi
from device.phone.system.setting import NAMESPACES

_RADIOS = {"bluetooth": "bluetooth_on", "data": "mobile_data", "nfc": "nfc_on"}
"""Each with the setting that it is on by; Wi-Fi has one too, and more to do."""


def switch(call: Call, radio: str, enabled: bool) -> None:
    """Turn a radio on or off."""
    if radio == "wifi":
        turn_wifi(call.phone, enabled)
    else:
        call.phone.settings.put("global", _RADIOS[radio], enabled)


def settings(call: Call) -> int:
    """get, put, delete, list."""
    args = list(call.args)
    if "--user" in args:
        place = args.index("--user")
        del args[place : place + 2]
    if not args or args[0] in ("help", "-h", ""):
        call.out(_SETTINGS_HELP)
        return 0 if args[:1] in (["help"], ["-h"]) else 255
    verb, rest = args[0], args[1:]
    needed = _NEEDED.get(verb)
    if needed is None:
        return call.unknown(verb)
    if len(rest) < needed:
        call.err("Bad arguments")
        return 255
    namespace = rest[0].lower()
    if namespace not in NAMESPACES:
        call.err(f"Invalid namespace '{rest[0]}'")
        return 255
    return _SETTING_VERBS[verb](call, namespace, rest[1:])


def _get(call: Call, namespace: str, rest: list[str]) -> int:
    pass_time(call.phone)
    value = call.phone.settings.get(namespace, rest[0])
    call.line("null" if value is None else value)
    return 0


def _put(call: Call, namespace: str, rest: list[str]) -> int:
    fits = _VALIDATORS.get(rest[0]) if namespace == "system" else None
    if fits is not None and not fits(rest[1]):
        message = f"Invalid value: {rest[1]} for setting: {rest[0]}"
        return died(call, "put", "java.lang.IllegalArgumentException", message)
    call.phone.settings.put(namespace, well_formed(rest[0]), well_formed(rest[1]))
    return 0


def _delete(call: Call, namespace: str, rest: list[str]) -> int:
    call.line(f"Deleted {int(call.phone.settings.delete(namespace, rest[0]))} rows")
    return 0


def _list(call: Call, namespace: str, rest: list[str]) -> int:
    call.out("".join(f"{key}={value}\n" for key, value in call.phone.settings.all(namespace)))
    return 0


def _between(least: float, most: float, *, whole: bool = True) -> Callable[[str], bool]:
    """Whether a text is a number in a range."""
    shape = re.compile(r"[-+]?\d{1,10}" if whole else r"[-+]?(\d{1,10}\.?\d{0,20}|\.\d{1,20})", re.ASCII)
    return lambda text: shape.fullmatch(text) is not None and least <= float(text) <= most


_SWITCH = _between(0, 1)
_VALIDATORS: dict[str, Callable[[str], bool]] = {
    "font_scale": _between(0.25, 5, whole=False), "screen_off_timeout": _between(0, 2**31 - 1),
    "user_rotation": _between(0, 3), "pointer_speed": _between(-7, 7, whole=False),
    "time_12_24": lambda text: text in ("12", "24"),
    **dict.fromkeys(
        ("accelerometer_rotation", "screen_brightness_mode", "show_touches", "pointer_location",
         "haptic_feedback_enabled", "sound_effects_enabled", "vibrate_when_ringing", "dtmf_tone",
         "status_bar_show_battery_percent", "adaptive_sleep"), _SWITCH),
}  # fmt: skip
"""The values that Android's own settings of the `system` namespace take; it takes any for the brightness."""


_SETTINGS_HELP = """Settings provider (settings) commands:
  help
      This text.
  get [--user <USER_ID> | current] NAMESPACE KEY
      The value of KEY.
  put [--user <USER_ID> | current] NAMESPACE KEY VALUE [TAG] [default]
      Sets KEY to VALUE.
  delete [--user <USER_ID> | current] NAMESPACE KEY
      Takes KEY away.
  list [--user <USER_ID> | current] NAMESPACE
      Every key and its value.

  NAMESPACE is one of {system, secure, global}, case-insensitive
"""
_NEEDED = {"get": 2, "put": 3, "delete": 2, "list": 1}
_SETTING_VERBS: dict[str, Callable[[Call, str, list[str]], int]] = {
    "get": _get, "put": _put, "delete": _delete, "list": _list,
}  # fmt: skip


_STAY_ON = {"true": 7, "false": 0, "ac": 1, "usb": 2, "wireless": 4}


def svc(call: Call) -> int:
    """Switch radios and the like."""
    service, verb, value = [*call.args, "", "", ""][:3]
    if service in ("wifi", *_RADIOS) and verb in ("enable", "disable"):
        switch(call, service, verb == "enable")
        return 0
    if service == "power":
        if verb == "stayon" and value in _STAY_ON:
            call.phone.settings.put("global", "stay_on_while_plugged_in", _STAY_ON[value])
            return 0
        if verb in ("reboot", "shutdown"):
            call.phone.properties["sys.powerctl"] = f"{verb},{value}"
            return 0
    if service == "usb" and verb in ("setFunctions", "getFunctions", "getUsbSpeed", "resetUsbGadget"):
        return 0
    if service not in ("", "help"):
        call.err(f"Invalid command: {service} {verb}")
    call.line("Available commands: " + " ".join(["help", "power", "usb", "wifi", *_RADIOS]))
    return 0 if service in ("", "help") else 1


_UIMODE_HELP = """UiMode manager service (uimode) commands:
  help
      This text.
  night [yes|no|auto|custom_schedule]
      Sets or tells the night mode.
  car
      Tells the car mode.
"""


def uimode(call: Call) -> int:
    """`cmd uimode night [yes|no|auto]`."""
    names = {"no": "1", "yes": "2", "auto": "0", "custom_schedule": "3"}
    verb, value = [*call.args, "", ""][:2]
    if verb in ("", "help", "-h"):
        call.out(_UIMODE_HELP)
        return 0 if verb else 255
    if verb not in ("night", "car"):
        return call.unknown(verb)
    if verb == "night" and value in names:
        call.phone.settings.put("secure", "ui_night_mode", names[value])
    elif value:
        return died(call, verb, "java.lang.IllegalArgumentException", f"Invalid mode: {value}")
    now = call.phone.settings.text("secure", "ui_night_mode", "1")
    shown = next((name for name, number in names.items() if number == now), "no")
    call.line(f"Night mode: {shown}" if verb == "night" else "Car mode: no")
    return 0


COMMANDS: dict[str, Command] = {
    "settings": settings, "svc": svc,
}  # fmt: skip
