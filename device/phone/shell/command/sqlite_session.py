"""One run of sqlite3: statements, and their rows in the mode that is set."""

import json
import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from device.phone.file.database import Database, Row, Value
from device.phone.shell.call import Call
from device.phone.shell.stream import well_formed

_TRANSACTION = re.compile(r"\b(BEGIN|SAVEPOINT)\b", re.IGNORECASE)
"""Database.script ends every transaction it leaves open, so such a text must run as a whole."""
_READING = ("select", "with", "values", "pragma", "explain")


@dataclass(slots=True)
class Session:
    """One run of sqlite3."""

    call: Call
    database: Database
    mode: str = "list"
    separator: str = "|"
    headers: bool = False
    null: str = ""
    stopped: bool = False

    # -- statements ------------------------------------------------------------------------------------
    def statements(self, text: str, where: str) -> int:
        """Run SQL and print the rows; the exit code."""
        text = well_formed(text)
        pieces = [text] if _TRANSACTION.search(text) else _statements(text)
        try:
            for piece in pieces:
                rows = self.database.script(piece)
                if rows:
                    self.show(self._columns(piece, rows), rows)
        except sqlite3.Error as error:
            self.call.err(f"Error: {where}{error}")
            return 1
        return 0

    @property
    def _needs_columns(self) -> bool:
        return self.headers or self.mode in ("line", "json", "column")

    def _columns(self, piece: str, rows: Sequence[Row]) -> list[str]:
        """Names of the result's columns; asked only of statements that change nothing."""
        if self._needs_columns and piece.strip().lower().startswith(_READING):
            return self.database.columns(piece)
        return [f"c{place + 1}" for place in range(len(rows[0]))]

    # -- rows ------------------------------------------------------------------------------------------
    def show(self, columns: list[str], rows: Sequence[Row]) -> None:
        """Print in the mode that is set."""
        if self.mode == "json":
            objects = [dict(zip(columns, map(_jsonable, row), strict=False)) for row in rows]
            texts = [json.dumps(item, ensure_ascii=False, separators=(",", ":")) for item in objects]
            self.call.line("[" + ",\n".join(texts) + "]")
        elif self.mode == "line":
            width = max(5, *map(len, columns))
            blocks = [
                "".join(
                    f"{name:>{width}} = {self.text(value)}\n"
                    for name, value in zip(columns, row, strict=False)
                )
                for row in rows
            ]
            self.call.out("\n".join(blocks))
        elif self.mode == "column":
            self._aligned(columns, rows)
        else:
            lines = [columns] if self.headers else []
            lines += [[self.text(value) for value in row] for row in rows]
            for line in lines:
                self.call.line(self.separator.join(map(self._quoted, line)))

    def _aligned(self, columns: list[str], rows: Sequence[Row]) -> None:
        table = [[self.text(value) for value in row] for row in rows]
        widths = [
            max(len(columns[place]), *(len(row[place]) for row in table)) for place in range(len(columns))
        ]
        if self.headers:
            table = [columns, ["-" * width for width in widths], *table]
        for row in table:
            self.call.line(
                "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
            )

    def _quoted(self, text: str) -> str:
        if self.mode == "csv" and any(char in text for char in '," \n\r'):
            return '"' + text.replace('"', '""') + '"'
        return text

    def text(self, value: Value) -> str:
        """One value as the shell prints it."""
        if value is None:
            return self.null
        if isinstance(value, bytes):
            return value.decode("utf-8", "surrogateescape").split("\0", 1)[0]
        return f"{value:.15g}" + (".0" if value == int(value) else "") if isinstance(value, float) and abs(
            value) < 1e15 else str(value)  # fmt: skip

    # -- schema ----------------------------------------------------------------------------------------
    def names(self, kind: str) -> list[str]:
        """Tables or indexes, sorted."""
        rows = self.database.rows(
            "SELECT name FROM sqlite_master WHERE type = ? AND name NOT LIKE 'sqlite_%' ORDER BY 1", kind
        )
        return [str(row[0]) for row in rows]


def _jsonable(value: Value) -> str | int | float | None:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value


def _statements(text: str) -> list[str]:
    """Split at semicolons that end a statement."""
    found, start = [], 0
    for place, char in enumerate(text):
        if char == ";" and sqlite3.complete_statement(text[start : place + 1]):
            found.append(text[start : place + 1])
            start = place + 1
    return [*found, text[start:]] if text[start:].strip() else found
