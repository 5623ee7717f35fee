"""What a server writes to its standard error, kept in a file and not on the terminal."""

import os
from pathlib import Path
from tempfile import mkstemp
from typing import TextIO

from device.error import ConfigError

_LONGEST = 200
"""Characters of its last line that are told."""
_LARGEST = 1_000_000
"""Bytes from which on a file is begun anew."""


class ServerLog:
    """The standard error of one server, added to a file; without a path nothing is kept after its end."""

    def __init__(self, path: Path | None) -> None:
        self._is_kept = path is not None
        self._path = path or _passing()
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            size = self._path.stat().st_size if self._path.exists() else 0
            self._start = size if size < _LARGEST else 0
            if size and not self._start:
                self._path.write_bytes(b"")
            self.file: TextIO = self._path.open("a", encoding="utf-8")
        except OSError as error:
            raise ConfigError(f"cannot write {path}: {error.strerror}") from error

    @property
    def last(self) -> str:
        """The last line that it wrote, quoted; "" where it wrote nothing."""
        with self._path.open("rb") as file:
            file.seek(max(self._start, self._path.stat().st_size - 10 * _LONGEST))
            written = file.read().decode(errors="replace")
        lines = ["".join(c for c in line if c.isprintable()).strip() for line in written.splitlines()]
        said = next((line for line in reversed(lines) if line), "")
        return f'it said last: "{said[:_LONGEST]}"' if said else ""

    @property
    def place(self) -> str:
        """Where all of it stands; "" where it wrote nothing, or nothing is kept."""
        return f"see {self._path}" if self._is_kept and self.last else ""

    def close(self) -> None:
        """Write no more; a file that nothing was written to is not left behind."""
        self.file.close()
        if self._path.exists() and not (self._is_kept and self._path.stat().st_size):
            self._path.unlink()


def _passing() -> Path:
    descriptor, name = mkstemp(prefix="tapwright-mcp-", suffix=".log")
    os.close(descriptor)
    return Path(name)
