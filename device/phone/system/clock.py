"""The embedded phone's time: a date that stands still unless set, an uptime that moves with each event.

So that two runs of the same actions see the same times. With `monotonic` given (the `--live` phone)
both follow it in real time.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

EPOCH_MS = 1_697_384_040_000
"""2023-10-15 15:34:00 UTC, the moment AndroidWorld sets at the start of a task."""
EVENT_MS = 250
"""How far uptime moves with each input event."""


@dataclass(frozen=True, slots=True)
class ClockState:
    """What a snapshot keeps."""

    date_ms: int
    uptime_ms: int
    timezone: str
    noticed_ms: int = 0
    """See PhoneClock.noticed_ms; 0 = the date."""


class PhoneClock:
    """Date and uptime, in milliseconds."""

    def __init__(self, monotonic: Callable[[], float] | None = None) -> None:
        self._monotonic = monotonic
        self._started = monotonic() if monotonic else 0.0
        self._ahead_ms = 0
        """Where a live phone waits until real time is as far."""
        self._date_ms = EPOCH_MS
        self._uptime_ms = 3_600_000
        self.timezone = "UTC"
        self.noticed_ms = EPOCH_MS
        """The date up to which apps have noticed what came due, see passing.py."""
        self.watchers: list[Callable[[], None]] = []
        """Told just before uptime moves: who films the screen."""

    def _live_ms(self) -> int:
        return max(self._ahead_ms, self._passed_ms()) if self._monotonic else 0

    def _passed_ms(self) -> int:
        return int((self._monotonic() - self._started) * 1000) if self._monotonic else 0

    @property
    def monotonic(self) -> Callable[[], float] | None:
        """What it follows when time passes by itself."""
        return self._monotonic

    @property
    def live(self) -> bool:
        """Whether time passes by itself."""
        return self._monotonic is not None

    @property
    def date_ms(self) -> int:
        """Milliseconds since 1970, UTC."""
        return self._date_ms + self._live_ms()

    @property
    def uptime_ms(self) -> int:
        """Milliseconds since boot."""
        return self._uptime_ms + self._live_ms()

    @property
    def now(self) -> datetime:
        """The date, in UTC."""
        return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=self.date_ms)

    def set_date(self, date_ms: int) -> None:
        """Put the date; uptime is not touched."""
        self._date_ms = date_ms - self._live_ms()

    def advance(self, ms: int) -> None:
        """Let `ms` of uptime pass: an event happened, or the shell slept."""
        for watcher in self.watchers:
            watcher()
        self._uptime_ms += max(0, ms)

    def run_ahead(self, ms: int) -> None:
        """On a live phone: be where real time will be in `ms`, and wait there for it."""
        for watcher in self.watchers:
            watcher()
        self._ahead_ms = max(self._ahead_ms, self._passed_ms() + ms)

    def save(self) -> ClockState:
        """For a snapshot."""
        return ClockState(self.date_ms, self.uptime_ms, self.timezone, self.noticed_ms)

    def load(self, state: ClockState) -> None:
        """Back to a snapshot."""
        self._date_ms = state.date_ms - self._live_ms()
        self._uptime_ms = state.uptime_ms - self._live_ms()
        self.timezone = state.timezone
        self.noticed_ms = state.noticed_ms or state.date_ms
