"""Who asks an adb server: one that was started just to ask must not end in the face of another."""

import os
import secrets
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from device.error import DeviceError
from device.link.transport.server import ServerAddress
from device.lockfile import Lock, LockHeld, is_locked

_PAUSE = 0.01
_GATE = "gate"


@contextmanager
def asking(address: ServerAddress) -> Iterator[Callable[[], bool]]:
    """One of those who ask a server; gives what tells whether this is the only one, and lets no other begin.

    Each holds a lock of its own in a folder of this person; who begins, and who wants to be alone, passes a
    gate that one holds at a time.
    """
    folder = _folder(address)
    own = folder / f"{os.getpid()}-{secrets.token_hex(4)}"
    with ExitStack() as ended:
        gate = _pass(folder / _GATE)
        ended.callback(own.unlink, missing_ok=True)
        ended.callback(Lock.take(own).release)
        gate.release()

        def alone() -> bool:
            gate = _pass(folder / _GATE)
            others = [path for path in folder.iterdir() if path.name != _GATE and path != own]
            if any(_is_asking(path) for path in others):
                gate.release()
                return False
            ended.callback(gate.release)
            return True

        yield alone


def _is_asking(path: Path) -> bool:
    """Whether somebody still does; what a killed one left goes away."""
    if is_locked(path):
        return True
    with suppress(OSError):
        path.unlink(missing_ok=True)
    return False


def _pass(gate: Path) -> Lock:
    while True:
        try:
            return Lock.take(gate)
        except LockHeld:
            time.sleep(_PAUSE)


def _folder(address: ServerAddress) -> Path:
    """The folder of those who ask, this person's own. Raises DeviceError where it is another's."""
    person = "own" if sys.platform == "win32" else str(os.getuid())  # there each has a folder of their own
    folder = Path(tempfile.gettempdir()) / f"tapwright-adb-{person}-{address.port}"
    folder.mkdir(0o700, exist_ok=True)
    if sys.platform != "win32" and folder.lstat().st_uid != os.getuid():
        raise DeviceError(f"{folder} belongs to another", "Name another folder with TMPDIR")
    return folder
