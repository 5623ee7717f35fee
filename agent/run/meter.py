"""Where time and tokens of a lap went."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from agent.run.step import Seconds
from models.reply import Usage

Kind = Literal["model", "device", "wait"]


class Meter:
    """Adds up seconds by kind and usage by role; `lap()` hands over what came together since the last."""

    def __init__(self) -> None:
        self._started = time.perf_counter()
        self._lap_started = self._started
        self._spent: dict[Kind, float] = {"model": 0.0, "device": 0.0, "wait": 0.0}
        self._usage: dict[str, Usage] = {}
        self._total = Seconds()
        self._total_usage: dict[str, Usage] = {}

    @contextmanager
    def timed(self, kind: Kind) -> Iterator[None]:
        """Count the time of the block as this kind's."""
        started = time.perf_counter()
        try:
            yield
        finally:
            self._spent[kind] += time.perf_counter() - started

    def took(self, kind: Kind, seconds: float) -> None:
        """Count time that was measured elsewhere."""
        self._spent[kind] += seconds

    def spent(self, kind: Kind) -> float:
        """Seconds of this kind since the lap began."""
        return self._spent[kind]

    def used(self, role: str, usage: Usage) -> None:
        """Count what a role's call cost."""
        self._usage[role] = self._usage.get(role, Usage()) + usage
        self._total_usage[role] = self._total_usage.get(role, Usage()) + usage

    def lap(self) -> tuple[Seconds, dict[str, Usage]]:
        """Time and usage since the last call, which begins a new lap."""
        now = time.perf_counter()
        seconds = self._since(now)
        usage, self._usage = self._usage, {}
        self._lap_started = now
        self._spent = dict.fromkeys(self._spent, 0.0)
        self._total += seconds
        return seconds, usage

    @property
    def active(self) -> float:
        """Seconds since the start without the person's own."""
        waited = self._total.wait + self._spent["wait"]
        return time.perf_counter() - self._started - waited

    def totals(self) -> tuple[Seconds, dict[str, Usage]]:
        """Time and usage of the whole run so far."""
        return self._total + self._since(time.perf_counter()), dict(self._total_usage)

    def _since(self, now: float) -> Seconds:
        """Microseconds are enough for a record."""
        spent = {kind: round(seconds, 6) for kind, seconds in self._spent.items()}
        return Seconds(total=round(now - self._lap_started, 6), **spent)
