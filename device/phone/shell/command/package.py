"""pm: what is installed, and what it may do."""

from collections.abc import Callable
from dataclasses import replace

from device.phone.permission import RUNTIME, grant, revoke
from device.phone.shell.call import Call, Command
from device.phone.shell.command.intent import by_verb, died
from device.phone.shell.command.package_dump import dump_package, uid, version_code
from device.phone.shell.command.package_query import query, resolve

_ARGUMENT = "java.lang.IllegalArgumentException"


def _operands(args: list[str], valued: tuple[str, ...] = ("--user",)) -> tuple[set[str], list[str]]:
    """Flags and operands."""
    flags: set[str] = set()
    found: list[str] = []
    queue = [arg for arg in args if arg][::-1]
    while queue:
        arg = queue.pop()
        if arg in valued:
            del queue[-1:]
        elif arg.startswith("-"):
            flags.add(arg)
        else:
            found.append(arg)
    return flags, found


def _list(call: Call, args: list[str]) -> int:
    kind = args[0] if args else ""
    if kind in ("packages", "package"):
        return _list_packages(call, args[1:])
    if kind == "users":
        call.line("Users:\n\tUserInfo{0:Owner:c13} running")
    elif kind == "permissions":
        call.line("All Permissions:\n")
        call.out("".join(f"permission:{name}\n" for name in sorted(RUNTIME)))
    elif kind == "features":
        call.out("feature:android.hardware.touchscreen\nfeature:android.hardware.wifi\n")
    elif kind == "libraries":
        call.line("library:android.test.base")
    elif kind in ("instrumentation", "permission-groups", "staged-sessions"):
        return 0
    else:
        call.err(f"Error: unknown list type '{kind or None}'")
        return 255
    return 0


def _list_packages(call: Call, args: list[str]) -> int:
    flags, names = _operands(args, ("--user", "--uid", "--display"))
    unknown = flags - _LIST_FLAGS
    if unknown:
        call.err(f"Error: Unknown option: {min(unknown)}")
        return 255
    for installed in call.phone.packages.all():
        if any(name not in installed.package for name in names[:1]):
            continue
        if ("-3" in flags and installed.system) or ("-s" in flags and not installed.system):
            continue
        if ("-d" in flags and installed.enabled) or ("-e" in flags and not installed.enabled):
            continue
        text = f"package:{installed.path}=" if "-f" in flags else "package:"
        text += installed.package
        if "--show-versioncode" in flags:
            text += f" versionCode:{version_code(installed)}"
        if "-i" in flags:
            text += "  installer=null"
        if "-U" in flags:
            text += f" uid:{uid(installed)}"
        call.line(text)
    return 0


_LIST_FLAGS = frozenset({
    "-3", "-s", "-d", "-e", "-f", "-i", "-l", "-u", "-a", "-U", "--show-versioncode", "--apex-only",
    "--factory-only", "--match-libraries",
})  # fmt: skip


def _path(call: Call, args: list[str]) -> int:
    for package in _operands(args)[1][:1]:
        installed = call.phone.packages.get(package)
        if installed is not None:
            call.line(f"package:{installed.path}")
            return 0
    return 1


def _clear(call: Call, args: list[str]) -> int:
    packages = _operands(args, ("--user", "--cache-only"))[1]
    if not packages:
        call.err("Error: no package specified")
        return 255
    package = packages[0]
    if call.phone.packages.get(package) is None:
        call.err("Failed")
        return 1
    if package in call.phone.apps:
        call.phone.clear(package)
    call.line("Success")
    return 0


def _grant(call: Call, args: list[str]) -> int:
    packages = _operands(args)[1]
    if len(packages) < 2:
        call.err("Error: no permission specified" if packages else "Error: no package specified")
        return 255
    package, permission = packages[:2]
    if call.phone.packages.get(package) is None:
        return died(call, call.args[0], _ARGUMENT, f"Unknown package: {package}")
    if "." not in permission:
        return died(call, call.args[0], _ARGUMENT, f"Unknown permission: {permission}")
    change = grant if call.args[0] == "grant" else revoke
    change(call.phone.packages, package, (permission,))
    return 0


def _reset_permissions(call: Call, args: list[str]) -> int:
    call.phone.packages.reset_permissions()
    return 0


def _enable(call: Call, args: list[str]) -> int:
    verb = call.args[0]
    packages = _operands(args)[1]
    if not packages:
        call.err("Error: no package or component specified")
        return 255
    name = packages[0].partition("/")[0]
    installed = call.phone.packages.get(name)
    if installed is None:
        return died(call, verb, _ARGUMENT, f"Unknown package: {name}")
    if "/" not in packages[0]:
        enabled = verb in ("enable", "default-state")
        call.phone.packages.put(replace(installed, enabled=enabled))
        if not enabled:
            call.phone.force_stop(name)
    state = {"enable": "enabled", "default-state": "default"}.get(verb, "disabled")
    state = "disabled-user" if verb == "disable-user" else state
    what = "Component" if "/" in packages[0] else "Package"
    call.line(f"{what} {packages[0]} new state: {state}")
    return 0


def _uninstall(call: Call, args: list[str]) -> int:
    packages = _operands(args)[1]
    if not packages:
        call.err("Error: package name not specified")
        return 255
    installed = call.phone.packages.get(packages[0])
    if installed is None:
        reason = "not installed for 0" if "--user" in args else "DELETE_FAILED_INTERNAL_ERROR"
        call.line(f"Failure [{reason}]")
        return 1
    if installed.system and "--user" not in args:
        call.line("Failure [DELETE_FAILED_INTERNAL_ERROR]")
        return 1
    if installed.package in call.phone.apps:
        call.phone.force_stop(installed.package)
    call.phone.packages.remove(installed.package)
    call.line("Success")
    return 0


def _install(call: Call, args: list[str]) -> int:
    """Apps are part of this phone; an APK holds code it cannot run."""
    call.stdin()
    call.line("Failure [INSTALL_FAILED_CPU_ABI_INCOMPATIBLE: this phone runs only the apps it came with]")
    return 1


def _install_existing(call: Call, args: list[str]) -> int:
    packages = _operands(args)[1]
    if packages and call.phone.packages.get(packages[0]) is not None:
        call.line(f"Package {packages[0]} installed for user: 0")
        return 0
    name = packages[0] if packages else "null"
    call.line(f"android.content.pm.PackageManager$NameNotFoundException: Package {name} doesn't exist")
    return 1


def _dump(call: Call, args: list[str]) -> int:
    return dump_package(call, args[0] if args else "")


def _silent(call: Call, args: list[str]) -> int:
    return 0


def _success(call: Call, args: list[str]) -> int:
    call.line("Success")
    return 0


def _users(call: Call, args: list[str]) -> int:
    call.line("Maximum supported users: 1")
    return 0


_VERBS: dict[str, Callable[[Call, list[str]], int]] = {
    "list": _list, "path": _path, "clear": _clear, "grant": _grant, "revoke": _grant, "enable": _enable,
    "disable": _enable, "disable-user": _enable, "default-state": _enable, "uninstall": _uninstall,
    "install": _install, "install-create": _install, "install-write": _install, "install-commit": _install,
    "install-existing": _install_existing, "resolve-activity": resolve, "query-activities": query,
    "dump": _dump, "get-max-users": _users, "set-home-activity": _success, "trim-caches": _silent,
    "hide": _silent, "unhide": _silent, "suspend": _silent, "unsuspend": _silent, "compile": _success,
    "reset-permissions": _reset_permissions, "set-install-location": _silent, "bg-dexopt-job": _success,
    "set-app-links": _silent, "verify-app-links": _silent,
}  # fmt: skip


def pm(call: Call) -> int:
    """The package manager."""
    return by_verb(call, "Package manager (package)", _VERBS)


COMMANDS: dict[str, Command] = {"pm": pm}
