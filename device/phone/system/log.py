"""The phone's log: lines with the moment they were written at, of which it forgets the oldest."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from device.phone.system.clock import PhoneClock

_MOST = 4_000
"""Lines; half of them go at once, as that is seldom then."""


@dataclass(frozen=True, slots=True)
class Line:
    """One entry, which may be of several lines."""

    date_ms: int
    """Milliseconds since 1970, UTC."""
    uptime_ms: int
    text: str
    """As `I/Tag: words`."""


class Log:
    """What was written into it and is not forgotten, oldest first."""

    def __init__(self, clock: PhoneClock) -> None:
        self._clock = clock
        self.lines: list[Line] = []

    def append(self, text: str) -> None:
        """Write it down, now."""
        self.lines.append(Line(self._clock.date_ms, self._clock.uptime_ms, text))
        if len(self.lines) > _MOST:
            del self.lines[: _MOST // 2]

    def clear(self) -> None:
        """Forget all of it."""
        self.lines.clear()

    def forget(self, which: Callable[[Line], bool]) -> None:
        """Only some of it."""
        self.lines[:] = [line for line in self.lines if not which(line)]

    def __iter__(self) -> Iterator[str]:
        return (line.text for line in self.lines)
