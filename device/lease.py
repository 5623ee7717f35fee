"""One run per phone, across processes: a lock the system itself drops when its holder dies."""

import fcntl
import json
import os
import re
from pathlib import Path
from typing import Self

from device.error import ConfigError, DeviceBusy


class Lease:
    """A phone held by this process. Release it, or use `with`."""

    def __init__(self, serial: str, descriptor: int) -> None:
        self.serial = serial
        self._descriptor: int | None = descriptor

    @classmethod
    def acquire(cls, serial: str, folder: Path, purpose: str = "a run") -> Self:
        """Take a phone for this process.

        `folder` keeps the lock files (it is made if need be); `purpose` is what others are told. Raises
        DeviceBusy, naming the holder, when another run has it, and ConfigError when no file can be kept
        there.
        """
        path = lock_path(serial, folder)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise ConfigError(
                f"{path}: {error.strerror}", "Name another folder with TAPWRIGHT_STATE"
            ) from error
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(descriptor)
            raise DeviceBusy(
                f"the phone {serial} is in use by {_holder(path)}",
                "Wait for it, stop it, or choose another phone",
            ) from error
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, json.dumps({"pid": os.getpid(), "purpose": purpose}).encode(), 0)
        return cls(serial, descriptor)

    def release(self) -> None:
        """Give the phone back. Safe to call twice."""
        if self._descriptor is None:
            return
        # The file stays: removing it would let two runs lock two files of the same name.
        os.ftruncate(self._descriptor, 0)
        os.close(self._descriptor)
        self._descriptor = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.release()


def lock_path(serial: str, folder: Path) -> Path:
    """Where the lock of a phone lies."""
    return folder / f"{re.sub(r'[^A-Za-z0-9._-]', '_', serial)}.lock"


def holder(serial: str, folder: Path) -> str:
    """Who has a phone, as its own note says; "" where nobody has. The lock itself is not touched."""
    path = lock_path(serial, folder)
    try:
        pid = int(json.loads(path.read_text("utf-8"))["pid"])
        os.kill(pid, 0)
    except PermissionError:
        return _holder(path)
    except (OSError, ValueError, KeyError, TypeError):
        return ""
    return _holder(path)


def _holder(path: Path) -> str:
    try:
        noted = json.loads(path.read_text("utf-8"))
        return f"{noted['purpose']} (process {noted['pid']})"
    except (OSError, ValueError, KeyError, TypeError):
        return "another run"
