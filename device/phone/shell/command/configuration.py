"""getconf and stty: what the system and a terminal are set to."""

from device.phone.file.procfs import CORES, MEMORY_KB
from device.phone.shell.call import Call, Command, UsageFault
from device.phone.shell.state import PATH

_PAGE = 4096
_VALUES = {
    "ARG_MAX": "131072", "CHILD_MAX": "29085", "CLK_TCK": "100", "HOST_NAME_MAX": "255", "IOV_MAX": "1024",
    "LOGIN_NAME_MAX": "255", "NGROUPS_MAX": "65536", "OPEN_MAX": "32768", "PAGESIZE": str(_PAGE),
    "PAGE_SIZE": str(_PAGE), "_NPROCESSORS_CONF": str(CORES), "_NPROCESSORS_ONLN": str(CORES),
    "_PHYS_PAGES": str(MEMORY_KB["MemTotal"] * 1024 // _PAGE),
    "_AVPHYS_PAGES": str(MEMORY_KB["MemFree"] * 1024 // _PAGE), "_POSIX_VERSION": "200809",
    "PATH": PATH, "CHAR_BIT": "8", "INT_MAX": "2147483647", "INT_MIN": "-2147483648", "LONG_BIT": "64",
    "UINT_MAX": "4294967295", "ULONG_MAX": "18446744073709551615", "SSIZE_MAX": "9223372036854775807",
    "NAME_MAX": "255", "PATH_MAX": "4096", "PIPE_BUF": "4096", "LINK_MAX": "127", "SYMLINK_MAX": "4096",
}  # fmt: skip


def getconf(call: Call) -> int:
    """`getconf -a`, `-l`, or `getconf NAME [PATH]`."""
    options = call.options("al")
    if options.flags:
        shown = _VALUES.items()
        call.out("".join(f"{name}\n" if "l" in options else f"{name:<24}{value}\n" for name, value in shown))
        return 0
    if not options.rest:
        raise UsageFault("Needs 1 argument")
    name = options.rest[0]
    value = _VALUES.get(name, _VALUES.get(f"_{name}"))
    if value is None:
        return call.complain(f"bad '{name}'")
    call.line(value)
    return 0


def stty(call: Call) -> int:
    """No command of this phone has a terminal of its own."""
    device = call.options("+aF:g").value("F", "standard input")
    return call.complain(f"tcgetattr {device}: Inappropriate ioctl for device")


COMMANDS: dict[str, Command] = {"getconf": getconf, "stty": stty}
