"""sqlite3: on databases of apps, live, and on any other file."""

import re
import sqlite3
from dataclasses import dataclass

from device.phone.file.database import Database, DatabaseBroken, Value
from device.phone.file.entry import FileFault
from device.phone.shell.call import Call, Command, UsageFault
from device.phone.shell.stream import well_formed

_TRANSACTION = re.compile(r"\b(BEGIN|SAVEPOINT)\b", re.IGNORECASE)
"""Database.script ends every transaction it leaves open, so such a text must run as a whole."""
_READING = ("select", "with", "values", "pragma", "explain")
_DOTS = {
    ".tables": "SELECT group_concat(name, '  ') FROM (SELECT name FROM sqlite_master"
    " WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%' ORDER BY 1) HAVING count(*)",
    ".schema": "SELECT sql || ';' FROM sqlite_master WHERE sql IS NOT NULL",
}
"""Commands that start with a dot, and what they ask the database."""


@dataclass(frozen=True, slots=True)
class _Session:
    """One run of sqlite3: statements, and their rows as lines."""

    call: Call
    database: Database
    separator: str
    headers: bool

    def run(self, texts: list[str]) -> int:
        """Run statements and commands, or without any those of standard input, to the first that fails."""
        if not texts:
            return self._from_stdin()
        return next((status for text in texts if (status := self._one(text, ""))), 0)

    def _one(self, text: str, where: str) -> int:
        """Run SQL, or a command that starts with a dot, and print the rows; the exit code."""
        if text.startswith("."):
            if text.strip() not in _DOTS:
                self.call.err(f'Error: unknown command or invalid arguments:  "{text[1:].strip()}".')
                return 1
            text = _DOTS[text.strip()]
        text = well_formed(text)
        try:
            for piece in [text] if _TRANSACTION.search(text) else _statements(text):
                rows = self.database.script(piece)
                if rows and self.headers and piece.strip().lower().startswith(_READING):
                    self.call.line(self.separator.join(self.database.columns(piece)))
                for row in rows:
                    self.call.line(self.separator.join(map(_shown, row)))
        except sqlite3.Error as error:
            self.call.err(f"Error: {where}{error}")
            return 1
        return 0

    def _from_stdin(self) -> int:
        """Lines: commands, and statements that may span several."""
        status, start, pending = 0, 1, ""
        lines = well_formed(self.call.stdin_text()).splitlines()
        for number, line in enumerate(lines, 1):
            start = start if pending.strip() else number
            pending += line + "\n"
            dot = pending.startswith(".")
            if dot or sqlite3.complete_statement(pending) or (number == len(lines) and pending.strip()):
                status = self._one(pending, f"near line {start}: ") or status
                pending = ""
        return status


def sqlite(call: Call) -> int:
    """`sqlite3 [-header] [-separator TEXT] file [sql...]`"""
    args = [arg.replace("--", "-", 1) if arg.startswith("--") else arg for arg in call.args]
    separator = "|"
    if "-separator" in args[:-1]:
        place = args.index("-separator")
        separator = args[place + 1]
        del args[place : place + 2]
    headers, args = "-header" in args, [arg for arg in args if arg not in ("-header", "-noheader", "-list")]
    if args[:1] in (["-version"], []):
        args = [":memory:", "select sqlite_version() || ' ' || sqlite_source_id()"]
    if args[0].startswith("-"):
        raise UsageFault(f"unknown option: {args[0]}")
    name, *texts = args
    path = "" if name == ":memory:" else call.path(name)
    live = call.files.database_at(path) if path else None
    if live is not None:
        return _Session(call, live, separator, headers).run(texts)
    if path and not _opens(call, path):
        call.err(f'Error: unable to open database "{name}": unable to open database file')
        return 1
    database = Database()
    try:
        if path and call.files.exists(path):
            database.load(call.files.read(path))
    except DatabaseBroken:
        call.err("Error: file is not a database")
        return 1
    before = database.save()
    status = _Session(call, database, separator, headers).run(texts)
    if path and (after := database.save()) != before:
        call.files.write(path, after)
    database.close()
    return status


def _opens(call: Call, path: str) -> bool:
    """Whether a file is there, or could be made."""
    try:
        if not call.files.is_file(path):
            call.files.open_write(path).abort()
    except FileFault:
        return False
    return True


def _statements(text: str) -> list[str]:
    """Split at semicolons that end a statement."""
    found, start = [], 0
    for place, char in enumerate(text):
        if char == ";" and sqlite3.complete_statement(text[start : place + 1]):
            found.append(text[start : place + 1])
            start = place + 1
    return [*found, text[start:]] if text[start:].strip() else found


def _shown(value: Value) -> str:
    """One value as sqlite3 prints it."""
    if value is None:
        return ""
    if isinstance(value, bytes):
        return value.decode("utf-8", "surrogateescape").split("\0", 1)[0]
    if isinstance(value, float) and abs(value) < 1e15:
        return f"{value:.15g}" + (".0" if value == int(value) else "")
    return str(value)


COMMANDS: dict[str, Command] = {"sqlite3": sqlite}
