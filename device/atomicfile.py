"""Files that are whole or not there, whenever the program is killed."""

import os
from contextlib import suppress
from pathlib import Path

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
