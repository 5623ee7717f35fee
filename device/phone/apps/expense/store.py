"""What Pro Expense keeps: expenses, backups made of them, and preferences."""

from collections.abc import Iterable
from dataclasses import dataclass

from device.phone.apps import preference as kept
from device.phone.apps.expense.category import INCOME
from device.phone.apps.provider.reading import read_once, whole, words
from device.phone.file.database import Database
from device.phone.system.context import Context

PACKAGE = "com.arduia.expense"
ACCOUNTING = "accounting.db"
ACCOUNTING_SCHEMA = """
CREATE TABLE expense (
    expense_id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name TEXT, amount INTEGER NOT NULL,
    category INTEGER NOT NULL, note TEXT, created_date INTEGER NOT NULL, modified_date INTEGER NOT NULL
);
CREATE TABLE backup (
    backup_id INTEGER PRIMARY KEY NOT NULL, name TEXT NOT NULL, path TEXT NOT NULL,
    created_date INTEGER NOT NULL, item_total INTEGER NOT NULL, worker_id TEXT NOT NULL,
    is_completed INTEGER NOT NULL
);
PRAGMA user_version = 6;
"""
_OPENED = "android_metadata"
"""Android puts this table into a database when an app first opens it: here, after the welcome.

It goes where the file goes, so that a database that is copied away and put back needs no new welcome, while
`pm clear` makes one without it.
"""


@dataclass(frozen=True, slots=True)
class ExpenseRecord:
    """One expense, or one income."""

    id: int
    """0 = not saved yet."""
    name: str
    cents: int
    category: int
    note: str
    created_ms: int
    modified_ms: int

    @property
    def is_income(self) -> bool:
        """Whether money came in."""
        return self.category == INCOME


@dataclass(frozen=True, slots=True)
class Backup:
    """A file all expenses were written to."""

    id: int
    name: str
    path: str
    created_ms: int
    total: int


# -- expenses --------------------------------------------------------------------------------------------
def records(context: Context) -> tuple[ExpenseRecord, ...]:
    """Everything, the newest first."""
    return read_once(context.database(ACCOUNTING, PACKAGE), _read_records)


def _read_records(database: Database) -> tuple[ExpenseRecord, ...]:
    rows = database.rows(
        "SELECT expense_id, name, amount, category, note, created_date, modified_date FROM expense "
        "ORDER BY modified_date DESC, expense_id DESC"
    )
    return tuple(
        ExpenseRecord(
            whole(id_), words(name), whole(cents), whole(kind), words(note), whole(created), whole(modified)
        )
        for id_, name, cents, kind, note, created, modified in rows
    )


def record(context: Context, number: int) -> ExpenseRecord | None:
    """One by its id; None when it is gone."""
    return next((found for found in records(context) if found.id == number), None)


def save_record(context: Context, new: ExpenseRecord) -> None:
    """Insert it, or with an id replace what was there."""
    values = (new.name, new.cents, new.category, new.note, new.created_ms, new.modified_ms)
    database = context.database(ACCOUNTING, PACKAGE)
    if new.id:
        database.run(
            "UPDATE expense SET name = ?, amount = ?, category = ?, note = ?, created_date = ?, "
            "modified_date = ? WHERE expense_id = ?",
            *values,
            new.id,
        )
        return
    database.run(
        "INSERT INTO expense (name, amount, category, note, created_date, modified_date) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        *values,
    )


def delete_records(context: Context, numbers: Iterable[int]) -> None:
    """Remove some for good."""
    database = context.database(ACCOUNTING, PACKAGE)
    database.run_many("DELETE FROM expense WHERE expense_id = ?", [(number,) for number in numbers])


# -- backups ---------------------------------------------------------------------------------------------
def backups(context: Context) -> tuple[Backup, ...]:
    """Those made so far, the newest first."""
    rows = context.database(ACCOUNTING, PACKAGE).rows(
        "SELECT backup_id, name, path, created_date, item_total FROM backup ORDER BY backup_id DESC"
    )
    return tuple(
        Backup(whole(id_), words(name), words(path), whole(created), whole(total))
        for id_, name, path, created, total in rows
    )


def add_backup(context: Context, name: str, path: str, total: int) -> None:
    """Remember a file that was written now."""
    context.database(ACCOUNTING, PACKAGE).run(
        "INSERT INTO backup (name, path, created_date, item_total, worker_id, is_completed) "
        "VALUES (?, ?, ?, ?, '', 1)",
        name,
        path,
        context.clock.date_ms,
        total,
    )


def forget_backup(context: Context, number: int) -> None:
    """Take it from the list; its file stays."""
    context.database(ACCOUNTING, PACKAGE).run("DELETE FROM backup WHERE backup_id = ?", number)


# -- preferences -----------------------------------------------------------------------------------------
def preference(context: Context, key: str, default: str = "") -> str:
    """One setting of the app."""
    return kept.preference(context, PACKAGE, key, default)


def set_preference(context: Context, key: str, value: str) -> None:
    """Change one."""
    kept.set_preference(context, PACKAGE, key, value)


def is_set_up(context: Context) -> bool:
    """Whether the welcome pages were gone through, or expenses came from somewhere else."""
    database = context.database(ACCOUNTING, PACKAGE)
    return bool(database.value("SELECT 1 FROM sqlite_master WHERE name = ?", _OPENED)) or bool(
        records(context)
    )


def mark_set_up(database: Database) -> None:
    """They were: of the database of expenses."""
    database.run(f"CREATE TABLE IF NOT EXISTS {_OPENED} (locale TEXT)")
    database.run(f"DELETE FROM {_OPENED}")  # noqa: S608
    database.run(f"INSERT INTO {_OPENED} (locale) VALUES ('en_US')")  # noqa: S608
