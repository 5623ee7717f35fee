"""cmd: the command line of each system service."""

from collections.abc import Callable

from device.phone.shell.call import Call, Command
from device.phone.shell.command import service_further as further
from device.phone.shell.command.activity import am
from device.phone.shell.command.appops import appops
from device.phone.shell.command.content import content
from device.phone.shell.command.dump_device import battery
from device.phone.shell.command.dump_minor import role_holders
from device.phone.shell.command.idle import deviceidle
from device.phone.shell.command.ime import ime
from device.phone.shell.command.input import input_
from device.phone.shell.command.notice import notification
from device.phone.shell.command.package import pm
from device.phone.shell.command.property import set_timezone
from device.phone.shell.command.provision import dpm, locksettings
from device.phone.shell.command.screen import wm
from device.phone.shell.command.setting import set_data, settings, uimode
from device.phone.shell.command.statusbar import status_bar
from device.phone.shell.command.volume import media
from device.phone.shell.command.wireless import bluetooth, connectivity, unknown_verb, wifi
from device.phone.system.hardware import BATTERY_STATUS


def _media_session(call: Call) -> int:
    return media(call) if call.args else 0


def _overlay(call: Call) -> int:
    if call.args[:1] == ["list"]:
        call.line("android\n[x] com.android.internal.systemui.navbar.threebutton")
        call.line("[ ] com.android.internal.systemui.navbar.gestural")
        return 0
    return 0 if call.args[:1] in (["enable"], ["disable"], ["enable-exclusive"]) else unknown_verb(call, "")


def _locale(call: Call) -> int:
    """Every app speaks the phone's language here: none has one of its own, and none can be given one."""
    verb = call.args[0] if call.args else ""
    names = [arg for arg in call.args[1:] if not arg.startswith("-")]
    if verb == "get-app-locales" and names:
        call.line(f"Locales for {names[0]} for user 0 are []")
        return 0
    return unknown_verb(call, verb)


def _battery(call: Call) -> int:
    """`cmd battery`: as `dumpsys battery`, and `get NAME`."""
    if call.args[:1] == ["get"] and len(call.args) > 1:
        now = call.phone.hardware
        known = {
            "level": str(now.battery_level), "status": str(BATTERY_STATUS[now.battery_status]),
            "present": str(now.battery_present).lower(),
            **{plug: str(int(now.charger and now.plug == plug)) for plug in ("ac", "usb", "wireless")},
        }  # fmt: skip
        call.line(known.get(call.args[-1], f"Unknown get option: {call.args[-1]}"))
        return 0
    battery(call, call.args or ["help"])
    return 0


def _alarm(call: Call) -> int:
    """`cmd alarm set-time MS` and `set-timezone ZONE`"""
    verb, value = [*call.args, "", ""][:2]
    if verb == "set-time" and value.isdecimal() and len(value) < 15:
        call.phone.clock.set_date(int(value))
    elif verb == "set-timezone" and value:
        set_timezone(call, value)
    else:
        return unknown_verb(call, verb)
    return 0


def _time_zone(call: Call) -> int:
    """`cmd time_zone_detector`: whether the zone is found by itself, and choosing one by hand."""
    verb, *rest = [*call.args, ""]
    if verb == "is_auto_detection_enabled":
        call.line(str(call.phone.settings.on("global", "auto_time_zone")).lower())
    elif verb == "set_auto_detection_enabled" and rest[0] in ("true", "false"):
        call.phone.settings.put("global", "auto_time_zone", rest[0] == "true")
    elif verb == "suggest_manual_time_zone" and "--zone_id" in rest[:-1]:
        set_timezone(call, rest[rest.index("--zone_id") + 1])
    else:
        return unknown_verb(call, verb)
    return 0


def _role(call: Call) -> int:
    """`cmd role get-role-holders ROLE`"""
    verb = call.args[0] if call.args else ""
    names = [arg for arg in call.args[1:] if "." in arg]
    if verb != "get-role-holders" or not names:
        return unknown_verb(call, verb)
    holder = role_holders(call).get(names[0])
    if holder:
        call.line(holder)
    return 0


def _no_commands(call: Call) -> int:
    """A service without a command line."""
    return unknown_verb(call, "")


def _power(call: Call) -> int:
    if call.args[:1] == ["set-mode"] and len(call.args) > 1:
        call.phone.settings.put("global", "low_power", call.args[1] == "1")
        return 0
    return (
        0
        if call.args[:1] in (["set-adaptive-power-saver-enabled"], ["set-fixed-performance-mode-enabled"])
        else 255
    )


def _location(call: Call) -> int:
    verb = call.args[0] if call.args else ""
    if verb == "set-location-enabled" and len(call.args) > 1:
        call.phone.settings.put("secure", "location_mode", 3 if call.args[-1] == "true" else 0)
        return 0
    if verb == "is-location-enabled":
        call.line(str(call.phone.settings.on("secure", "location_mode")).lower())
        return 0
    return unknown_verb(call, verb)


def _deviceidle(call: Call) -> int:
    return deviceidle(call, call.args)


def _phone(call: Call) -> int:
    verb, value = [*call.args, "", ""][:2]
    if verb == "data" and value in ("enable", "disable"):
        set_data(call, value == "enable")
        return 0
    return unknown_verb(call, verb)


def _jobs(call: Call) -> int:
    return 0


SERVICES: dict[str, Callable[[Call], int]] = {
    "activity": am, "package": pm, "settings": settings, "input": input_, "window": wm, "content": content,
    "input_method": ime, "wifi": wifi, "bluetooth_manager": bluetooth, "connectivity": connectivity,
    "statusbar": status_bar, "media_session": _media_session, "overlay": _overlay, "locale": _locale,
    "notification": notification, "power": _power, "uimode": uimode, "appops": appops,
    "location": _location, "jobscheduler": _jobs, "deviceidle": _deviceidle, "phone": _phone,
    "battery": _battery, "thermalservice": _jobs, "alarm": _alarm, "time_zone_detector": _time_zone,
    "role": _role, "user": further.user, "telecom": further.telecom, "device_config": further.device_config,
    "shortcut": further.shortcut, "testharness": further.test_harness, "clipboard": _no_commands,
    "power_stats": _no_commands, "display": further.display, "lock_settings": locksettings,
    "device_policy": dpm,
}  # fmt: skip
_USER_FLAG_FIRST = frozenset({"-w"})


def cmd(call: Call) -> int:
    """`cmd SERVICE ...`"""
    args = [arg for arg in call.args if arg not in _USER_FLAG_FIRST]
    if not args:
        call.err("cmd: No service specified; use -l to list all services")
        return 20
    if args[0] == "-l":
        call.line("Currently running services:")
        call.out("".join(f"  {name}\n" for name in sorted(SERVICES)))
        return 0
    action = SERVICES.get(args[0])
    if action is None:
        call.err(f"cmd: Can't find service: {args[0]}")
        return 20
    call.args = args[1:]
    return action(call)


COMMANDS: dict[str, Command] = {"cmd": cmd, "device_config": further.device_config}
