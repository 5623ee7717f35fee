"""A table of an app's database, as a benchmark fills and reads it: the file fetched, changed, put back."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from device.phone.phone import Phone

Value = int | str | None
Record = Mapping[str, Value]
"""Values by their columns."""


@dataclass(frozen=True, slots=True)
class Table:
    """Where it is, and what its rows hold beside what a task says of them."""

    package: str
    file: str
    name: str
    key: str
    """The column that counts rows from 1."""
    rest: Record
    """Every other column, with what it holds when nobody says more."""

    def record(self, **values: Value) -> Record:
        """A row without its key."""
        return {**self.rest, **values}

    def fill(self, records: Sequence[Record]) -> Callable[[Phone], None]:
        """The phone's app begins with these rows alone, in this order."""

        def run(phone: Phone) -> None:
            marks = ", ".join("?" * len(self.rest))
            columns = ", ".join(f'"{column}"' for column in self.rest)
            with self._fetched(phone) as (path, connection):
                connection.execute(f"DELETE FROM {self.name}")
                connection.execute("DELETE FROM sqlite_sequence WHERE name = ?", (self.name,))
                for record in records:
                    values = [record[column] for column in self.rest]
                    connection.execute(f"INSERT INTO {self.name} ({columns}) VALUES ({marks})", values)
                connection.commit()
                connection.close()
                data = path.read_bytes()
            phone.shell(f"rm -r {self._folder}/*")
            phone.files.write(self._path, data)
            phone.shell(f"chmod 777 {self._path}; am force-stop {self.package}")

        return run

    def rows(self, phone: Phone) -> list[Record]:
        """Every row there is, key and all, by its key."""
        with self._fetched(phone) as (_, connection):
            connection.row_factory = sqlite3.Row
            return [dict(row) for row in connection.execute(f"SELECT * FROM {self.name} ORDER BY {self.key}")]

    def numbered(self, records: Sequence[Record]) -> list[Record]:
        """What `rows` gives right after `fill`."""
        return [{self.key: place, **record} for place, record in enumerate(records, 1)]

    def has(self, seeded: Sequence[Record], *new: Record) -> Callable[[Phone, str], bool]:
        """Whether the seeded rows are as they were and these came, and no others.

        The new ones say some columns, all of them the same.
        """

        columns = tuple(new[0])

        def done(phone: Phone, _answer: str) -> bool:
            found = self.rows(phone)
            old, added = found[: len(seeded)], found[len(seeded) :]
            shown = Counter(tuple(row[column] for column in columns) for row in added)
            return old == self.numbered(seeded) and shown == Counter(tuple(one.values()) for one in new)

        return done

    def lacks(self, seeded: Sequence[Record], *gone: Sequence[Record]) -> Callable[[Phone, str], bool]:
        """Whether one of these sets of rows is gone and all the others are as they were."""

        def done(phone: Phone, _answer: str) -> bool:
            found, all_there = self.rows(phone), self.numbered(seeded)
            return any(
                found == [row for row, one in zip(all_there, seeded, strict=True) if not _among(one, some)]
                for some in gone
            )

        return done

    @property
    def _folder(self) -> str:
        return f"/data/data/{self.package}/databases"

    @property
    def _path(self) -> str:
        return f"{self._folder}/{self.file}"

    @contextmanager
    def _fetched(self, phone: Phone) -> Iterator[tuple[Path, sqlite3.Connection]]:
        with TemporaryDirectory() as folder:
            path = Path(folder) / self.file
            path.write_bytes(phone.files.read(self._path))
            with closing(sqlite3.connect(path)) as connection:
                yield path, connection


def _among(record: Record, some: Sequence[Record]) -> bool:
    """Whether it is one of these very records, not just one that says the same."""
    return any(record is one for one in some)


def printed(kind: str, record: Record) -> str:
    """A row as it comes in a sheet: what Python prints of an object."""
    return f"{kind}({', '.join(f'{name}={value!r}' for name, value in record.items())})"
