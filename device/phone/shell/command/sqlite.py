"""sqlite3: on databases of apps, live, and on any other file."""

import json
import re
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from device.phone.database import Database, DatabaseBroken, Row, Value
from device.phone.shell.call import Call, Command
from device.phone.shell.output import ESCAPES
from device.phone.shell.stream import well_formed

_TRANSACTION = re.compile(r"\b(BEGIN|SAVEPOINT)\b", re.IGNORECASE)
"""Database.script ends every transaction it leaves open, so such a text must run as a whole."""
_READING = ("select", "with", "values", "pragma", "explain")


@dataclass(slots=True)
class _Session:
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

    # -- dot commands ----------------------------------------------------------------------------------
    def dot(self, line: str) -> int:
        """A line that starts with a dot."""
        name, *args = line[1:].split() or [""]
        args = [well_formed(arg.strip("'\"")) for arg in args]
        command = next((command for known, command in _DOTS.items() if name and known.startswith(name)), None)
        if command is None:
            self.call.err(f'Error: unknown command or invalid arguments:  "{name}". Enter ".help" for help')
            return 1
        command(self, args)
        return 0

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


def _tables(session: _Session, args: list[str]) -> None:
    names = session.names("table") + session.names("view")
    if names:
        session.call.line("  ".join(sorted(names)))


def _indexes(session: _Session, args: list[str]) -> None:
    session.call.out("".join(f"{name}\n" for name in session.names("index")))


def _schema(session: _Session, args: list[str]) -> None:
    rows = session.database.rows(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND (? = '' OR lower(tbl_name) = lower(?))",
        *[args[0] if args else ""] * 2,
    )
    session.call.out("".join(str(row[0]) + ";\n" for row in rows))


def _dump(session: _Session, args: list[str]) -> None:
    session.call.line("PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;")
    for name, sql in session.database.rows(
        "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    ):
        if args and name not in args:
            continue
        session.call.line(str(sql) + ";")
        quoted = '"' + str(name).replace('"', '""') + '"'
        for row in session.database.rows(f"SELECT * FROM {quoted}"):  # noqa: S608
            session.call.line("INSERT INTO " + str(name) + " VALUES(" + ",".join(map(_literal, row)) + ");")
    session.call.line("COMMIT;")


def _literal(value: Value) -> str:
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    if isinstance(value, bytes):
        return f"X'{value.hex()}'"
    return "NULL" if value is None else str(value)


def _headers(session: _Session, args: list[str]) -> None:
    session.headers = args[:1] in (["on"], ["1"], ["yes"])


def _mode(session: _Session, args: list[str]) -> None:
    _set_mode(session, args[0] if args else "list")


def _set_mode(session: _Session, mode: str) -> None:
    if mode in ("list", "csv", "line", "column", "json", "tabs"):
        session.mode = "list" if mode == "tabs" else mode
        session.separator = {"csv": ",", "tabs": "\t"}.get(mode, "|")


def _separator(session: _Session, args: list[str]) -> None:
    session.separator = ESCAPES.decoded(args[0])[0] if args else "|"


def _null_value(session: _Session, args: list[str]) -> None:
    session.null = args[0] if args else ""


def _quit(session: _Session, args: list[str]) -> None:
    session.stopped = True


def _databases(session: _Session, args: list[str]) -> None:
    session.call.line("main: ")


def _nothing(session: _Session, args: list[str]) -> None:
    """Settings without an effect here."""


_DOTS: dict[str, Callable[[_Session, list[str]], None]] = {
    "tables": _tables, "schema": _schema, "dump": _dump, "headers": _headers, "mode": _mode,
    "separator": _separator, "nullvalue": _null_value, "quit": _quit, "exit": _quit, "indexes": _indexes,
    "indices": _indexes, "databases": _databases, "timeout": _nothing, "bail": _nothing, "echo": _nothing,
    "changes": _nothing, "timer": _nothing, "help": _nothing,
}  # fmt: skip


# -- the command -------------------------------------------------------------------------------------------
def sqlite(call: Call) -> int:
    """`sqlite3 [options] file [sql...]`"""
    modes, settings, operands = _arguments(call.args)
    path = call.path(operands[0]) if operands else ""
    if operands and operands[0] == ":memory:":
        path = ""
    live = call.files.database_at(path) if path else None
    database = live or Database()
    if live is None and path and call.files.exists(path):
        try:
            database.load(call.files.read(path))
        except DatabaseBroken:
            call.err("Error: file is not a database")
            return 1
    before = database.save()
    session = _Session(call, database)
    for mode in modes:
        if mode == "header":
            session.headers = True
        else:
            _set_mode(session, mode)
    session.separator = settings.get("separator", session.separator)
    session.null = settings.get("nullvalue", "")
    status = _run(session, [*settings.get("cmd", "").splitlines(), *operands[1:]])
    if live is None:
        after = database.save()
        if path and after != before:
            call.files.write(path, after)
        database.close()
    return status


def _arguments(args: list[str]) -> tuple[list[str], dict[str, str], list[str]]:
    modes: list[str] = []
    settings: dict[str, str] = {}
    operands: list[str] = []
    queue = args[::-1]
    while queue:
        arg = queue.pop()
        name = arg.lstrip("-")
        if not arg.startswith("-"):
            operands.append(arg)
        elif name in ("separator", "cmd", "nullvalue") and queue:
            settings[name] = queue.pop()
        else:
            modes.append(name)
    return modes, settings, operands


def _run(session: _Session, texts: list[str]) -> int:
    if not texts:
        return _from_stdin(session)
    status = 0
    for text in texts:
        if session.stopped:
            break
        status = session.dot(text) if text.startswith(".") else session.statements(text, "")
        if status:
            break
    return status


def _from_stdin(session: _Session) -> int:
    """Lines: dot commands, and statements that may span several."""
    status = 0
    pending = ""
    start = 1
    for number, line in enumerate(well_formed(session.call.stdin_text()).splitlines(), 1):
        if session.stopped:
            break
        if not pending.strip() and line.startswith("."):
            status = session.dot(line) or status
            continue
        if not pending.strip():
            start = number
        pending += line + "\n"
        if sqlite3.complete_statement(pending):
            status = session.statements(pending, f"near line {start}: ") or status
            pending = ""
    if pending.strip() and not session.stopped:
        status = session.statements(pending, f"near line {start}: ") or status
    return status


COMMANDS: dict[str, Command] = {"sqlite3": sqlite}
