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

    def __init__(self, serial: str, folder: Path, purpose: str) -> None:
        """Nothing is held yet; see `acquire`."""
        self.serial = serial
        self._folder = folder
        self._purpose = purpose
        self._descriptors: list[int] = []

    @classmethod
    def acquire(cls, serial: str, folder: Path, purpose: str = "a run") -> Self:
        """Take a phone for this process.

        `folder` keeps the lock files (it is made if need be); `purpose` is what others are told. Raises
        DeviceBusy, naming the holder, when another run has it, and ConfigError when no file can be kept
        there.
        """
        lease = cls(serial, folder, purpose)
        lease.extend(serial)
        return lease

    def extend(self, name: str) -> None:
        """Hold the phone under one more name that it is known by. Raises as `acquire` does, and holds on."""
        path = lock_path(name, self._folder)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise _unkept(path, error) from error
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(descriptor)
            raise DeviceBusy(
                f"the phone {self.serial} is in use by {_holder(path)}",
                "Wait for it, stop it, or choose another phone",
            ) from error
        try:
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, json.dumps({"pid": os.getpid(), "purpose": self._purpose}).encode(), 0)
        except OSError as error:
            os.close(descriptor)
            raise _unkept(path, error) from error
        self._descriptors.append(descriptor)

    def release(self) -> None:
        """Give the phone back. Safe to call twice."""
        while self._descriptors:
            descriptor = self._descriptors.pop()
            # The file stays: removing it would let two runs lock two files of the same name.
            os.ftruncate(descriptor, 0)
            os.close(descriptor)

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


def _unkept(path: Path, error: OSError) -> ConfigError:
    return ConfigError(
        f"{path}: {error.strerror}", "Make room there, or name another folder with TAPWRIGHT_STATE"
    )


def _holder(path: Path) -> str:
    try:
        noted = json.loads(path.read_text("utf-8"))
        return f"{noted['purpose']} (process {noted['pid']})"
    except (OSError, ValueError, KeyError, TypeError):
        return "another run"
