"""settings, svc, ime, media, service: small commands around the settings store."""

from collections.abc import Callable

from device.phone.package import ADB_KEYBOARD
from device.phone.setting import LATIN_IME, NAMESPACES
from device.phone.shell.call import Call, Command
from device.phone.shell.command.intent import died
from device.phone.shell.stream import well_formed
from device.phone.zone import zone_of

_KEYBOARDS = (LATIN_IME, "com.android.adbkeyboard/.AdbIME")


def set_wifi(call: Call, enabled: bool) -> None:
    """Wi-Fi on or off."""
    call.phone.settings.put("global", "wifi_on", enabled)


def set_bluetooth(call: Call, enabled: bool) -> None:
    """Bluetooth on or off."""
    call.phone.settings.put("global", "bluetooth_on", enabled)


# -- settings --------------------------------------------------------------------------------------------
def settings(call: Call) -> int:
    """get, put, delete, list, reset."""
    args = [arg for arg in call.args if arg]
    if "--user" in args:
        place = args.index("--user")
        del args[place : place + 2]
    if not args:
        call.line("Settings provider (settings) commands:")
        return 255
    verb, rest = args[0], args[1:]
    needed = _NEEDED.get(verb)
    if needed is None:
        call.err(f"Unknown command: {verb}")
        return 255
    if len(rest) < needed:
        call.err("Bad arguments")
        return 255
    namespace = rest[0].lower()
    if namespace not in NAMESPACES:
        call.err(f"Invalid namespace '{rest[0]}'")
        return 255
    return _SETTING_VERBS[verb](call, namespace, rest[1:])


def _get(call: Call, namespace: str, rest: list[str]) -> int:
    value = call.phone.settings.get(namespace, rest[0])
    call.line("null" if value is None else value)
    return 0


def _put(call: Call, namespace: str, rest: list[str]) -> int:
    call.phone.settings.put(namespace, well_formed(rest[0]), well_formed(rest[1]))
    return 0


def _delete(call: Call, namespace: str, rest: list[str]) -> int:
    call.line(f"Deleted {int(call.phone.settings.delete(namespace, rest[0]))} rows")
    return 0


def _list(call: Call, namespace: str, rest: list[str]) -> int:
    call.out("".join(f"{key}={value}\n" for key, value in call.phone.settings.all(namespace)))
    return 0


def _reset(call: Call, namespace: str, rest: list[str]) -> int:
    return 0


_NEEDED = {"get": 2, "put": 3, "delete": 2, "list": 1, "reset": 2}
_SETTING_VERBS: dict[str, Callable[[Call, str, list[str]], int]] = {
    "get": _get, "put": _put, "delete": _delete, "list": _list, "reset": _reset,
}  # fmt: skip


# -- svc ---------------------------------------------------------------------------------------------------
def _set_data(call: Call, enabled: bool) -> None:
    call.phone.settings.put("global", "mobile_data", enabled)


def _set_nfc(call: Call, enabled: bool) -> None:
    call.phone.settings.put("global", "nfc_on", enabled)


_SWITCHES: dict[str, Callable[[Call, bool], None]] = {
    "wifi": set_wifi, "bluetooth": set_bluetooth, "data": _set_data, "nfc": _set_nfc,
}  # fmt: skip
_STAY_ON = {"true": 7, "false": 0, "ac": 1, "usb": 2, "wireless": 4}


def svc(call: Call) -> int:
    """Switch radios and the like."""
    service, verb, value = [*call.args, "", "", ""][:3]
    if service in _SWITCHES and verb in ("enable", "disable"):
        _SWITCHES[service](call, verb == "enable")
        return 0
    if service == "power":
        if verb == "stayon" and value in _STAY_ON:
            call.phone.settings.put("global", "stay_on_while_plugged_in", _STAY_ON[value])
            return 0
        if verb in ("reboot", "shutdown"):
            call.phone.properties["sys.powerctl"] = f"{verb},{value}"
            return 0
    if service == "usb" and verb:
        return 0
    if service not in ("", "help", *_SWITCHES, "power", "usb"):
        call.err(f"Invalid command: {service}")
    call.line("Available commands:\n    help     Show information about the subcommands")
    call.out("".join(f"    {name:8} Control {name}\n" for name in ("power", "usb", *_SWITCHES)))
    return 0 if service in ("", "help") else 1


# -- ime ---------------------------------------------------------------------------------------------------
def _installed_keyboards(call: Call) -> list[str]:
    """The id of every keyboard, as `ime list -a -s` has it."""
    return [name for name in _KEYBOARDS if call.phone.packages.get(name.partition("/")[0]) is not None]


def _enabled_keyboards(call: Call) -> list[str]:
    listed = call.phone.settings.text("secure", "enabled_input_methods")
    return [part.split(";")[0] for part in listed.split(":")]


def _known(call: Call, name: str) -> str:
    """The id a keyboard goes by here; "" for an unknown one."""
    if name == f"{ADB_KEYBOARD}/{ADB_KEYBOARD}.AdbIME":
        name = f"{ADB_KEYBOARD}/.AdbIME"
    return name if name in _installed_keyboards(call) else ""


def ime(call: Call) -> int:
    """Keyboards: list, enable, disable, set, reset."""
    args = [arg for arg in call.args if arg]
    if "--user" in args:
        place = args.index("--user")
        del args[place : place + 2]
    verb, rest = (args[0], args[1:]) if args else ("", [])
    action = _IME_VERBS.get(verb)
    if action is None:
        call.err(f"Unknown command: {verb}" if verb else "ime <command>: list, enable, disable, set, reset")
        return 255
    return action(call, rest)


def _ime_list(call: Call, rest: list[str]) -> int:
    enabled = _enabled_keyboards(call)
    for name in _installed_keyboards(call):
        if "-a" not in rest and name not in enabled:
            continue
        if "-s" in rest:
            call.line(name)
            continue
        package, _, service = name.partition("/")
        call.line(f"{name}:\n  mId={name} mSettingsActivityName=null mIsVrOnly=false\n  mIsDefaultResId=0x0")
        call.line(f"  Service:\n    name={service.lstrip('.')}\n    packageName={package}")
    return 0


def _ime_enable(call: Call, rest: list[str]) -> int:
    name = _known(call, rest[0] if rest else "")
    enabled = _enabled_keyboards(call)
    if not name:
        call.err(f"Unknown input method {rest[0] if rest else 'null'} cannot be enabled for user #0")
        return 255
    if name in enabled:
        call.line(f"Input method {name}: already enabled for user #0")
        return 0
    call.phone.settings.put("secure", "enabled_input_methods", ":".join([*filter(None, enabled), name]))
    call.line(f"Input method {name}: now enabled for user #0")
    return 0


def _ime_disable(call: Call, rest: list[str]) -> int:
    name = _known(call, rest[0] if rest else "")
    enabled = _enabled_keyboards(call)
    if not name:
        call.err(f"Unknown input method {rest[0] if rest else 'null'} cannot be disabled for user #0")
        return 255
    if name not in enabled:
        call.line(f"Input method {name}: already disabled for user #0")
        return 0
    store = call.phone.settings
    kept = [other for other in enabled if other != name]
    store.put("secure", "enabled_input_methods", ":".join(kept))
    if store.get("secure", "default_input_method") == name:
        store.put("secure", "default_input_method", kept[0] if kept else LATIN_IME)
    call.line(f"Input method {name}: now disabled for user #0")
    return 0


def _ime_set(call: Call, rest: list[str]) -> int:
    name = _known(call, rest[0] if rest else "")
    if name not in _enabled_keyboards(call) or not name:
        call.err(f"Unknown input method {rest[0] if rest else 'null'} cannot be selected for user #0")
        return 255
    call.phone.settings.put("secure", "default_input_method", name)
    call.line(f"Input method {name} selected for user #0")
    return 0


def _ime_reset(call: Call, rest: list[str]) -> int:
    store = call.phone.settings
    store.put("secure", "enabled_input_methods", LATIN_IME)
    store.put("secure", "default_input_method", LATIN_IME)
    call.line(f"Reset current and enabled IMEs for user #0\n  Selected default IME: {LATIN_IME}")
    return 0


_IME_VERBS: dict[str, Callable[[Call, list[str]], int]] = {
    "list": _ime_list, "enable": _ime_enable, "disable": _ime_disable, "set": _ime_set, "reset": _ime_reset,
}  # fmt: skip

# -- volume ------------------------------------------------------------------------------------------------
_STREAMS = {
    0: ("voice", "STREAM_VOICE_CALL", 5), 1: ("system", "STREAM_SYSTEM", 7), 2: ("ring", "STREAM_RING", 7),
    3: ("music", "STREAM_MUSIC", 25), 4: ("alarm", "STREAM_ALARM", 7),
    5: ("notification", "STREAM_NOTIFICATION", 7),
}  # fmt: skip
"""Number -> key behind volume_, name, highest level."""


def media(call: Call) -> int:
    """`media volume` and `cmd media_session volume`."""
    args = [arg for arg in call.args if arg]
    if args[:1] in (["dispatch"], ["list-sessions"]):
        call.phone.clock.advance(1)
        return 0
    if args[:1] != ["volume"]:
        call.line("usage: media [subcommand] [options]\n       media volume [options]")
        return 0 if not args else 1
    return _volume(call, args[1:])


def _volume(call: Call, args: list[str]) -> int:
    stream, level, step, show = 3, None, "", False
    queue = args[::-1]
    while queue:
        arg = queue.pop()
        value = queue[-1] if queue else ""
        if arg == "--stream" and value.isascii() and value.isdigit():
            stream = int(queue.pop())
        elif arg == "--set" and value.isascii() and value.isdigit():
            level = int(queue.pop())
        elif arg == "--adj" and value in ("raise", "lower", "same"):
            step = queue.pop()
        elif arg == "--get":
            show = True
    if stream not in _STREAMS:
        call.err(f"Error: invalid stream {stream}")
        return 1
    key, name, most = _STREAMS[stream]
    store = call.phone.settings
    now = store.number("system", f"volume_{key}", 5)
    call.line(f"[V] will control stream={stream} ({name})")
    if level is not None and level > most:
        call.err(f"Error: invalid volume index, must be in [0..{most}]")
        return 1
    if level is not None:
        call.line(f"[V] will set volume to index={level}")
        store.put("system", f"volume_{key}", level)
    elif step:
        moved = min(most, max(0, now + {"raise": 1, "lower": -1}.get(step, 0)))
        store.put("system", f"volume_{key}", moved)
        call.line(f"[V] will adjust volume {step}")
    if show:
        level = store.number("system", f"volume_{key}")
        call.line(f"[V] will get volume\n[V] volume is {level} in range [0..{most}]")
    return 0


# -- service -----------------------------------------------------------------------------------------------
_SERVICES = (
    "activity", "alarm", "appops", "battery", "bluetooth_manager", "connectivity", "content", "display",
    "input", "input_method", "notification", "package", "power", "settings", "statusbar",
    "telephony.registry",
    "uimode", "wifi", "window",
)  # fmt: skip


def service(call: Call) -> int:
    """The service manager: list, check, and the one call that sets the time zone."""
    verb = call.args[0] if call.args else ""
    if verb == "list":
        call.line(f"Found {len(_SERVICES)} services:")
        call.out("".join(f"{place}\t{name}: [android.os.I]\n" for place, name in enumerate(_SERVICES)))
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


# -- properties --------------------------------------------------------------------------------------------
def getprop(call: Call) -> int:
    """One property, or all."""
    properties = call.phone.properties
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
    call.phone.properties[name] = value
    if name == "persist.sys.timezone":
        set_timezone(call, value)
    return 0


def uimode(call: Call) -> int:
    """`cmd uimode night [yes|no|auto]`."""
    names = {"no": "1", "yes": "2", "auto": "0", "custom_schedule": "3"}
    verb, value = [*call.args, "", ""][:2]
    if verb not in ("night", "car"):
        call.err(f"Unknown command: {verb}")
        return 255
    if verb == "night" and value in names:
        call.phone.settings.put("secure", "ui_night_mode", names[value])
    elif value:
        return died(call, verb, "java.lang.IllegalArgumentException", f"Invalid mode: {value}")
    now = call.phone.settings.text("secure", "ui_night_mode", "1")
    shown = next((name for name, number in names.items() if number == now), "no")
    call.line(f"Night mode: {shown}" if verb == "night" else "Car mode: no")
    return 0


COMMANDS: dict[str, Command] = {
    "settings": settings, "svc": svc, "ime": ime, "media": media, "service": service, "getprop": getprop,
    "setprop": setprop,
}  # fmt: skip
