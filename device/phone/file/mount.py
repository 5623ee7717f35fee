"""Databases of apps that show as files."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from device.phone.file.database import Database, DatabaseBroken


@dataclass(frozen=True, slots=True)
class _Mount:
    database: Database
    schema: str


class Mounts:
    """Which database is behind which path; the paths are real ones."""

    def __init__(self) -> None:
        self._mounts: dict[str, _Mount] = {}
        self._sizes: dict[str, int] = {}
        self._used = 0
        self._resized: set[str] = set()
        """Paths whose database was written to since `_used` was last told."""

    def add(self, real: str, database: Database, schema: str | None) -> None:
        """Remember a database; without a schema the one it has is what a fresh one gets."""
        self._mounts[real] = _Mount(database, _schema(database) if schema is None else schema)
        self._resized.add(real)
        database.resized = partial(self._resized.add, real)

    def database(self, real: str) -> Database:
        """The one behind a path."""
        return self._mounts[real].database

    @property
    def used(self) -> int:
        """Bytes that all of them take, also those whose file was removed while their app runs."""
        while self._resized:
            real = self._resized.pop()
            size = self.size(real)
            self._used += size - self._sizes.get(real, 0)
            self._sizes[real] = size
        return self._used

    def size(self, real: str) -> int:
        """Bytes of what `content` gives; 0 where no database belongs."""
        mount = self._mounts.get(real)
        return mount.database.size if mount is not None else 0

    def content(self, real: str) -> bytes:
        """What the file holds."""
        return self._mounts[real].database.save()

    def write(self, real: str, data: bytes) -> bool:
        """Replace a database by new bytes; False when the path has none or they are none."""
        mount = self._mounts.get(real)
        if mount is None:
            return False
        try:
            mount.database.load(data)
        except DatabaseBroken:
            return False
        return True

    def below(self, folder: str) -> Iterator[str]:
        """Paths in a folder, at any depth."""
        prefix = folder.rstrip("/") + "/"
        yield from [real for real in self._mounts if real.startswith(prefix)]

    def start_afresh(self, real: str) -> None:
        """An empty database with its tables."""
        mount = self._mounts[real]
        fresh = Database(mount.schema)
        mount.database.load(fresh.save())
        fresh.close()


def _schema(database: Database) -> str:
    """The statements that make an empty database of the same shape."""
    rows = database.rows("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'")
    version = database.value("PRAGMA user_version")
    made = "".join(sql + ";\n" for (sql,) in rows if isinstance(sql, str))
    return f"{made}PRAGMA user_version = {version or 0!s};"
