"""appops: the switches behind permissions. Here a switch and its permission are one thing."""

from device.phone.package import Installed
from device.phone.permission import PREFIX, RUNTIME, grant, revoke
from device.phone.shell.call import Call, Command

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
_MODES = ("allow", "ignore", "deny", "default", "foreground")


def appops(call: Call) -> int:
    """`appops set PACKAGE OPERATION MODE`, `appops get PACKAGE [OPERATION]`, `appops reset [PACKAGE]`."""
    verb = call.args[0] if call.args else ""
    operands = [arg for arg in call.args[1:] if arg and not arg.startswith("-")]
    if "--user" in call.args:
        operands = operands[1:]
    if verb == "reset":
        call.phone.packages.reset_permissions(operands[0] if operands else "")
        return 0
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
    return name if name in _NAMES else None


def _set(call: Call, held: Installed, operation: str, mode: str) -> int:
    if not operation or mode not in _MODES:
        call.err(f"Error: Mode {mode} is not valid" if operation else "Error: Operation not specified.")
        return 255
    change = grant if mode in ("allow", "foreground") else revoke
    change(call.phone.packages, held.package, (PREFIX + _NAMES[operation],))
    return 0


def _get(call: Call, held: Installed, operation: str) -> int:
    app = call.phone.apps.get(held.package)
    known = held.granted | frozenset(app.manifest.permissions if app else ())
    shown = [name for name in _NAMES if operation in ("", name) and PREFIX + _NAMES[name] in known]
    for name in shown:
        call.line(f"{name}: {'allow' if PREFIX + _NAMES[name] in held.granted else 'ignore'}")
    if not shown:
        call.line("No operations.")
    return 0


COMMANDS: dict[str, Command] = {"appops": appops}
