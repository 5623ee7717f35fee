"""A lock that one process holds at a time; the system drops it when its holder dies, however it dies.

The locked file stays empty: Windows lets nobody else read one that is locked. Who holds it stands beside it.
"""

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Self

from filelock import lock_descriptor

from device.process import alive


class LockHeld(Exception):
    """Another process holds it; says which, and what for."""


class Lock:
    """A lock in hand, until `release`."""

    def __init__(self, descriptor: int, note: Path | None = None) -> None:
        self._descriptor = descriptor
        self._note = note

    @classmethod
    def take(cls, path: Path, purpose: str = "") -> Self:
        """Take the lock of a file, making it and its folder if need be.

        `purpose` is what others are told; without it they are told nothing. Raises LockHeld naming the
        holder, OSError when no file can be kept there.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        note = _note(path) if purpose else None
        try:
            if not lock_descriptor(descriptor, blocking=False):
                raise LockHeld(_noted(path))
            if note is not None:
                note.write_text(json.dumps({"pid": os.getpid(), "purpose": purpose}), "utf-8")
        except (OSError, LockHeld):
            os.close(descriptor)
            raise
        return cls(descriptor, note)

    def release(self) -> None:
        """Let go of it. The file stays: removing it would let two hold two files of the same name."""
        if self._note is not None:
            with suppress(OSError):  # somebody reads it: what it says is of a process that may be gone
                self._note.unlink(missing_ok=True)
        os.close(self._descriptor)


def is_locked(path: Path) -> bool:
    """Whether a process holds the lock of a file. Raises OSError where that can't be seen."""
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return False
    try:
        return not lock_descriptor(descriptor, blocking=False)
    finally:
        os.close(descriptor)


def holder_of(path: Path) -> str:
    """Who holds the lock of a file, as its own note says; "" where nobody does. The lock is not touched."""
    try:
        pid = int(json.loads(_note(path).read_text("utf-8"))["pid"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""
    return _noted(path) if alive(pid) else ""


def _note(path: Path) -> Path:
    return path.with_name(f"{path.name}.holder")


def _noted(path: Path) -> str:
    try:
        noted = json.loads(_note(path).read_text("utf-8"))
        return f"{noted['purpose']} (process {noted['pid']})"
    except (OSError, ValueError, KeyError, TypeError):
        return "another run"
