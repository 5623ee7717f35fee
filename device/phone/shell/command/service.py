"""cmd: the command line of each system service."""

from collections.abc import Callable

from device.phone.shell.call import Call, Command
from device.phone.shell.command.activity import am
from device.phone.shell.command.appops import appops
from device.phone.shell.command.content import content
from device.phone.shell.command.ime import ime
from device.phone.shell.command.input import input_
from device.phone.shell.command.notice import notification
from device.phone.shell.command.package import pm
from device.phone.shell.command.screen import wm
from device.phone.shell.command.setting import set_bluetooth, set_wifi, settings, uimode
from device.phone.shell.command.statusbar import status_bar
from device.phone.shell.command.volume import media


def _wifi(call: Call) -> int:
    verb, value = [*call.args, "", ""][:2]
    if verb == "set-wifi-enabled":
        if value not in ("enabled", "disabled"):
            call.err(f"Invalid args for {verb}: Expected 'enabled' or 'disabled' as first arg")
            return 255
        set_wifi(call, value == "enabled")
        return 0
    if verb == "status":
        enabled = call.phone.settings.on("global", "wifi_on")
        call.line(f"Wifi is {'enabled' if enabled else 'disabled'}")
        call.line("Wifi scanning is only available when wifi is enabled")
        if enabled:
            call.line('Wifi is connected to "AndroidWifi"')
        return 0
    if verb in ("list-networks", "list-scan-results", "start-scan", "connect-network", "force-country-code"):
        if verb == "list-networks":
            call.line("Network Id      SSID              Security type\n0            AndroidWifi        open")
        return 0
    return _unknown(call, verb)


def _unknown(call: Call, verb: str) -> int:
    call.err(f"Unknown command: {verb}" if verb else "No shell command implementation.")
    return 255


def _bluetooth(call: Call) -> int:
    verb = call.args[0] if call.args else ""
    if verb in ("enable", "disable"):
        set_bluetooth(call, verb == "enable")
        return 0
    if verb.startswith("wait-for-state:"):
        state = "STATE_ON" if call.phone.settings.on("global", "bluetooth_on") else "STATE_OFF"
        met = verb.endswith(":" + state)
        call.line(f"{'Success' if met else 'Failed'}: {verb}")
        return 0 if met else 255
    return _unknown(call, verb)


def _connectivity(call: Call) -> int:
    verb, value = [*call.args, "", ""][:2]
    if verb == "airplane-mode":
        if value in ("enable", "disable"):
            call.phone.settings.put("global", "airplane_mode_on", value == "enable")
        elif not value:
            on = call.phone.settings.on("global", "airplane_mode_on")
            call.line("enabled" if on else "disabled")
        else:
            return _unknown(call, f"{verb} {value}")
        return 0
    return _unknown(call, verb)


def _media_session(call: Call) -> int:
    if call.args[:1] == ["volume"]:
        return media(call)
    return 0


def _overlay(call: Call) -> int:
    if call.args[:1] == ["list"]:
        call.line("android\n[x] com.android.internal.systemui.navbar.threebutton")
        call.line("[ ] com.android.internal.systemui.navbar.gestural")
        return 0
    return 0 if call.args[:1] in (["enable"], ["disable"], ["enable-exclusive"]) else _unknown(call, "")


def _locale(call: Call) -> int:
    """Languages of single apps follow the phone's here."""
    verb = call.args[0] if call.args else ""
    names = [arg for arg in call.args[1:] if not arg.startswith("-")]
    if verb == "get-app-locales" and names:
        call.line(f"Locales for {names[0]} for user 0 are []")
        return 0
    return 0 if verb == "set-app-locales" and names else _unknown(call, verb)


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
    return _unknown(call, verb)


def _jobs(call: Call) -> int:
    return 0


SERVICES: dict[str, Callable[[Call], int]] = {
    "activity": am, "package": pm, "settings": settings, "input": input_, "window": wm, "content": content,
    "input_method": ime, "wifi": _wifi, "bluetooth_manager": _bluetooth, "connectivity": _connectivity,
    "statusbar": status_bar, "media_session": _media_session, "overlay": _overlay, "locale": _locale,
    "notification": notification, "power": _power, "uimode": uimode, "appops": appops,
    "location": _location, "jobscheduler": _jobs, "deviceidle": _jobs, "battery": _jobs,
    "thermalservice": _jobs,
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


COMMANDS: dict[str, Command] = {"cmd": cmd}
