"""Snapshots by name: in a folder as files that outlive the phones, or in memory."""

import re
from dataclasses import dataclass
from pathlib import Path

from device.atomicfile import save_file
from device.error import ConfigError

_NAME = re.compile(r"[\w][\w.-]{0,63}")


@dataclass(frozen=True, slots=True)
class Kept:
    """One snapshot."""

    name: str
    size: int
    """Bytes of its file."""
    saved_ms: int
    """Milliseconds since 1970; 0 in memory."""


class Shelf:
    """Where snapshots are kept."""

    def __init__(self, folder: Path | None = None) -> None:
        """Without a folder they are kept in memory."""
        self._folder = folder
        self._held: dict[str, bytes] = {}

    def all(self) -> list[Kept]:
        """What is kept, by name."""
        if self._folder is None:
            return [Kept(name, len(data), 0) for name, data in sorted(self._held.items())]
        found = []
        for path in sorted(self._folder.glob("*.zip")) if self._folder.is_dir() else ():
            state = path.stat()
            found.append(Kept(path.stem, state.st_size, int(state.st_mtime * 1000)))
        return found

    def save(self, name: str, data: bytes) -> None:
        """Keep a snapshot, in place of one of that name. Raises ConfigError when it cannot be."""
        path = self._path(name)
        if path is None:
            self._held[name] = data
        else:
            save_file(path, data, parents=True)

    def load(self, name: str) -> bytes:
        """A snapshot's file. Raises ConfigError when there is none of that name."""
        path = self._path(name)
        try:
            return self._held[name] if path is None else path.read_bytes()
        except (KeyError, OSError) as error:
            raise ConfigError(f"there is no snapshot {name}", "Make one: agent phone snapshot") from error

    def delete(self, name: str) -> None:
        """Forget one. Raises ConfigError when there is none of that name."""
        self.load(name)
        path = self._path(name)
        if path is None:
            del self._held[name]
        else:
            path.unlink(missing_ok=True)

    def _path(self, name: str) -> Path | None:
        check_name(name)
        return snapshot_path(self._folder, name) if self._folder else None


def check_name(name: str) -> None:
    """Raises ConfigError for a name that is none."""
    if not _NAME.fullmatch(name):
        raise ConfigError(f"{name!r} is no name for a snapshot", "Use letters, digits, '.', '_' and '-'")


def snapshot_path(folder: Path, name: str) -> Path:
    """Where a named snapshot lies. Raises ConfigError for a name that is none."""
    check_name(name)
    return folder / f"{name}.zip"
