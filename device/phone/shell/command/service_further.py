"""cmd user, telecom, device_config, shortcut, display and testharness, of a phone with one user."""

from device.phone.shell.call import Call
from device.phone.shell.command.intent import died
from device.phone.shell.command.wireless import unknown_verb

_BRIGHTEST, _USUAL_BRIGHTNESS = 255, 102
_DIALER = "com.google.android.dialer"
_OWNER = "UserInfo{0:Owner:c13} running"


def user(call: Call) -> int:
    """`cmd user list [-v]`"""
    verb = call.args[0] if call.args else ""
    if verb == "list":
        long = "type=full.SYSTEM, flags=ADMIN|FULL|INITIALIZED|PRIMARY|SYSTEM (running) (current)"
        detailed = f"1 users:\n\n0: id=0, name=Owner, {long}"
        call.line(detailed if "-v" in call.args else f"Users:\n\t{_OWNER}")
        return 0
    if verb == "is-user-visible" or verb == "is-headless-system-user-mode":
        call.line(str(verb == "is-user-visible").lower())
        return 0
    return unknown_verb(call, verb)


def telecom(call: Call) -> int:
    """Who dials; there are no accounts to register."""
    verb, name = [*call.args, "", ""][:2]
    if verb in ("get-default-dialer", "get-system-dialer"):
        call.line(_DIALER)
        return 0
    if verb == "set-default-dialer":
        call.line(
            f"Success - {name} set as default dialer." if name == _DIALER else f"Error - {name} is no dialer"
        )
        return int(name != _DIALER)
    if verb in ("get-sim-config", "get-max-phones"):
        call.line("SSSS" if verb == "get-sim-config" else "1")
        return 0
    return unknown_verb(call, verb)


def device_config(call: Call) -> int:
    """Flags by namespace and key. They change nothing here, and last until the phone restarts."""
    verb, *rest = [*call.args, ""]
    rest = [word for word in rest if word]
    store, start = call.phone.properties, "tapwright.device_config."
    if verb == "get" and len(rest) == 2:
        call.line(store.get(f"{start}{rest[0]}/{rest[1]}", "null"))
    elif verb == "put" and len(rest) >= 3:
        store[f"{start}{rest[0]}/{rest[1]}"] = rest[2]
    elif verb == "delete" and len(rest) == 2:
        known = store.pop(f"{start}{rest[0]}/{rest[1]}", None) is not None
        call.line(f"{'Successfully deleted' if known else 'Failed to delete'} {rest[1]} from {rest[0]}")
    elif verb == "list":
        for key in sorted(key for key in store if key.startswith(start)):
            space, _, name = key.removeprefix(start).partition("/")
            if not rest or space == rest[0]:
                call.line(f"{name if rest else f'{space}/{name}'}={store[key]}")
    elif verb in ("get", "put", "delete"):
        call.err("Bad arguments")
        return 255
    elif verb in ("reset", "set_sync_disabled_for_tests", "get_sync_disabled_for_tests"):
        if verb.startswith("get"):
            call.line("none")
    else:
        return unknown_verb(call, verb)
    return 0


def shortcut(call: Call) -> int:
    """No app here publishes shortcuts."""
    verb = call.args[0] if call.args else ""
    packages = [word for word in call.args[1:] if not word.startswith("-") and not word.isdigit()]
    if verb not in ("get-shortcuts", "clear-shortcuts", "get-default-launcher", "reset-throttling"):
        return unknown_verb(call, verb)
    if verb == "get-default-launcher":
        call.line(f"Launcher: ComponentInfo{{{call.phone.packages.home()}}}")
    elif packages and call.phone.packages.get(packages[-1]) is None:
        call.err(f"Error: Unknown package: {packages[-1]}")
        return 1
    call.line("Success")
    return 0


def display(call: Call) -> int:
    """`cmd display set-brightness SHARE`, of the way from darkest to brightest."""
    verb, value = [*call.args, "", ""][:2]
    settings = call.phone.settings
    if verb == "set-brightness":
        try:
            share = float(value)
        except ValueError:
            call.err(
                "Error: brightness should be a number between 0 and 1"
                if value
                else "Error: no brightness specified"
            )
            return 1
        if not 0 <= share <= 1:
            call.err("Error: brightness should be a number between 0 and 1")
            return 1
        settings.put("system", "screen_brightness", int(1 + share * (_BRIGHTEST - 1) + 0.5))
        return 0
    if verb == "get-brightness":
        now = settings.number("system", "screen_brightness", _USUAL_BRIGHTNESS)
        call.line(str(round(min(1.0, max(0.0, (now - 1) / (_BRIGHTEST - 1))), 6)))
        return 0
    if verb == "get-displays":
        wide, high = call.phone.display.size
        call.line(
            f'Displays:\nDisplay id 0: DisplayInfo{{"Built-in Screen", displayId 0, real {wide} x {high}}}'
        )
        return 0
    if verb in ("", "help", "-h"):
        call.line(
            "Display manager commands:\n  set-brightness BRIGHTNESS\n    From 0.0 to 1.0.\n  get-brightness\n"
            "  get-displays"
        )
        return 0
    return unknown_verb(call, verb)


def test_harness(call: Call) -> int:
    """It would wipe the phone: that is for who owns it."""
    verb = call.args[0] if call.args else ""
    if verb in ("enable", "restore"):
        message = "ro.test_harness cannot be set on a phone without keys of adb"
        return died(call, verb, "java.lang.SecurityException", message)
    return unknown_verb(call, verb)
