"""The timers as the clock keeps them."""

from dataclasses import dataclass

from device.phone.apps.clock.state import Hands
from device.phone.apps.clock.store import CLOCK
from device.phone.database import Row

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
    number, state, length, total, remaining, started = (int(value or 0) for value in row[:6])
    return Timer(number, state, length, total, remaining, started, str(row[6]))


def timers(hands: Hands) -> list[Timer]:
    """All of them, the newest first."""
    return [
        _timer(row)
        for row in hands.context.database(CLOCK).rows(
            "SELECT _id, state, length_ms, total_ms, remaining_ms, started_ms, label FROM timers "
            "ORDER BY _id DESC"
        )
    ]


def add_timer(hands: Hands, length_ms: int, label: str = "") -> None:
    """Start a new timer."""
    hands.context.database(CLOCK).run(
        "INSERT INTO timers (state, length_ms, total_ms, remaining_ms, started_ms, label) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        RUNNING,
        length_ms,
        length_ms,
        length_ms,
        hands.phone.clock.uptime_ms,
        label,
    )
    hands.set(digits="", adding=False)


def _put(hands: Hands, timer: Timer, state: int, remaining_ms: int, total_ms: int) -> None:
    hands.context.database(CLOCK).run(
        "UPDATE timers SET state = ?, remaining_ms = ?, total_ms = ?, started_ms = ? WHERE _id = ?",
        state,
        remaining_ms,
        total_ms,
        hands.phone.clock.uptime_ms,
        timer.id,
    )


def start(hands: Hands, timer: Timer) -> None:
    """Run on from where it stands."""
    _put(hands, timer, RUNNING, timer.left(hands.phone.clock.uptime_ms), timer.total_ms)


def pause(hands: Hands, timer: Timer) -> None:
    """Stand still."""
    _put(hands, timer, PAUSED, timer.left(hands.phone.clock.uptime_ms), timer.total_ms)


def reset(hands: Hands, timer: Timer) -> None:
    """Back to its length, standing."""
    _put(hands, timer, RESET, timer.length_ms, timer.length_ms)


def add_minute(hands: Hands, timer: Timer) -> None:
    """A minute more; one that is over runs for a minute again."""
    left = timer.left(hands.phone.clock.uptime_ms)
    if left <= 0:
        _put(hands, timer, RUNNING, MINUTE, MINUTE)
    else:
        state = RUNNING if timer.state == RUNNING else timer.state
        _put(hands, timer, state, left + MINUTE, timer.total_ms + MINUTE)


def delete(hands: Hands, timer: Timer) -> None:
    """Gone for good."""
    hands.context.database(CLOCK).run("DELETE FROM timers WHERE _id = ?", timer.id)


def rename(hands: Hands, timer: Timer, label: str) -> None:
    """Give it a name."""
    hands.context.database(CLOCK).run("UPDATE timers SET label = ? WHERE _id = ?", label, timer.id)
