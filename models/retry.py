"""When to ask again after a failure on the way, and how long to wait first."""

import email.utils
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from models.deadline import rest, seconds_left
from models.notice import notify

T = TypeVar("T")

PATIENCE = 300.0
"""Seconds that are waited in all for one reply, unless the settings say otherwise."""
_FIRST_WAIT = 0.5
_LONGEST_PAUSE = 30.0
_TOLD_FROM = 2.0
"""Seconds of a pause that is worth a line."""
_TRIES = {"timeout": 1, "absent": 2}
"""Further tries where waiting helps little: a time-out has cost its time, an address may be wrong."""
_MORE = "A larger --patience waits longer"


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a call brought no reply."""

    kind: Literal["busy", "server", "cut", "absent", "timeout", "final"]
    """`absent` means that no model answers there, which may be its restart once it has answered before;
    `final` is never tried again."""
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

    patience: float = PATIENCE
    """Seconds of all pauses before one reply."""
    sleep: Callable[[float], None] = rest
    jitter: Callable[[], float] = random.random

    def run(self, call: Callable[[], T | Failure], *, known: bool = False) -> T | Failure:
        """Call until it brings something, or return the failure that ended it.

        `known` says that this server has answered before: where it is gone now, it is waited for.
        """
        tried, waited = 0, 0.0
        while True:
            result = call()
            if not isinstance(result, Failure) or tried >= _allowed(result, known):
                return result
            wait = self._pause(result, tried)
            if wait > seconds_left():
                return result
            if waited + wait > self.patience:
                return _given_up(result, waited)
            if wait >= _TOLD_FROM:
                notify(f"waiting {wait:.0f} s: {result.message}")
            self.sleep(wait)
            waited += wait
            tried += 1

    def _pause(self, failure: Failure, tried: int) -> float:
        """What the server asked for, but never less than our own pause.

        That is exponential, with up to half of it shaved off at random: a server that says "at once" to
        everybody would be asked without end.
        """
        full = min(_FIRST_WAIT * 2.0 ** min(tried, 10), _LONGEST_PAUSE)
        own = full * (1.0 - 0.5 * self.jitter())
        return max(own, failure.retry_after or 0.0)


def _allowed(failure: Failure, known: bool) -> float:
    """Tries after the first; what is waited for is bounded by patience alone."""
    if failure.kind == "final":
        return 0
    if failure.kind == "absent" and known:
        return float("inf")
    return _TRIES.get(failure.kind, float("inf"))


def _given_up(failure: Failure, waited: float) -> Failure:
    """The failure with how long was waited, or would have to be."""
    told = f"; waited {waited:.0f} s for it" if waited >= 1 else ""
    if failure.retry_after:
        told += f"; it asks to wait {failure.retry_after:.0f} s"
    return replace(failure, message=failure.message + told, hint=_MORE)


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
