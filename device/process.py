"""Processes of this computer: whether one lives, how it ends, how it outlives us; on each system."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

ENDS = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)
)
"""The signals by which a person, the system or a closed terminal ends a program; each system has its own."""
OWN_GROUP = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
"""Flag of a program that Ctrl-C in our console must not reach; only Windows needs it."""
_DETACHED = getattr(subprocess, "DETACHED_PROCESS", 0)
_LAUNCH = 'log=$1; shift; "$@" </dev/null >>"$log" 2>&1 & echo $!'
_PROCESSES = Path("/proc")
_QUERY = 0x1000
_STILL_ACTIVE = 259
_DENIED = 5


def alive(pid: int) -> bool:
    """Whether there is such a process, ours or another's."""
    if sys.platform == "win32":
        return _is_active(pid)  # os.kill(pid, 0) would be its Ctrl-C there
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _is_active(pid: int) -> bool:
    kernel = ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined,unused-ignore]
    handle = kernel.OpenProcess(_QUERY, False, pid)
    if not handle:
        return bool(ctypes.get_last_error() == _DENIED)  # type: ignore[attr-defined,unused-ignore]
    code = ctypes.c_ulong()
    try:
        return bool(kernel.GetExitCodeProcess(handle, ctypes.byref(code))) and code.value == _STILL_ACTIVE
    finally:
        kernel.CloseHandle(handle)


def end(pid: int) -> None:
    """Ask a process to end, or, on Windows, end it. Raises PermissionError; a gone one is no error."""
    _signal(pid, signal.SIGTERM)


def kill(pid: int) -> None:
    """End a process without asking. Raises PermissionError; a gone one is no error."""
    _signal(pid, getattr(signal, "SIGKILL", signal.SIGTERM))


def _signal(pid: int, number: int) -> None:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return
    except OSError:
        if alive(pid):
            raise


def start_group(
    command: Sequence[str], output: IO[bytes], environment: Mapping[str, str]
) -> "subprocess.Popen[bytes]":
    """Start a program with a group of its own, so that `end_group` ends what it began as well.

    What it says goes to `output`. Raises OSError where it cannot be started.
    """
    return subprocess.Popen(  # noqa: S603 - our caller's own words
        command,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=output,
        env=environment,
        start_new_session=True,  # Windows takes no notice of it
        creationflags=OWN_GROUP,
    )


def end_group(process: "subprocess.Popen[bytes]", grace: float) -> None:
    """End a program and all that it began; after `grace` seconds without asking.

    On Windows nobody is asked, and what a program began that has ended already is not found any more.
    """
    if sys.platform == "win32":
        if process.poll() is None:
            words = ["taskkill", "/T", "/F", "/PID", str(process.pid)]
            subprocess.run(words, capture_output=True, check=False)  # noqa: S603 - the system's own
        process.wait()
        return
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
    with suppress(subprocess.TimeoutExpired):
        process.wait(grace)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def launch(command: Sequence[str], log: Path, *, inherited: Sequence[int] = ()) -> int:
    """Start a program that outlives this one and its terminal; its process number.

    What it says goes to the end of `log`. Open files in `inherited` go on to it, except on Windows.
    Raises OSError where it cannot be started.
    """
    if sys.platform == "win32":
        with log.open("ab") as written:
            started = subprocess.Popen(  # noqa: S603 - our caller's own words
                command,
                stdin=subprocess.DEVNULL,
                stdout=written,
                stderr=subprocess.STDOUT,
                creationflags=OWN_GROUP | _DETACHED,
            )
        return started.pid
    # The shell between leaves the program to the system, so that nobody has to wait for its end.
    told = subprocess.run(  # noqa: S603 - our caller's own words
        ["/bin/sh", "-c", _LAUNCH, "sh", str(log), *command],
        stdout=subprocess.PIPE,
        check=True,
        pass_fds=tuple(inherited),
        start_new_session=True,
    )
    return int(told.stdout)


def called(words: Sequence[str]) -> Iterator[int]:
    """The processes of this person in whose command line these words stand in a row. Linux alone tells."""
    sought = "\0".join(words).encode() + b"\0"
    for folder in _PROCESSES.glob("[0-9]*"):
        with suppress(OSError):
            if folder.stat().st_uid == os.getuid() and sought in (folder / "cmdline").read_bytes():
                yield int(folder.name)
