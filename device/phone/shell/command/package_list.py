"""pm list: packages, permissions, features and the rest."""

from device.phone.shell.call import Call
from device.phone.shell.command.intent import operands
from device.phone.shell.command.package_dump import version_code
from device.phone.shell.command.package_fact import FEATURES, INSTALL_TIME
from device.phone.system.identity import uid_of
from device.phone.system.package import Installed
from device.phone.system.permission import RUNTIME

_LIST_FLAGS = frozenset({
    "-3", "-s", "-d", "-e", "-f", "-i", "-l", "-u", "-a", "-U", "--show-versioncode", "--apex-only",
    "--factory-only", "--match-libraries",
})  # fmt: skip


def list_of(call: Call, args: list[str]) -> int:
    """`pm list KIND`"""
    kind = args[0] if args else ""
    if kind in ("packages", "package"):
        return _packages(call, args[1:])
    if kind == "users":
        call.line("Users:\n\tUserInfo{0:Owner:c13} running")
    elif kind == "permissions":
        names = sorted(RUNTIME if "-d" in args else {*RUNTIME, *INSTALL_TIME})
        call.out("".join(f"permission:{name}\n" for name in names))
    elif kind == "features":
        call.out("".join(f"{name}\n" for name in FEATURES))
    elif kind not in ("instrumentation", "libraries", "staged-sessions"):
        call.line(
            f"Error: unknown list type '{kind}'" if kind else "Error: didn't specify type of data to list"
        )
        return 255
    return 0


def _packages(call: Call, args: list[str]) -> int:
    flags, names = operands(args, ("--user", "--uid", "--display"))
    unknown = flags - _LIST_FLAGS
    if unknown:
        call.err(f"Error: Unknown option: {min(unknown)}")
        return 255
    table = call.phone.packages
    for installed in table.known() if "-u" in flags else table.all():
        if _wanted(installed, flags, names):
            call.line(_line(installed, flags))
    return 0


def _wanted(installed: Installed, flags: set[str], names: list[str]) -> bool:
    return not (
        any(name not in installed.package for name in names[:1])
        or (installed.hidden and "-u" not in flags)
        or ("-3" in flags and installed.system)
        or ("-s" in flags and not installed.system)
        or ("-d" in flags and installed.enabled)
        or ("-e" in flags and not installed.enabled)
        or "--apex-only" in flags
    )


def _line(installed: Installed, flags: set[str]) -> str:
    text = f"package:{installed.path}=" if "-f" in flags else "package:"
    text += installed.package
    if "--show-versioncode" in flags:
        text += f" versionCode:{version_code(installed)}"
    if "-i" in flags:
        text += f"  installer={installed.installer or 'null'}"
    if "-U" in flags:
        text += f" uid:{uid_of(installed.package)}"
    return text
