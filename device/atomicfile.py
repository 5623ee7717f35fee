"""Files that are whole or not there, whenever the program is killed."""

import os
from contextlib import suppress
from pathlib import Path

from device.error import ConfigError

PART = ".part"
"""How the name of one ends that is not whole yet; a kill can leave it behind."""


def write_whole(path: Path, data: bytes, *, mode: int = 0o666) -> None:
    """Put a file in its place, or in that of the one before; `mode` is lessened by the umask.

    Two programs may do it at once. Raises OSError where it cannot be; nothing new is left then.
    """
    part = path.with_name(f"{path.name}.{os.getpid()}{PART}")
    try:
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as file:
            file.write(data)
        part.replace(path)
    except OSError:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def save_file(path: Path, data: bytes, *, parents: bool = False) -> None:
    """A file, whole or not at all; `parents` makes its folder. Raises ConfigError when that cannot be."""
    try:
        if parents:
            path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, data)
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}", "Choose another place") from error
