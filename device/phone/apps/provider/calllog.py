"""The call log, and the numbers that are blocked."""

from collections.abc import Iterable
from dataclasses import dataclass

from device.phone.apps.provider.contact import book
from device.phone.apps.provider.contactstore import calls_database
from device.phone.apps.provider.number import compact, formatted, same_number
from device.phone.apps.provider.reading import read_once, whole
from device.phone.file.database import Database
from device.phone.system.app import App, Manifest
from device.phone.system.context import Context

INCOMING, OUTGOING, MISSED, VOICEMAIL, REJECTED, BLOCKED = range(1, 7)
BLOCKED_PACKAGE = "com.android.providers.blockednumber"
BLOCKED_NUMBERS = "blockednumbers.db"
_BLOCKED = """
CREATE TABLE blocked (
    _id INTEGER PRIMARY KEY AUTOINCREMENT,
    original_number TEXT NOT NULL UNIQUE,
    e164_number TEXT
);
"""


class BlockedNumberStorage(App):
    """Keeps the numbers nobody wants to hear from; has no screen."""

    manifest = Manifest(
        package=BLOCKED_PACKAGE,
        label="Blocked Numbers Storage",
        icon="block",
        databases={BLOCKED_NUMBERS: _BLOCKED},
        version="13",
    )


@dataclass(frozen=True, slots=True)
class LoggedCall:
    """One call."""

    id: int
    number: str
    date_ms: int
    seconds: int
    type: int


def calls(context: Context, number: str = "") -> list[LoggedCall]:
    """Every call, newest first; with `number` those with that phone."""
    found = read_once(calls_database(context), _read_calls)
    return [call for call in found if not number or same_number(call.number, number)]


def _read_calls(database: Database) -> tuple[LoggedCall, ...]:
    rows = database.rows(
        "SELECT _id, coalesce(number, ''), date, duration, type FROM calls ORDER BY date DESC, _id DESC"
    )
    return tuple(
        LoggedCall(whole(row[0]), str(row[1]), whole(row[2]), whole(row[3]), whole(row[4])) for row in rows
    )


def log_call(context: Context, number: str, kind: int, date_ms: int, seconds: int) -> int:
    """Write down a call that is over; its id."""
    contact = book(context).whose(number)
    missed = kind == MISSED
    return calls_database(context).run(
        "INSERT INTO calls (number, date, duration, type, new, is_read, name, countryiso, "
        "normalized_number, formatted_number, subscription_id, last_modified) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, 'US', ?, ?, '1', ?)",
        number,
        date_ms,
        seconds,
        kind,
        int(missed),
        int(not missed),
        contact.name if contact else None,
        compact(number),
        formatted(number),
        context.clock.date_ms,
    )


def delete_calls(context: Context, numbers: Iterable[int]) -> None:
    """Remove calls from the log, by id."""
    for number in numbers:
        calls_database(context).run("DELETE FROM calls WHERE _id = ?", number)


def read_calls(context: Context) -> None:
    """The missed calls have been looked at."""
    calls_database(context).run("UPDATE calls SET new = 0, is_read = 1 WHERE new = 1 OR is_read = 0")


# -- blocked numbers -----------------------------------------------------------------------------------
def blocked_numbers(context: Context) -> list[str]:
    """All of them, in the order they were blocked."""
    database = context.database(BLOCKED_NUMBERS, BLOCKED_PACKAGE)
    return [str(number) for (number,) in database.rows("SELECT original_number FROM blocked ORDER BY _id")]


def is_blocked(context: Context, number: str) -> bool:
    """Whether calls and messages from a number are kept away."""
    return any(same_number(number, other) for other in blocked_numbers(context))


def block(context: Context, number: str) -> None:
    """Keep a number away."""
    if not is_blocked(context, number):
        context.database(BLOCKED_NUMBERS, BLOCKED_PACKAGE).run(
            "INSERT INTO blocked (original_number, e164_number) VALUES (?, ?)", number, compact(number)
        )


def unblock(context: Context, number: str) -> None:
    """Let a number through again."""
    database = context.database(BLOCKED_NUMBERS, BLOCKED_PACKAGE)
    for other in blocked_numbers(context):
        if same_number(number, other):
            database.run("DELETE FROM blocked WHERE original_number = ?", other)
