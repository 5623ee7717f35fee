"""A table of an app's database, filled as a benchmark fills it: the file fetched, changed, put back."""

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field

from device.client import Device
from device.state.query import SqlValue, pull_database

Record = Mapping[str, SqlValue]
"""Values by their columns."""


def put_database(device: Device, package: str, path: str, image: bytes) -> None:
    """Put an app's database in place, without the log that belongs to the old one."""
    device.shell(["am", "force-stop", package])
    device.shell(["rm", "-f", *(f"{path}{end}" for end in ("-wal", "-shm", "-journal"))])
    device.push(image, path)
    device.shell(["chmod", "777", path])


@dataclass(frozen=True, slots=True)
class Table:
    """Where it is, and what its rows hold beside what a task says of them."""

    package: str
    file: str
    name: str
    key: str
    """The column that counts rows from 1."""
    rest: Record = field(default_factory=dict)
    """Every other column, with what it holds when nobody says more."""
    folder: str = "databases"

    @property
    def path(self) -> str:
        """Of the file on the phone."""
        return f"/data/data/{self.package}/{self.folder}/{self.file}"

    @property
    def place(self) -> str:
        """As a census names it: package/file/table."""
        return f"{self.package}/{self.file}/{self.name}"

    def record(self, **values: SqlValue) -> Record:
        """A row without its key."""
        return {**self.rest, **values}

    def fetch(self, device: Device) -> bytes:
        """The database, its latest writes too. Raises FileTransferFailed where it can't be read."""
        return pull_database(device, self.path)

    def put(self, device: Device, image: bytes) -> None:
        """Put the file back; the app reads it when it starts."""
        put_database(device, self.package, self.path, image)

    def filled(self, image: bytes, records: Sequence[Record]) -> bytes:
        """The database with these rows alone in the table, numbered from 1 in this order."""
        numbered = [{**record, self.key: number} for number, record in enumerate(records, 1)]
        return self._with(image, numbered, alone=True)

    def extended(self, image: bytes, records: Sequence[Record]) -> bytes:
        """The database with these rows after those that are in the table; it numbers them itself."""
        return self._with(image, records, alone=False)

    def _with(self, image: bytes, records: Sequence[Record], *, alone: bool) -> bytes:
        with closing(sqlite3.connect(":memory:")) as database:
            database.deserialize(image[:18] + b"\x01\x01" + image[20:])
            if alone:
                database.execute(f'DELETE FROM "{self.name}"')  # noqa: S608 - named in our own code
            for record in records:
                row = {**self.rest, **record}
                columns = ", ".join(f'"{column}"' for column in row)
                marks = ", ".join("?" * len(row))
                database.execute(
                    f'INSERT INTO "{self.name}" ({columns}) VALUES ({marks})',  # noqa: S608
                    tuple(row.values()),
                )
            database.commit()
            return database.serialize()
