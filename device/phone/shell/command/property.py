"""getprop and setprop, and service, whose one known call sets the time zone."""

from device.phone.shell.call import Call, Command
from device.phone.shell.command.statusbar import call_status_bar
from device.phone.shell.command.telephony import call_phone
from device.phone.system.zone import zone_of

_LOCALE = "persist.sys.locale"
"""Kept in the settings, as the choice of languages is."""
_SERVICES = {
    "activity": "android.app.IActivityManager", "alarm": "android.app.IAlarmManager",
    "appops": "com.android.internal.app.IAppOpsService", "battery": "",
    "bluetooth_manager": "android.bluetooth.IBluetoothManager",
    "connectivity": "android.net.IConnectivityManager", "content": "android.content.IContentService",
    "display": "android.hardware.display.IDisplayManager",
    "input": "android.hardware.input.IInputManager",
    "input_method": "com.android.internal.view.IInputMethodManager",
    "notification": "android.app.INotificationManager", "package": "android.content.pm.IPackageManager",
    "phone": "com.android.internal.telephony.ITelephony", "power": "android.os.IPowerManager",
    "settings": "", "statusbar": "com.android.internal.statusbar.IStatusBarService",
    "telephony.registry": "com.android.internal.telephony.ITelephonyRegistry",
    "uimode": "android.app.IUiModeManager", "wifi": "android.net.wifi.IWifiManager",
    "window": "android.view.IWindowManager",
}  # fmt: skip
"""Each with the interface that it speaks; none where it is a shell command or a dump and no more."""


def service(call: Call) -> int:
    """The service manager: list, check, and the calls that set the time zone and move the shade."""
    verb = call.args[0] if call.args else ""
    if verb == "list":
        call.line(f"Found {len(_SERVICES)} services:")
        for place, (name, interface) in enumerate(_SERVICES.items()):
            call.line(f"{place}\t{name}: [{interface}]")
        return 0
    if verb == "check" and len(call.args) > 1:
        found = "found" if call.args[1] in _SERVICES else "not found"
        call.line(f"Service {call.args[1]}: {found}")
        return 0
    if verb == "call" and len(call.args) > 2:
        if call.args[1] not in _SERVICES:
            call.line(f"service: Service {call.args[1]} does not exist")
            return 10
        if call.args[1:4] == ["alarm", "3", "s16"] and len(call.args) > 4:
            set_timezone(call, call.args[4])
        if call.args[1] == "phone":
            call_phone(call, call.args[2:])
        if call.args[1] == "statusbar":
            call_status_bar(call, call.args[2])
        call.line("Result: Parcel(00000000    '....')")
        return 0
    call.line("Usage: service [-h|-?]\n       service list\n       service check SERVICE")
    return 10 if verb else 0


def set_timezone(call: Call, name: str) -> None:
    """Set the time zone, as the alarm manager does; an unknown id changes nothing."""
    name = {"Etc/UTC": "UTC", "GMT": "UTC", "Etc/GMT": "UTC"}.get(name, name)
    if zone_of(name).id == name:
        call.phone.clock.timezone = name
        call.phone.properties["persist.sys.timezone"] = name


def getprop(call: Call) -> int:
    """One property, or all."""
    properties = {**call.phone.properties, _LOCALE: call.phone.locale}
    names = [arg for arg in call.args if arg and not arg.startswith("-")]
    if names:
        call.line(properties.get(names[0]) or (names[1] if len(names) > 1 else ""))
    else:
        call.out("".join(f"[{name}]: [{value}]\n" for name, value in sorted(properties.items())))
    return 0


def setprop(call: Call) -> int:
    """Set a property; those of the build are fixed."""
    if len(call.args) != 2:
        call.err('setprop: Need 2 arguments (see "setprop --help")')
        return 1
    name, value = call.args
    if not name or len(value) > 91 or (name.startswith("ro.") and name in call.phone.properties):
        call.err(f"Failed to set property '{name}' to '{value}'.\nSee dmesg for error reason.")
        return 1
    if name == _LOCALE:
        call.phone.set_locale(value)
        return 0
    call.phone.properties[name] = value
    if name == "persist.sys.timezone":
        set_timezone(call, value)
    return 0


COMMANDS: dict[str, Command] = {
    "service": service, "getprop": getprop, "setprop": setprop,
}  # fmt: skip
