"""ime: the keyboards."""

from collections.abc import Callable

from device.phone.shell.call import Call, Command
from device.phone.system.package import ADB_KEYBOARD
from device.phone.system.setting import LATIN_IME

_HELP = """ime <command>:
  list [-a] [-s]
      Lists the keyboards that are enabled, -a all, -s only their ids.
  enable|disable|set [--user <USER_ID>] <ID>
      Lets a keyboard be chosen, keeps it from being chosen, chooses it.
  reset [--user <USER_ID>]
      Chooses the keyboard of the system, and disables all others.
"""
_KEYBOARDS = (LATIN_IME, "com.android.adbkeyboard/.AdbIME")


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
    if args[:1] == ["ime"]:  # as in `cmd input_method ime list`
        args.pop(0)
    verb, rest = (args[0], args[1:]) if args else ("", [])
    if verb in ("", "help", "-h"):
        call.out(_HELP)
        return 0 if verb else 255
    action = _IME_VERBS.get(verb)
    if action is None:
        return call.unknown(verb)
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


def _ime_choose(call: Call, rest: list[str]) -> int:
    """`enable`, `disable` or `set` a keyboard."""
    given = rest[0] if rest else ""
    verb = next(arg for arg in call.args if arg in ("enable", "disable", "set"))
    name, enabled, store = _known(call, given), _enabled_keyboards(call), call.phone.settings
    done = {"enable": "enabled", "disable": "disabled", "set": "selected"}[verb]
    if not name or (verb == "set" and name not in enabled):
        call.err(f"Unknown input method {given or 'null'} cannot be {done} for user #0")
        return 255
    if verb == "set":
        store.put("secure", "default_input_method", name)
        call.line(f"Input method {name} selected for user #0")
        return 0
    if (name in enabled) == (verb == "enable"):
        call.line(f"Input method {name}: already {done} for user #0")
        return 0
    kept = [each for each in enabled if each and each != name]
    store.put("secure", "enabled_input_methods", ":".join([*kept, name] if verb == "enable" else kept))
    if verb == "disable" and store.get("secure", "default_input_method") == name:
        store.put("secure", "default_input_method", kept[0] if kept else LATIN_IME)
    call.line(f"Input method {name}: now {done} for user #0")
    return 0


def _ime_reset(call: Call, rest: list[str]) -> int:
    store = call.phone.settings
    store.put("secure", "enabled_input_methods", LATIN_IME)
    store.put("secure", "default_input_method", LATIN_IME)
    call.line(f"Reset current and enabled IMEs for user #0\n  Selected default IME: {LATIN_IME}")
    return 0


_IME_VERBS: dict[str, Callable[[Call, list[str]], int]] = {
    "list": _ime_list, "enable": _ime_choose, "disable": _ime_choose, "set": _ime_choose, "reset": _ime_reset,
}  # fmt: skip


COMMANDS: dict[str, Command] = {"ime": ime}
