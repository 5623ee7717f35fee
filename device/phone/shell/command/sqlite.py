"""sqlite3: on databases of apps, live, and on any other file."""

import sqlite3

from device.phone.file.database import Database, DatabaseBroken
from device.phone.file.entry import FileFault
from device.phone.shell.call import Call, Command
from device.phone.shell.command.sqlite_dot import run_dot, set_mode
from device.phone.shell.command.sqlite_session import Session
from device.phone.shell.stream import well_formed


def sqlite(call: Call) -> int:
    """`sqlite3 [options] file [sql...]`"""
    modes, settings, operands = _arguments(call.args)
    if "version" in modes:
        operands = [":memory:", "select sqlite_version() || ' ' || sqlite_source_id()"]
        modes.remove("version")
    path = call.path(operands[0]) if operands else ""
    if operands and operands[0] == ":memory:":
        path = ""
    live = call.files.database_at(path) if path else None
    if live is None and path and not _opens(call, path):
        call.err(f'Error: unable to open database "{operands[0]}": unable to open database file')
        return 1
    database = live or Database()
    if live is None and path and call.files.exists(path):
        try:
            database.load(call.files.read(path))
        except DatabaseBroken:
            call.err("Error: file is not a database")
            return 1
    before = database.save()
    session = Session(call, database)
    for mode in modes:
        if mode == "header":
            session.headers = True
        else:
            set_mode(session, mode)
    session.separator = settings.get("separator", session.separator)
    session.null = settings.get("nullvalue", "")
    status = _run(session, [*settings.get("cmd", "").splitlines(), *operands[1:]])
    if live is None:
        after = database.save()
        if path and after != before:
            call.files.write(path, after)
        database.close()
    return status


def _opens(call: Call, path: str) -> bool:
    """Whether a file is there, or could be made."""
    if call.files.is_file(path):
        return True
    try:
        call.files.open_write(path).abort()
    except FileFault:
        return False
    return True


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


def _run(session: Session, texts: list[str]) -> int:
    if not texts:
        return _from_stdin(session)
    status = 0
    for text in texts:
        if session.stopped:
            break
        status = run_dot(session, text) if text.startswith(".") else session.statements(text, "")
        if status:
            break
    return status


def _from_stdin(session: Session) -> int:
    """Lines: dot commands, and statements that may span several."""
    status = 0
    pending = ""
    start = 1
    for number, line in enumerate(well_formed(session.call.stdin_text()).splitlines(), 1):
        if session.stopped:
            break
        if not pending.strip() and line.startswith("."):
            status = run_dot(session, line) or status
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
