"""What a run did to a phone, read from its state and never from its screen."""

from dataclasses import dataclass

from device.phone.apps.dialer.call import CallState, current_call
from device.phone.phone import Phone
from device.phone.system.difference import Difference
from device.phone.system.snapshot import Snapshot
from device.state.rowchange import RowChange

_NOTEBOOK = "/storage/emulated/0/Documents/Markor/"
_MEDIA = ("/storage/emulated/0/Pictures/", "/storage/emulated/0/Movies/", "/storage/emulated/0/DCIM/")
_SEEN = {"new", "is_read", "read", "seen"}
"""Columns that change by being looked at."""

Row = dict[str, str]


@dataclass(frozen=True)
class Effect:
    """The differences that a person would call their data."""

    phone: Phone
    difference: Difference

    @classmethod
    def of(cls, phone: Phone, before: Snapshot) -> "Effect":
        """From how the phone was to how it is."""
        return cls(phone, phone.diff(before))

    def added(self, table: str) -> list[Row]:
        """Rows that came."""
        return [_row(row.after) for row in self._rows(table) if row.kind == "added"]

    def removed(self, table: str) -> list[Row]:
        """Rows that went."""
        return [_row(row.before) for row in self._rows(table) if row.kind == "removed"]

    def changed(self, table: str) -> list[Row]:
        """What is in the changed columns of rows now."""
        return [_row(row.after) for row in self._rows(table) if row.kind == "changed"]

    def _rows(self, table: str) -> list[RowChange]:
        return [row for row in self.difference.rows if row.table == table and not _only_seen(row.after)]

    @property
    def notes(self) -> dict[str, str]:
        """How files of the notebook changed, by name."""
        files = (file for file in self.difference.files if file.path.startswith(_NOTEBOOK))
        return {file.path.removeprefix(_NOTEBOOK): file.kind for file in files}

    def note(self, name: str) -> str:
        """What stands in a note."""
        return self.phone.files.read(_NOTEBOOK + name).decode()

    @property
    def media(self) -> list[str]:
        """Endings of the photos and videos that came."""
        files = (file for file in self.difference.files if file.path.startswith(_MEDIA))
        return [
            file.path.rpartition(".")[2] for file in files if file.kind == "added" and file.type == "file"
        ]

    @property
    def today(self) -> int:
        """Days since 1970 by the phone's clock."""
        return self.phone.clock.date_ms // 86_400_000

    @property
    def calling(self) -> str:
        """The number that is being called; "" for none."""
        call = current_call(self.phone.context())
        return call.state.number if call is not None and isinstance(call.state, CallState) else ""

    @property
    def touched(self) -> set[str]:
        """All places where something of the person's changed: tables, `notes`, `media`, settings."""
        places = {row.table for row in self.difference.rows if not _only_seen(row.after)}
        places -= {"preference", "preferences", "accounts", "android_metadata", "threads"}
        places |= {"notes"} if self.notes else set()
        places |= {"media"} if self.media else set()
        places |= {"clipboard"} if self.difference.clipboard else set()
        places |= {"call"} if self.calling else set()
        return places | {change.name for change in self.difference.settings}


def _row(cells: tuple[tuple[str, object], ...]) -> Row:
    return {name: "" if value is None else str(value) for name, value in cells}


def _only_seen(after: tuple[tuple[str, object], ...]) -> bool:
    return bool(after) and {name for name, _ in after} <= _SEEN
