"""cmd user, telecom, device_config, shortcut and testharness, of a phone with one user."""

from device.phone.shell.call import Call
from device.phone.shell.command.intent import died
from device.phone.shell.command.wireless import unknown_verb

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


def test_harness(call: Call) -> int:
    """It would wipe the phone: that is for who owns it."""
    verb = call.args[0] if call.args else ""
    if verb in ("enable", "restore"):
        message = "ro.test_harness cannot be set on a phone without keys of adb"
        return died(call, verb, "java.lang.SecurityException", message)
    return unknown_verb(call, verb)
