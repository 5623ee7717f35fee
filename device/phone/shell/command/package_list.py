"""pm list: packages, permissions, features and the rest."""

from device.phone.shell.call import Call
from device.phone.shell.command.package_dump import version_code
from device.phone.shell.command.package_fact import FEATURES, INSTALL_TIME, LIBRARIES
from device.phone.system.identity import uid_of
from device.phone.system.package import Installed
from device.phone.system.permission import GROUPS, RUNTIME

_LIST_FLAGS = frozenset({
    "-3", "-s", "-d", "-e", "-f", "-i", "-l", "-u", "-a", "-U", "--show-versioncode", "--apex-only",
    "--factory-only", "--match-libraries",
})  # fmt: skip


_GROUPS = {
    "Call logs": "CALL_LOG", "Files": "STORAGE", "Music and audio": "READ_MEDIA_AURAL",
    "Photos and videos": "READ_MEDIA_VISUAL",
}  # fmt: skip
"""What the system calls a group that has another name in Settings."""


def operands(args: list[str], valued: tuple[str, ...] = ("--user",)) -> tuple[set[str], list[str]]:
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


def list_of(call: Call, args: list[str]) -> int:
    """`pm list KIND`"""
    kind = args[0] if args else ""
    if kind in ("packages", "package"):
        return _packages(call, args[1:])
    if kind == "users":
        call.line("Users:\n\tUserInfo{0:Owner:c13} running")
    elif kind == "permissions":
        _permissions(call, set(args[1:]))
    elif kind == "permission-groups":
        call.out("".join(f"permission group:{_group(place)}\n" for place in range(len(GROUPS))))
    elif kind == "features":
        call.out("".join(f"{name}\n" for name in FEATURES))
    elif kind == "libraries":
        call.out("".join(f"library:{name}\n" for name in LIBRARIES))
    elif kind not in ("instrumentation", "staged-sessions", "sdks", "initial-non-stopped-system-packages"):
        call.line(
            f"Error: unknown list type '{kind}'" if kind else "Error: didn't specify type of data to list"
        )
        return 255
    return 0


def _group(place: int) -> str:
    name = GROUPS[place].name
    return f"android.permission-group.{_GROUPS.get(name, name.upper())}"


def _permissions(call: Call, flags: set[str]) -> None:
    """-g by groups, -d only those a person is asked for."""
    dangerous = "-d" in flags
    call.line(f"{'Dangerous' if dangerous else 'All'} Permissions:\n")
    if "-g" not in flags:
        names = sorted({*RUNTIME, *(() if dangerous else INSTALL_TIME)})
        call.out("".join(f"permission:{name}\n" for name in names))
        return
    for place, group in enumerate(GROUPS):
        call.line(f"group:{_group(place)}")
        call.out("".join(f"  permission:{name}\n" for name in group.permissions))
    if not dangerous:
        call.line("\nungrouped:")
        call.out("".join(f"  permission:{name}\n" for name in INSTALL_TIME))


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
