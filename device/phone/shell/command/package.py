"""pm: what is installed, and what it may do."""

from collections.abc import Callable
from dataclasses import replace

from device.phone.shell.call import Call, Command
from device.phone.shell.command import install, uninstall
from device.phone.shell.command.intent import by_verb, died, full_component, operands
from device.phone.shell.command.package_dump import dump_package
from device.phone.shell.command.package_fact import FEATURES
from device.phone.shell.command.package_list import list_of
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


def _compile(call: Call, args: list[str]) -> int:
    """Nothing here is compiled: it is taken."""
    call.line("Success")
    return 0


def _has_feature(call: Call, args: list[str]) -> int:
    found = bool(args) and f"feature:{args[0]}" in FEATURES
    call.line(str(found).lower())
    return int(not found)


_VERBS: dict[str, Callable[[Call, list[str]], int]] = {
    **install.VERBS, **uninstall.VERBS, "list": list_of, "path": _path, "clear": _clear, "grant": _grant,
    "revoke": _grant, "enable": _enable, "disable": _enable, "disable-user": _enable,
    "default-state": _enable, "resolve-activity": resolve, "query-activities": query, "dump": _dump,
    "compile": _compile, "has-feature": _has_feature,
    "reset-permissions": _reset_permissions,
}  # fmt: skip


def pm(call: Call) -> int:
    """The package manager."""
    return by_verb(call, "Package manager (package)", _VERBS)


COMMANDS: dict[str, Command] = {"pm": pm}
