"""The timers as the clock keeps them."""

from dataclasses import dataclass

from device.phone.apps.clock.store import CLOCK
from device.phone.apps.provider.reading import read_once, whole
from device.phone.file.database import Database, Row
from device.phone.system.context import Context

RUNNING, PAUSED, RESET = 1, 2, 4
"""As AOSP numbers the states of a timer."""
MINUTE = 60_000


@dataclass(frozen=True, slots=True)
class Timer:
    """One timer."""

    id: int
    state: int
    length_ms: int
    """As it was set."""
    total_ms: int
    """With the minutes added."""
    remaining_ms: int
    """When it was last started or paused."""
    started_ms: int
    label: str

    def left(self, uptime_ms: int) -> int:
        """Milliseconds to go; below 0 once it is over."""
        passed = uptime_ms - self.started_ms if self.state == RUNNING else 0
        return self.remaining_ms - passed


def _timer(row: Row) -> Timer:
    number, state, length, total, remaining, started = (whole(value) for value in row[:6])
    return Timer(number, state, length, total, remaining, started, str(row[6]))


def _read(database: Database) -> tuple[Timer, ...]:
    rows = database.rows(
        "SELECT _id, state, length_ms, total_ms, remaining_ms, started_ms, label FROM timers "
        "ORDER BY _id DESC"
    )
    return tuple(_timer(row) for row in rows)


def timers(context: Context) -> tuple[Timer, ...]:
    """All of them, the newest first."""
    return read_once(context.database(CLOCK), _read)


def add_timer(context: Context, length_ms: int, label: str = "") -> None:
    """Start a new timer."""
    context.database(CLOCK).run(
        "INSERT INTO timers (state, length_ms, total_ms, remaining_ms, started_ms, label) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        RUNNING,
        length_ms,
        length_ms,
        length_ms,
        context.clock.uptime_ms,
        label,
    )


def _put(context: Context, timer: Timer, state: int, remaining_ms: int, total_ms: int) -> None:
    context.database(CLOCK).run(
        "UPDATE timers SET state = ?, remaining_ms = ?, total_ms = ?, started_ms = ? WHERE _id = ?",
        state,
        remaining_ms,
        total_ms,
        context.clock.uptime_ms,
        timer.id,
    )


def start(context: Context, timer: Timer) -> None:
    """Run on from where it stands."""
    _put(context, timer, RUNNING, timer.left(context.clock.uptime_ms), timer.total_ms)


def pause(context: Context, timer: Timer) -> None:
    """Stand still."""
    _put(context, timer, PAUSED, timer.left(context.clock.uptime_ms), timer.total_ms)


def reset(context: Context, timer: Timer) -> None:
    """Back to its length, standing."""
    _put(context, timer, RESET, timer.length_ms, timer.length_ms)


def add_minute(context: Context, timer: Timer) -> None:
    """A minute more; one that is over runs for a minute again."""
    left = timer.left(context.clock.uptime_ms)
    if left <= 0:
        _put(context, timer, RUNNING, MINUTE, MINUTE)
    else:
        state = RUNNING if timer.state == RUNNING else timer.state
        _put(context, timer, state, left + MINUTE, timer.total_ms + MINUTE)


def delete(context: Context, timer: Timer) -> None:
    """Gone for good."""
    context.database(CLOCK).run("DELETE FROM timers WHERE _id = ?", timer.id)


def rename(context: Context, timer: Timer, label: str) -> None:
    """Give it a name."""
    context.database(CLOCK).run("UPDATE timers SET label = ? WHERE _id = ?", label, timer.id)
