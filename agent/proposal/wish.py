"""What a proposed task wants of the phone, as data: changes that a census before and after can tell.

A wish is one change of one thing. The wishes of a task hold when each is met by a change of its own and
nothing else changed in the places that they are about.
"""

import fnmatch
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from agent.run.step import Record
from device.error import FileTransferFailed
from device.state.census import STORAGE, Census, Change, Kind, take
from device.state.predicate import Check, StateSource
from device.state.query import SqlValue, open_image

Standing = Literal["open", "true", "unknown"]
"""Whether a wish can still be met, is met already, or is about something that the phone has not."""
_FILE = "file "
_SETTING = "setting "
_ROW = "row "


class Wish(Record):
    """One change."""

    place: str
    """As a census names it: "setting global/wifi_on", "file Documents/a.md", "row PACKAGE/FILE/TABLE"."""
    kind: Kind
    cells: dict[str, str | int | float | None] = Field(default_factory=dict)
    """Columns of a row, those that count: of one that goes what it held, else what it holds then. A setting
    has its value under ""."""
    columns: tuple[str, ...] = ()
    """Of a row that changes, the columns that do, to whatever."""
    content: str | None = None
    """What a file holds then; None for whatever it may be."""
    key: str = ""
    """Of a row that changes or goes, its primary key; "" for any whose cells are these."""
    again: bool = False
    """Whether one more is wanted of what is there already."""

    @property
    def shape(self) -> tuple[str, str, tuple[str, ...]]:
        """What it is about, without whatever is this wish's own: the like of equal wishes."""
        place = self.place
        if place.startswith(_FILE):
            place = f"{place.rpartition('/')[0]}/*"
        return place, self.kind, tuple(sorted((*self.cells, *self.columns)))

    def standing(self, census: Census) -> Standing:
        """How it stands on a phone that nobody has worked on yet."""
        if self.place.startswith(_SETTING):
            value = census.settings.get(self.place.removeprefix(_SETTING))
            return "true" if value == str(self.cells.get("")) else "open"
        if self.place.startswith(_FILE):
            there = self.place.removeprefix(_FILE) in (census.files.keys() | census.folders)
            if self.kind == "added":
                return "true" if there else "open"
            return "open" if there else ("true" if self.kind == "removed" else "unknown")
        return self._row_standing(census)

    def _row_standing(self, census: Census) -> Standing:
        if not self.place.startswith(_ROW):
            return "unknown"
        database, _, table = self.place.removeprefix(_ROW).rpartition("/")
        image = census.databases.get(database)
        if image is None:
            return "unknown"
        try:
            alike = self._rows_alike(image, table)
        except sqlite3.Error:
            return "unknown"
        if self.kind == "removed" or self.again:
            return "open" if alike else "unknown"
        return "true" if alike and self.cells else "open"

    def _rows_alike(self, image: bytes, table: str) -> int:
        """How many rows hold these cells. Raises sqlite3.Error for no such table or column."""
        with open_image(image) as database:
            quoted = '"' + table.replace('"', '""') + '"'
            columns = {row[1] for row in database.execute(f"PRAGMA table_info({quoted})")}
            if not columns or not columns.issuperset(self.cells):
                raise sqlite3.OperationalError(f"{table} has no such columns")
            names = [f'"{name}" IS ?' for name in self.cells] or ["1"]
            query = f"SELECT count(*) FROM {quoted} WHERE {' AND '.join(names)}"  # noqa: S608 - its own names
            ((count,),) = database.execute(query, tuple(self.cells.values())).fetchall()
        return int(count)

    def met_by(self, change: Change) -> bool:
        """Whether a change is the one that is wanted, but for a file's content."""
        is_set = self.place.startswith(_SETTING) and change.kind != "removed"  # unset before, or not
        if not (is_set or change.kind == self.kind) or not fnmatch.fnmatchcase(change.place, self.place):
            return False
        if self.key and change.key != self.key:
            return False
        held = dict(change.before if self.kind == "removed" else change.after)
        if not set(self.columns) <= held.keys():
            return False
        return all(name in held and _same(held[name], value) for name, value in self.cells.items())


@dataclass(frozen=True, slots=True)
class Met:
    """What became of a wish."""

    wish: Wish
    ok: bool
    evidence: str


def met(wishes: Sequence[Wish], changes: Sequence[Change], device: StateSource) -> tuple[Met, ...]:
    """What became of each wish. Each takes a change of its own; files are read where content is wanted."""
    left = list(changes)
    found = []
    for wish in wishes:
        change = next((one for one in left if wish.met_by(one)), None)
        if change is None:
            found.append(
                Met(wish, False, f"{wish.place} is not {wish.kind} as wanted ({_cells(wish.cells)})")
            )
            continue
        left.remove(change)
        found.append(_read(wish, device) if wish.content is not None else Met(wish, True, str(change)))
    return tuple(found)


def stray(wishes: Sequence[Wish], changes: Sequence[Change]) -> tuple[Change, ...]:
    """Changes in the places that the wishes are about which none of them asks for."""
    left = list(wishes)
    found = []
    for change in changes:
        if not any(fnmatch.fnmatchcase(change.place, wish.place) for wish in wishes):
            continue
        wanted = next((wish for wish in left if wish.met_by(change)), None)
        if wanted is None:
            found.append(change)
        else:
            left.remove(wanted)
    return tuple(found)


@dataclass(frozen=True)
class Granted:
    """The predicate of a task: its wishes are met on a phone that was as `before`, and nothing else there."""

    before: Census
    wishes: tuple[Wish, ...]

    def check(self, device: StateSource) -> Check:
        """Look over the phone and compare."""
        changes = self.before.changes(take(device, self.before))
        found = met(self.wishes, changes, device)
        missing = [one.evidence for one in found if not one.ok]
        missing += [f"also changed: {change}" for change in stray(self.wishes, changes)]
        return Check(not missing, "; ".join(missing or [one.evidence for one in found]))


def _read(wish: Wish, device: StateSource) -> Met:
    try:
        found = device.pull(f"{STORAGE}/{wish.place.removeprefix(_FILE)}").decode("utf-8", "replace")
    except FileTransferFailed as error:
        return Met(wish, False, str(error))
    assert wish.content is not None
    return Met(wish, found.strip() == wish.content.strip(), f"{wish.place} holds {found[:80]!r}")


def _same(found: SqlValue, wanted: str | float | None) -> bool:
    if isinstance(found, str) and isinstance(wanted, str):
        return found.strip() == wanted.strip()
    return found == wanted


def _cells(cells: Mapping[str, object]) -> str:
    return ", ".join(f"{name or 'value'} {value!r}" for name, value in cells.items()) or "anything"
