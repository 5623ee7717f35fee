"""The stopwatch as the clock keeps it."""

from device.phone.apps.clock.store import CLOCK
from device.phone.apps.provider.reading import read_once, whole
from device.phone.file.database import Database
from device.phone.system.context import Context

RESET, RUNNING, PAUSED = 0, 1, 2
LAP_LIMIT = 99


def _read(database: Database) -> tuple[int, int, int]:
    """State, when it was started, what it showed then."""
    rows = database.rows("SELECT state, started_ms, accumulated_ms FROM stopwatch")
    state, started, accumulated = (whole(value) for value in rows[0]) if rows else (RESET, 0, 0)
    return state, started, accumulated


def read_watch(context: Context) -> tuple[int, int]:
    """State, and milliseconds on the watch."""
    state, started, accumulated = read_once(context.database(CLOCK), _read)
    return state, accumulated + (context.clock.uptime_ms - started if state == RUNNING else 0)


def put_watch(context: Context, state: int, accumulated_ms: int) -> None:
    """Start, pause or reset it at a reading."""
    context.database(CLOCK).run(
        "UPDATE stopwatch SET state = ?, started_ms = ?, accumulated_ms = ?",
        state,
        context.clock.uptime_ms,
        accumulated_ms,
    )


def reset_watch(context: Context) -> None:
    """Back to nothing, without laps."""
    put_watch(context, RESET, 0)
    context.database(CLOCK).run("DELETE FROM laps")


def take_lap(context: Context) -> None:
    """Write down the reading."""
    context.database(CLOCK).run("INSERT INTO laps (accumulated_ms) VALUES (?)", read_watch(context)[1])


def laps_of(context: Context) -> list[tuple[int, int]]:
    """Number and time on the watch, the latest first."""
    rows = context.database(CLOCK).rows("SELECT number, accumulated_ms FROM laps ORDER BY number DESC")
    return [(whole(number), whole(ms)) for number, ms in rows]
