"""pm uninstall, install-existing, hide, suspend and their like: apps that go, and come back."""

from collections.abc import Callable
from dataclasses import replace

from device.phone.shell.call import Call, read_options
from device.phone.shell.command.intent import died, operands
from device.phone.shell.stream import well_formed
from device.phone.system import installing

_ARGUMENT = "java.lang.IllegalArgumentException"


def existing(call: Call, args: list[str]) -> int:
    """`pm install-existing PACKAGE`"""
    name = [*operands(args)[1], "null"][0]
    if installing.install_existing(call.phone, name):
        call.line(f"Package {name} installed for user: 0")
        return 0
    call.line(f"android.content.pm.PackageManager$NameNotFoundException: Package {name} doesn't exist")
    return 1


def uninstall(call: Call, args: list[str]) -> int:
    """`pm uninstall [-k] [--user 0] PACKAGE`; what came with the phone goes only for a user."""
    names, keep, user, queue = [], False, False, [arg for arg in args if arg][::-1]
    while queue:
        arg = queue.pop()
        if arg in ("--user", "--versionCode"):
            user = user or arg == "--user"
            del queue[-1:]
        elif arg == "-k":
            keep = True
        elif arg.startswith("-"):
            return died(call, "uninstall", _ARGUMENT, f"Unknown option: {arg}")
        else:
            names.append(arg)
    if not names:
        call.err("Error: package name not specified")
        return 1
    held = call.phone.packages.get(names[0])
    if held is None:
        call.line(f"Failure [{'not installed for 0' if user else 'DELETE_FAILED_INTERNAL_ERROR'}]")
        return 1
    if (held.system and not user) or held.package in ("android", "com.android.systemui"):
        call.line("Failure [DELETE_FAILED_INTERNAL_ERROR]")
        return 1
    installing.uninstall(call.phone, held.package, keep=keep)
    call.line("Success")
    return 0


def hide(call: Call, args: list[str]) -> int:
    """`pm hide` and `unhide`: there, and not to be seen."""
    names = operands(args)[1]
    held = call.phone.packages.get(names[-1]) if names else None
    if held is None:
        call.err("Error: no package or component specified" if not names else f"Unknown package: {names[-1]}")
        return 1
    hidden = call.args[0] == "hide"
    call.phone.packages.put(replace(held, hidden=hidden))
    if hidden and held.package in call.phone.apps:
        call.phone.force_stop(held.package)
    call.line(f"Package {held.package} new hidden state: {str(hidden).lower()}")
    return 0


_SAID = "{} isn't available right now. This is managed by Shell."
_ESSENTIAL = frozenset({"com.google.android.packageinstaller", "com.google.android.permissioncontroller"})


def suspend(call: Call, args: list[str]) -> int:
    """`pm suspend [--dialogMessage TEXT] PACKAGE...` and `unsuspend`: there, but not to be opened."""
    options = read_options(args, "D:U:", {"dialogMessage": "D", "user": "U"})
    if not options.rest:
        call.line("Error: package name not specified")
        return 1
    packages = call.phone.packages
    said = well_formed(options.value("D")).replace("{", "{{").replace("}", "}}") or _SAID
    for name in options.rest:
        held = packages.get(name)
        if held is None:
            call.line(f"{_ARGUMENT}: Unknown target package: {name}")
            return 1
        essential = name in _ESSENTIAL or name == call.phone.home_package
        state = call.args[0] == "suspend" and not essential
        packages.put(replace(held, suspended=said if state else ""))
        call.line(f"Package {name} new suspended state: {str(state).lower()}")
    return 0


VERBS: dict[str, Callable[[Call, list[str]], int]] = {
    "install-existing": existing, "uninstall": uninstall, "hide": hide, "unhide": hide,
    "suspend": suspend, "unsuspend": suspend,
}  # fmt: skip
