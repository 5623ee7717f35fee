"""A lock that one process holds at a time; the system drops it when its holder dies, however it dies."""

import fcntl
import json
import os
from pathlib import Path
from typing import Self


class LockHeld(Exception):
    """Another process holds it; says which, and what for."""


class Lock:
    """A lock in hand, until `release`."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    @classmethod
    def take(cls, path: Path, purpose: str) -> Self:
        """Take the lock of a file, making it and its folder if need be; `purpose` is what others are told.

        Raises LockHeld naming the holder, OSError when no file can be kept there.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, json.dumps({"pid": os.getpid(), "purpose": purpose}).encode(), 0)
        except BlockingIOError as error:
            os.close(descriptor)
            raise LockHeld(_noted(path)) from error
        except OSError:
            os.close(descriptor)
            raise
        return cls(descriptor)

    def release(self) -> None:
        """Let go of it. The file stays: removing it would let two hold two files of the same name."""
        os.ftruncate(self._descriptor, 0)
        os.close(self._descriptor)


def holder_of(path: Path) -> str:
    """Who holds the lock of a file, as its own note says; "" where nobody does. The lock is not touched."""
    try:
        pid = int(json.loads(path.read_text("utf-8"))["pid"])
        os.kill(pid, 0)
    except PermissionError:
        return _noted(path)
    except (OSError, ValueError, KeyError, TypeError):
        return ""
    return _noted(path)


def _noted(path: Path) -> str:
    try:
        noted = json.loads(path.read_text("utf-8"))
        return f"{noted['purpose']} (process {noted['pid']})"
    except (OSError, ValueError, KeyError, TypeError):
        return "another run"
