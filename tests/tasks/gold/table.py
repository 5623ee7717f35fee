"""A table of an app's database on a phone in this process: filled as a task fills it, and looked at after."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from device.phone.phone import Phone
from device.state.query import open_image
from tasks.material import table
from tasks.material.table import Record


@dataclass(frozen=True, slots=True)
class Table(table.Table):
    """The tasks' own, for a phone without adb between."""

    def fill(self, records: Sequence[Record]) -> Callable[[Phone], None]:
        """The phone's app begins with these rows alone, in this order."""

        def run(phone: Phone) -> None:
            data = self.filled(phone.files.read(self.path), records)
            phone.shell(f"rm -r {self.path.rpartition('/')[0]}/*")
            phone.files.write(self.path, data)
            phone.shell(f"chmod 777 {self.path}; am force-stop {self.package}")

        return run

    def rows(self, phone: Phone) -> list[Record]:
        """Every row there is, key and all, by its key."""
        with open_image(phone.files.read(self.path)) as database:
            database.row_factory = sqlite3.Row
            return [dict(row) for row in database.execute(f"SELECT * FROM {self.name} ORDER BY {self.key}")]

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


def _among(record: Record, some: Sequence[Record]) -> bool:
    """Whether it is one of these very records, not just one that says the same."""
    return any(record is one for one in some)
