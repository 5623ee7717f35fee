"""When to ask again after a failure on the way, and how long to wait first."""

import email.utils
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeVar

from models.deadline import rest, seconds_left

T = TypeVar("T")

_LONGEST_WAIT = 60.0
_FIRST_WAIT = 0.5
_LONGEST_BACKOFF = 20.0


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a call brought no reply."""

    kind: Literal["busy", "server", "timeout", "connection", "final"]
    """`final` is never tried again; a time-out and a refused connection only once or twice."""
    message: str
    hint: str = ""
    retry_after: float | None = None
    """Seconds that the server asked to wait."""
    status: int = 0
    """HTTP status; 0 when there was no answer at all."""
    words: str = ""
    """The server's own words, secrets struck out."""


@dataclass(frozen=True, slots=True)
class Retries:
    """How patient to be. `sleep` and `jitter` (0-1) can be replaced: tests neither wait nor roll dice."""

    most: int = 4
    """Tries after the first."""
    sleep: Callable[[float], None] = rest
    jitter: Callable[[], float] = random.random

    def run(self, call: Callable[[], T | Failure]) -> T | Failure:
        """Call until it brings something, or return the failure that ended it."""
        tried = 0
        while True:
            result = call()
            if not isinstance(result, Failure) or tried >= self._allowed(result):
                return result
            wait = self._wait(result, tried)
            if wait > min(_LONGEST_WAIT, seconds_left()):
                return result
            self.sleep(wait)
            tried += 1

    def _allowed(self, failure: Failure) -> int:
        match failure.kind:
            case "final":
                return 0
            case "timeout":  # each has cost the whole time-out already
                return min(self.most, 1)
            case "connection":  # nobody listens: a person waits for this line
                return min(self.most, 2)
            case _:
                return self.most

    def _wait(self, failure: Failure, tried: int) -> float:
        """What the server asked for, else exponential with up to half of it shaved off at random."""
        if failure.retry_after is not None:
            return failure.retry_after
        full = min(_FIRST_WAIT * 2.0**tried, _LONGEST_BACKOFF)
        return full * (1.0 - 0.5 * self.jitter())


def retry_after(headers: Mapping[str, str], now: Callable[[], float] = time.time) -> float | None:
    """Seconds from `Retry-After` (a number or a date) or `retry-after-ms`; None where neither is there."""
    milliseconds = _number(headers.get("retry-after-ms"))
    if milliseconds is not None:
        return milliseconds / 1000
    given = headers.get("retry-after")
    seconds = _number(given)
    if seconds is not None or not given:
        return seconds
    try:
        until = email.utils.parsedate_to_datetime(given).timestamp()
    except ValueError:
        return None
    return max(0.0, until - now())


def _number(text: str | None) -> float | None:
    try:
        number = float(text or "")
    except ValueError:
        return None
    return number if 0 <= number < float("inf") else None
