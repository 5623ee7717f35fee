"""pm: what is installed, and what it may do."""

from collections.abc import Callable
from dataclasses import replace

from device.phone.shell.call import Call, Command
from device.phone.shell.command import install, manual, uninstall
from device.phone.shell.command.intent import by_verb, died, full_component
from device.phone.shell.command.package_dump import dump_package
from device.phone.shell.command.package_fact import FEATURES
from device.phone.shell.command.package_list import list_of, operands
from device.phone.shell.command.package_query import query, resolve
from device.phone.system.app import Manifest
from device.phone.system.permission import CHANGEABLE, grant, revoke

_ARGUMENT = "java.lang.IllegalArgumentException"


def _path(call: Call, args: list[str]) -> int:
    packages = operands(args)[1]
    if not packages:
        call.err("Error: no package specified")
        return 1
    for package in packages[:1]:
        installed = call.phone.packages.get(package)
        if installed is not None:
            call.line(f"package:{installed.path}")
            return 0
    return 1


def _clear(call: Call, args: list[str]) -> int:
    packages = operands(args, ("--user", "--cache-only"))[1]
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
    packages = operands(args)[1]
    if len(packages) < 2:
        call.err("Error: no permission specified" if packages else "Error: no package specified")
        return 255
    package, permission = packages[:2]
    if call.phone.packages.get(package) is None:
        return died(call, call.args[0], _ARGUMENT, f"Unknown package: {package}")
    manifests = {app.manifest.package: app.manifest for app in call.phone.apps.values()}
    if permission not in CHANGEABLE and not any(permission in one.permissions for one in manifests.values()):
        return died(call, call.args[0], _ARGUMENT, f"Unknown permission: {permission}")
    refusal = _refusal(manifests.get(package), permission)
    if refusal:
        return died(call, call.args[0], "java.lang.SecurityException", refusal)
    change = grant if call.args[0] == "grant" else revoke
    change(call.phone.packages, package, (permission,))
    return 0


def _refusal(manifest: Manifest | None, permission: str) -> str:
    """Why an app cannot be given a permission; "" when it can.

    Of the system's own apps only those permissions are written down that are asked for here.
    """
    if manifest is None or manifest.system:
        return ""
    if permission not in manifest.permissions:
        return f"Package {manifest.package} has not requested permission {permission}"
    if permission in CHANGEABLE:
        return ""
    return f"Permission {permission} requested by {manifest.package} is not a changeable permission type"


def _set_home(call: Call, args: list[str]) -> int:
    """There is one home screen, and it can only stay."""
    given = operands(args)[1]
    if not given:
        call.err("Error: no package specified")
        return 1
    if given[0].partition("/")[0] != call.phone.home_package:
        call.err("Error: Failed to set default home.")
        return 1
    call.line("Success")
    return 0


def _reset_permissions(call: Call, args: list[str]) -> int:
    call.phone.packages.reset_permissions()
    return 0


def _enable(call: Call, args: list[str]) -> int:
    verb = call.args[0]
    packages = operands(args)[1]
    if not packages:
        call.err("Error: no package or component specified")
        return 255
    name = packages[0].partition("/")[0]
    installed = call.phone.packages.get(name)
    if installed is None:
        return died(call, verb, _ARGUMENT, f"Unknown package: {name}")
    enabled = verb in ("enable", "default-state")
    component = full_component(packages[0]) if "/" in packages[0] else ""
    if component:
        activity = component.partition("/")[2]
        if activity not in call.phone.packages.activities(name):
            return died(call, verb, _ARGUMENT, f"Component class {activity} does not exist in {name}")
        held = installed.disabled
        disabled = held - {activity} if enabled else held | {activity}
        call.phone.packages.put(replace(installed, disabled=disabled))
    else:
        call.phone.packages.put(replace(installed, enabled=enabled))
        if not enabled:
            call.phone.force_stop(name)
    state = {"enable": "enabled", "default-state": "default"}.get(
        verb, verb.replace("disable", "disabled", 1)
    )
    call.line(f"{f'Component {{{component}}}' if component else f'Package {name}'} new state: {state}")
    return 0


def _dump(call: Call, args: list[str]) -> int:
    return dump_package(call, args[0] if args else "")


def _silent(call: Call, args: list[str]) -> int:
    return 0


def _none(what: str) -> Callable[[Call, list[str]], int]:
    """No app here has any that an intent could name."""

    def verb(call: Call, args: list[str]) -> int:
        call.line(f"No {what} found")
        return 0

    return verb


def _success(call: Call, args: list[str]) -> int:
    call.line("Success")
    return 0


def _users(call: Call, args: list[str]) -> int:
    running = "running" in call.args[0]
    call.line(f"Maximum supported {'running ' if running else ''}users: 1")
    return 0


def _has_feature(call: Call, args: list[str]) -> int:
    found = bool(args) and f"feature:{args[0]}" in FEATURES
    call.line(str(found).lower())
    return int(not found)


def _location(call: Call, args: list[str]) -> int:
    call.line("0[auto]")
    return 0


def _set_installer(call: Call, args: list[str]) -> int:
    held = call.phone.packages.get(args[0]) if len(args) > 1 else None
    if held is None:
        return died(call, "set-installer", _ARGUMENT, f"Unknown target package: {args[0] if args else None}")
    call.phone.packages.put(replace(held, installer=args[1]))
    call.line("Success")
    return 0


_VERBS: dict[str, Callable[[Call, list[str]], int]] = {
    **install.VERBS, **uninstall.VERBS,
    "list": list_of, "path": _path, "clear": _clear, "grant": _grant, "revoke": _grant, "enable": _enable,
    "disable": _enable, "disable-user": _enable, "default-state": _enable, "resolve-activity": resolve,
    "query-activities": query, "query-services": _none("services"), "query-receivers": _none("receivers"),
    "dump": _dump, "get-max-users": _users, "set-home-activity": _set_home, "trim-caches": _silent,
    "has-feature": _has_feature, "get-install-location": _location, "set-installer": _set_installer,
    "get-max-running-users": _users, "disable-until-used": _enable, "force-dex-opt": _silent,
    "set-permission-enforced": _silent, "dump-profiles": _silent, "get-app-links": _silent,
    "compile": _success,
    "reset-permissions": _reset_permissions, "set-install-location": _silent, "bg-dexopt-job": _success,
    "set-app-links": _silent, "verify-app-links": _silent,
}  # fmt: skip


def pm(call: Call) -> int:
    """The package manager."""
    return by_verb(call, "Package manager (package)", _VERBS, manual.PM)


COMMANDS: dict[str, Command] = {"pm": pm}
