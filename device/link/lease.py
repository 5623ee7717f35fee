"""One run per phone, across processes: a lock the system itself drops when its holder dies."""

import re
from pathlib import Path
from typing import Self

from device.error import ConfigError, DeviceBusy
from device.lockfile import Lock, LockHeld, holder_of


class Lease:
    """A phone held by this process. Release it, or use `with`."""

    def __init__(self, serial: str, folder: Path, purpose: str) -> None:
        """Nothing is held yet; see `acquire`."""
        self.serial = serial
        self._folder = folder
        self._purpose = purpose
        self._locks: list[Lock] = []

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
            self._locks.append(Lock.take(path, self._purpose))
        except OSError as error:
            raise _unkept(path, error) from error
        except LockHeld as held:
            raise DeviceBusy(
                f"the phone {self.serial} is in use by {held}",
                "Wait for it, stop it, or choose another phone",
            ) from held

    def release(self) -> None:
        """Give the phone back. Safe to call twice."""
        while self._locks:
            self._locks.pop().release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.release()


def lock_path(serial: str, folder: Path) -> Path:
    """Where the lock of a phone lies."""
    return folder / f"{re.sub(r'[^A-Za-z0-9._-]', '_', serial)}.lock"


def holder(serial: str, folder: Path) -> str:
    """Who has a phone, as its own note says; "" where nobody has. The lock itself is not touched."""
    return holder_of(lock_path(serial, folder))


def _unkept(path: Path, error: OSError) -> ConfigError:
    return ConfigError(
        f"{path}: {error.strerror}", "Make room there, or name another folder with TAPWRIGHT_STATE"
    )
