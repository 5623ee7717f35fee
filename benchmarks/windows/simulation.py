"""Has our own modules see the Python of Windows, on Linux.

They alone: a library has a Windows of its own, which can't be had here. They can't import what it lacks;
`os`, `signal`, `socket` and the like lack what they lack there, and say that they are on it. Below the folder
`SIMULATED_WINDOWS` no file is named as none may be, and none that this process has open is moved
or removed. A text file without an encoding is an error. What the system itself does (LockFileEx, OpenProcess,
a detached process) is done by Linux.
"""

import builtins
import ctypes
import importlib
import os
import re
import selectors
import signal
import subprocess
import sys
import warnings
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType, SimpleNamespace

OURS = frozenset({"agent", "device", "grounding", "models", "tasks", "ui"})
LACKING = frozenset({
    "curses", "fcntl", "grp", "posix", "pty", "pwd", "readline", "resource", "syslog", "termios", "tty",
})  # fmt: skip
PLACE = "SIMULATED_WINDOWS"
"""The variable with the folder that has Windows' rules for names."""
_MISSING: Mapping[str, str] = {
    "os": """
        chown fchmod fchown fork forkpty getegid geteuid getgid getgroups getloadavg getpgid getpgrp getuid
        getxattr killpg lchown major memfd_create minor mkfifo mknod nice openpty pipe2 posix_spawn pread
        pwrite register_at_fork sched_getaffinity sched_setaffinity sendfile setgid setpgid setsid setuid
        setxattr statvfs fstatvfs sync sysconf uname wait wait3 wait4 WNOHANG O_CLOEXEC O_DIRECTORY O_NOCTTY
        O_NOFOLLOW O_NONBLOCK O_SYNC""",
    "signal": """
        SIGALRM SIGCHLD SIGCONT SIGHUP SIGKILL SIGPIPE SIGQUIT SIGSTOP SIGTSTP SIGTTIN SIGTTOU SIGUSR1 SIGUSR2
        SIGWINCH alarm pause pthread_kill pthread_sigmask setitimer siginterrupt sigwait""",
    "select": "poll epoll",
    "selectors": "PollSelector EpollSelector DevpollSelector KqueueSelector",
    "socket": "AF_UNIX MSG_DONTWAIT MSG_NOSIGNAL SO_REUSEPORT TCP_QUICKACK send_fds recv_fds",
}
_NAME = re.compile(r'[<>:"|?*\\\x00-\x1f]|[. ]$|^(?:CON|PRN|AUX|NUL|COM\d|LPT\d)(?:\.|$)', re.IGNORECASE)
_POSIX_ONLY = ("pass_fds", "preexec_fn", "start_new_session", "process_group", "umask", "user", "group")


class _Seen(ModuleType):
    """A module as ours see it: some of it is missing, some is otherwise; the rest is the real one's."""

    def __init__(self, name: str, other: Mapping[str, object]) -> None:
        super().__init__(name)
        real = importlib.import_module(name)
        lacking = frozenset(_MISSING.get(name, "").split())
        self.__dict__.update(_real=real, _lacking=lacking, _other=dict(other))

    def __getattribute__(self, name: str) -> object:
        own = object.__getattribute__(self, "__dict__")
        if name == "__dict__":
            return own
        if name in own["_lacking"]:
            raise AttributeError(f"{own['_real'].__name__} has no {name} on Windows")
        return own["_other"][name] if name in own["_other"] else getattr(own["_real"], name)

    def __setattr__(self, name: str, value: object) -> None:
        setattr(self.__dict__["_real"], name, value)


def begin() -> None:
    """Have it so from now on, in this process and in those that it starts."""
    place = Path(os.environ[PLACE])
    seen = {name: _Seen(name, other) for name, other in _otherwise().items()}
    usual = builtins.__import__

    def windows_import(
        name: str,
        globals: Mapping[str, object] | None = None,
        locals: Mapping[str, object] | None = None,
        fromlist: tuple[str, ...] = (),
        level: int = 0,
    ) -> ModuleType:
        root = name.partition(".")[0]
        importer = str((globals or {}).get("__name__", "")).partition(".")[0]
        if level == 0 and importer in OURS:
            if root in LACKING:
                raise ModuleNotFoundError(f"No module named {name!r} on Windows", name=name)
            if name in seen:
                return seen[name]
        return usual(name, globals, locals, fromlist, level)

    builtins.__import__ = windows_import  # type: ignore[assignment]
    warnings.filterwarnings("ignore", category=EncodingWarning)  # of libraries
    for module in sorted(OURS):
        warnings.filterwarnings("error", category=EncodingWarning, module=rf"{module}\b")
    sys.addaudithook(lambda event, values: _check(event, values, place))


def _otherwise() -> dict[str, dict[str, object]]:
    return {
        "os": {"name": "nt", "kill": _kill},
        "sys": {"platform": "win32"},
        "signal": {"SIGBREAK": signal.SIGUSR2},
        "select": {},
        "selectors": {"DefaultSelector": selectors.SelectSelector},
        "socket": {},
        "subprocess": {
            "run": _started(subprocess.run),
            "Popen": _started(subprocess.Popen),
            "CREATE_NEW_PROCESS_GROUP": 0x200,
            "DETACHED_PROCESS": 8,
        },
        "ctypes": {"WinDLL": lambda *_names, **_how: _KERNEL, "get_last_error": lambda: 0},
    }


# -- what the system does --------------------------------------------------------------------------------
def _kill(pid: int, number: int) -> None:
    """Windows knows no signals: 0 and 1 are a console's Ctrl-C and Ctrl-Break, others end the process."""
    if number in (0, 1):
        raise AssertionError("os.kill(pid, 0) sends Ctrl-C on Windows")
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError as error:
        raise OSError(22, "The parameter is incorrect") from error


def _started(real: object) -> object:
    def start(command: list[str], *others: object, creationflags: int = 0, **how: object) -> object:
        del creationflags
        wrong = [name for name in _POSIX_ONLY if how.get(name)]
        if wrong:
            raise ValueError(f"{wrong[0]} is not supported on Windows platforms")
        if str(command[0]).startswith("/bin/"):
            raise FileNotFoundError(2, "The system cannot find the file specified", command[0])
        return real(command, *others, **how)  # type: ignore[operator]

    return start


def _open_process(_access: int, _inherits: bool, pid: int) -> int:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text("utf-8")
    except OSError:
        return 0
    return 0 if stat.rpartition(")")[2].split()[0] == "Z" else pid


def _exit_code(_handle: int, code: object) -> int:
    code._obj.value = 259  # type: ignore[attr-defined]
    return 1


_KERNEL = SimpleNamespace(
    OpenProcess=_open_process, GetExitCodeProcess=_exit_code, CloseHandle=lambda _handle: 1
)
assert not hasattr(ctypes, "WinDLL"), "this is Windows itself"


# -- names of files --------------------------------------------------------------------------------------
def _check(event: str, values: tuple[object, ...], place: Path) -> None:
    if event == "open":
        path, _, flags = values
        if isinstance(path, str) and isinstance(flags, int) and flags & os.O_CREAT:
            _check_name(path, place)
    elif event in ("os.mkdir", "os.rename"):
        made = values[1] if event == "os.rename" else values[0]
        _check_name(str(made), place)
    if event in ("os.rename", "os.remove"):
        for path in values[: 2 if event == "os.rename" else 1]:
            _check_closed(str(path), place)


def _check_name(path: str, place: Path) -> None:
    whole = Path(path).absolute()
    if whole.is_relative_to(place) and any(_NAME.search(part) for part in whole.relative_to(place).parts):
        raise OSError(22, "The filename, directory name, or volume label syntax is incorrect", path)


def _check_closed(path: str, place: Path) -> None:
    """One that is open may not be moved, removed or replaced: Python opens it without sharing that."""
    whole = os.path.abspath(path)
    if not whole.startswith(f"{place}/"):
        return
    for number in os.listdir("/proc/self/fd"):
        try:
            opened = os.readlink(f"/proc/self/fd/{number}")
        except OSError:
            continue
        if opened == whole:
            raise PermissionError(13, "The process cannot access the file because it is being used", path)
