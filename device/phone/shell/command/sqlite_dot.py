"""The commands of sqlite3 that start with a dot."""

from collections.abc import Callable

from device.phone.file.database import Value
from device.phone.shell.command.sqlite_session import Session
from device.phone.shell.output import ESCAPES
from device.phone.shell.stream import well_formed


def _tables(session: Session, args: list[str]) -> None:
    names = session.names("table") + session.names("view")
    if names:
        session.call.line("  ".join(sorted(names)))


def _indexes(session: Session, args: list[str]) -> None:
    session.call.out("".join(f"{name}\n" for name in session.names("index")))


def _schema(session: Session, args: list[str]) -> None:
    rows = session.database.rows(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND (? = '' OR lower(tbl_name) = lower(?))",
        *[args[0] if args else ""] * 2,
    )
    session.call.out("".join(str(row[0]) + ";\n" for row in rows))


def _dump(session: Session, args: list[str]) -> None:
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


def _headers(session: Session, args: list[str]) -> None:
    session.headers = args[:1] in (["on"], ["1"], ["yes"])


def _mode(session: Session, args: list[str]) -> None:
    set_mode(session, args[0] if args else "list")


def set_mode(session: Session, mode: str) -> None:
    """Rows as in `mode`; one that is unknown changes nothing."""
    if mode in ("list", "csv", "line", "column", "json", "tabs"):
        session.mode = "list" if mode == "tabs" else mode
        session.separator = {"csv": ",", "tabs": "\t"}.get(mode, "|")


def _separator(session: Session, args: list[str]) -> None:
    session.separator = ESCAPES.decoded(args[0])[0] if args else "|"


def _null_value(session: Session, args: list[str]) -> None:
    session.null = args[0] if args else ""


def _quit(session: Session, args: list[str]) -> None:
    session.stopped = True


def _databases(session: Session, args: list[str]) -> None:
    session.call.line("main: ")


def _nothing(session: Session, args: list[str]) -> None:
    """Settings without an effect here."""


_DOTS: dict[str, Callable[[Session, list[str]], None]] = {
    "tables": _tables, "schema": _schema, "dump": _dump, "headers": _headers, "mode": _mode,
    "separator": _separator, "nullvalue": _null_value, "quit": _quit, "exit": _quit, "indexes": _indexes,
    "indices": _indexes, "databases": _databases, "timeout": _nothing, "bail": _nothing, "echo": _nothing,
    "changes": _nothing, "timer": _nothing, "help": _nothing,
}  # fmt: skip


def run_dot(session: Session, line: str) -> int:
    """A line that starts with a dot; the exit code."""
    name, *args = line[1:].split() or [""]
    args = [well_formed(arg.strip("'\"")) for arg in args]
    command = next((command for known, command in _DOTS.items() if name and known.startswith(name)), None)
    if command is None:
        session.call.err(f'Error: unknown command or invalid arguments:  "{name}". Enter ".help" for help')
        return 1
    command(session, args)
    return 0
