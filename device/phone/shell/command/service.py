"""cmd: the command line of each system service."""

from collections.abc import Callable

from device.phone.shell.call import Call, Command
from device.phone.shell.command.activity import am
from device.phone.shell.command.appfunction import app_function, shortcut
from device.phone.shell.command.appops import appops
from device.phone.shell.command.content import content
from device.phone.shell.command.dump_device import battery
from device.phone.shell.command.idle import deviceidle
from device.phone.shell.command.ime import ime
from device.phone.shell.command.input import input_
from device.phone.shell.command.locking import locksettings
from device.phone.shell.command.notice import notification
from device.phone.shell.command.package import pm
from device.phone.shell.command.screen import wm
from device.phone.shell.command.setting import settings, switch, uimode
from device.phone.shell.command.statusbar import status_bar
from device.phone.shell.command.volume import media
from device.phone.shell.command.wireless import bluetooth, connectivity, unknown_verb, wifi
from device.phone.system.appfunction import FIRST
from device.phone.system.property import release_of


def _media_session(call: Call) -> int:
    return media(call) if call.args else 0


def _battery(call: Call) -> int:
    """`cmd battery`: as `dumpsys battery`."""
    battery(call, call.args or ["help"])
    return 0


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
        switch(call, "data", value == "enable")
        return 0
    return unknown_verb(call, verb)


SERVICES: dict[str, Callable[[Call], int]] = {
    "activity": am, "package": pm, "settings": settings, "input": input_, "window": wm, "content": content,
    "input_method": ime, "wifi": wifi, "bluetooth_manager": bluetooth, "connectivity": connectivity,
    "statusbar": status_bar, "media_session": _media_session, "notification": notification,
    "uimode": uimode, "appops": appops, "location": _location, "deviceidle": _deviceidle, "phone": _phone,
    "battery": _battery, "lock_settings": locksettings,
}  # fmt: skip
_LATER: dict[str, Callable[[Call], int]] = {"app_function": app_function, "shortcut": shortcut}
"""What Android 16 has beside them."""
_USER_FLAG_FIRST = frozenset({"-w"})


def _services(call: Call) -> dict[str, Callable[[Call], int]]:
    return SERVICES | _LATER if release_of(call.phone.properties) >= FIRST else SERVICES


def cmd(call: Call) -> int:
    """`cmd SERVICE ...`"""
    args = [arg for arg in call.args if arg not in _USER_FLAG_FIRST]
    if not args:
        call.err("cmd: No service specified; use -l to list all services")
        return 20
    if args[0] == "-l":
        call.line("Currently running services:")
        call.out("".join(f"  {name}\n" for name in sorted(_services(call))))
        return 0
    action = _services(call).get(args[0])
    if action is None:
        call.err(f"cmd: Can't find service: {args[0]}")
        return 20
    call.args = args[1:]
    return action(call)


COMMANDS: dict[str, Command] = {"cmd": cmd}
