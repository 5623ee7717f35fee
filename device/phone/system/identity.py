"""The numbers the system knows an app by: its user, and the process it runs in.

Everything that names one (ps, pm, dumpsys, logcat, owners of files) asks here.
"""

import zlib

_FIRST_USER = 10_000
_SYSTEM_USERS = {"android": 1000, "com.android.settings": 1000, "com.android.shell": 2000}
_USERS = {1000: "system", 2000: "shell"}
_FIRST_PROCESS, _PROCESSES = 2_000, 28_000
_STEP = 37
"""How far apart the numbers of an app's processes are, of which one follows another."""


def _checksum(package: str) -> int:
    return zlib.crc32(package.encode("utf-8", "surrogatepass"))


def app_number(package: str) -> int:
    """The number in an app's user name u0_aN; its uid is 10000 more."""
    return 100 + _checksum(package) % 800


def uid_of(package: str) -> int:
    """The user number that a package's process has."""
    return _SYSTEM_USERS.get(package) or _FIRST_USER + app_number(package)


def user_of(package: str) -> str:
    """The user's name: u0_a123."""
    uid = uid_of(package)
    return _USERS.get(uid) or f"u0_a{uid - _FIRST_USER}"


def short_user_of(package: str) -> str:
    """The same as the activity manager writes it: u0a123, or the number of a user of the system's."""
    uid = uid_of(package)
    return f"u0a{uid - _FIRST_USER}" if uid >= _FIRST_USER else str(uid)


def pid_of(package: str, ended: int) -> int:
    """The process an app has, or would have next: another one each time it was ended."""
    return _FIRST_PROCESS + (_checksum(package) + _STEP * ended) % _PROCESSES
