"""appops: the switches behind permissions.

A switch that has a permission is one thing with it here; the others are remembered, and nothing asks them.
"""

from device.phone.shell.call import Call, Command
from device.phone.system.package import Installed
from device.phone.system.permission import PREFIX, RUNTIME, grant, revoke

_RENAMED = {
    "POST_NOTIFICATIONS": "POST_NOTIFICATION",
    "ACCESS_COARSE_LOCATION": "COARSE_LOCATION",
    "ACCESS_FINE_LOCATION": "FINE_LOCATION",
}
_SPECIAL = ("REQUEST_INSTALL_PACKAGES", "SYSTEM_ALERT_WINDOW", "WRITE_SETTINGS")
_NAMES = {
    _RENAMED.get(name, name): name
    for name in sorted({*_SPECIAL, *(permission.removeprefix(PREFIX) for permission in RUNTIME)})
}
"""Operation -> permission, without "android.permission."."""
_OTHERS = frozenset({
    "ACCESS_ACCESSIBILITY", "ACCESS_MEDIA_LOCATION", "ACCESS_NOTIFICATIONS", "ACTIVATE_VPN",
    "ACTIVITY_RECOGNITION", "AUTO_REVOKE_PERMISSIONS_IF_UNUSED", "BLUETOOTH_ADVERTISE", "BLUETOOTH_CONNECT",
    "BLUETOOTH_SCAN", "BODY_SENSORS", "GET_USAGE_STATS", "LEGACY_STORAGE", "MANAGE_MEDIA", "MOCK_LOCATION",
    "NEARBY_WIFI_DEVICES", "PICTURE_IN_PICTURE", "PLAY_AUDIO", "PROJECT_MEDIA", "READ_CLIPBOARD",
    "RUN_ANY_IN_BACKGROUND", "RUN_IN_BACKGROUND", "SCHEDULE_EXACT_ALARM", "START_FOREGROUND",
    "TAKE_AUDIO_FOCUS", "TOAST_WINDOW", "USE_FULL_SCREEN_INTENT", "VIBRATE", "WAKE_LOCK", "WRITE_CLIPBOARD",
    "WRITE_SMS",
})  # fmt: skip
"""Operations that are no permission of an app here: those that scripts set."""
_NOT_ALLOWED = {
    "GET_USAGE_STATS": "default", "MOCK_LOCATION": "deny", "PROJECT_MEDIA": "ignore", "WRITE_SMS": "ignore",
    "SCHEDULE_EXACT_ALARM": "default", "REQUEST_INSTALL_PACKAGES": "default", "WRITE_SETTINGS": "default",
    "SYSTEM_ALERT_WINDOW": "default", "MANAGE_EXTERNAL_STORAGE": "default",
}  # fmt: skip
"""Operations whose mode, where nobody set one, is another than allow."""
_MODES = ("allow", "ignore", "deny", "default", "foreground")
_GIVEN = ("allow", "foreground")
_STORE = "tapwright.appops."
"""How the properties begin that keep modes: ...PACKAGE/OPERATION."""


def appops(call: Call) -> int:
    """`appops set PACKAGE OPERATION MODE`, `appops get PACKAGE [OPERATION]`, `appops reset [PACKAGE]`."""
    verb = call.args[0] if call.args else ""
    operands = [arg for arg in call.args[1:] if arg and not arg.startswith("-")]
    if "--user" in call.args:
        operands = operands[1:]
    if verb == "reset":
        return _reset(call, operands[0] if operands else "")
    held = call.phone.packages.get(operands[0]) if operands else None
    if held is None:
        call.err(f"Error: No UID for {operands[0] if operands else 'null'} in user 0")
        return 255
    operation = _operation(operands[1]) if len(operands) > 1 else ""
    if operation is None:
        call.err(f"Error: Unknown operation string: {operands[1]}")
        return 255
    if verb == "get":
        return _get(call, held, operation)
    if verb == "set":
        return _set(call, held, operation, operands[2] if len(operands) > 2 else "")
    return call.unknown(verb)


def _operation(text: str) -> str | None:
    """CAMERA and android:camera are the same; None for what is none."""
    name = text.removeprefix("android:").upper()
    return name if name in _NAMES or name in _OTHERS else None


def _reset(call: Call, package: str) -> int:
    call.phone.packages.reset_permissions(package)
    start = f"{_STORE}{package}/" if package else _STORE
    for key in [key for key in call.phone.properties if key.startswith(start)]:
        del call.phone.properties[key]
    return 0


def _set(call: Call, held: Installed, operation: str, mode: str) -> int:
    if not operation or mode not in _MODES:
        call.err(f"Error: Mode {mode} is not valid" if operation else "Error: Operation not specified.")
        return 255
    if operation in _NAMES and mode != "default":
        change = grant if mode in _GIVEN else revoke
        change(call.phone.packages, held.package, (PREFIX + _NAMES[operation],))
    key = f"{_STORE}{held.package}/{operation}"
    if mode == _usual(operation):
        call.phone.properties.pop(key, None)
    else:
        call.phone.properties[key] = mode
    return 0


def _get(call: Call, held: Installed, operation: str) -> int:
    shown = 0
    for name in sorted({*_NAMES, *_OTHERS}) if not operation else (operation,):
        mode = _mode(call, held, name)
        if mode:
            call.line(f"{name}: {mode}")
            shown += 1
    if not shown:
        call.line("No operations.")
        if operation:
            call.line(f"Default mode: {_usual(operation)}")
    return 0


def _mode(call: Call, held: Installed, operation: str) -> str:
    """The operation's mode; "" where nobody set one and the app does not ask for its permission."""
    kept = call.phone.properties.get(f"{_STORE}{held.package}/{operation}", "")
    if operation not in _NAMES:
        return kept
    permission = PREFIX + _NAMES[operation]
    given = permission in held.granted
    if kept and (kept in _GIVEN) is given:
        return kept
    app = call.phone.apps.get(held.package)
    if not given and permission not in (app.manifest.permissions if app else ()):
        return kept if kept == "default" else ""
    return "allow" if given else "ignore"


def _usual(operation: str) -> str:
    return _NOT_ALLOWED.get(operation, "allow")


COMMANDS: dict[str, Command] = {"appops": appops}
