"""A task of AndroidWorld from a seed, exactly as its own suite builder makes it."""

import datetime
import hashlib
import json
import random
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

from tasks.androidworld.package import TheirTask, running
from tasks.stage import NOW
from tasks.task import Params

_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")


def instance_seed(seed: int, name: str, repetition: int) -> int:
    """The seed that AndroidWorld's suites give to one task of a run."""
    return int(hashlib.sha256(f"{seed}_{name}_{repetition}".encode()).hexdigest(), 16) % 2**32


def drawn(kind: type[TheirTask], seed: int) -> tuple[TheirTask, Params]:
    """The task, not begun; and its parameters as JSON, for the record.

    A task that takes the time of day into its parameters gets that of the phone: equal seeds, equal tasks.
    Raises TheirFault.
    """
    with running(), _standing_clock(kind.__module__):
        kind.set_device_time(None)
        random.seed(seed)
        params = kind.generate_random_params()
        params["seed"] = seed
        return kind(params), json.loads(json.dumps(params, default=_told))


def _told(value: object) -> str:
    """A record as Python prints it; where something lies in memory is nobody's parameter."""
    return _ADDRESS.sub("", str(value))


class _Still(datetime.datetime):
    """The time when every task begins."""

    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> "_Still":
        return cls(*NOW.timetuple()[:6], tzinfo=tz)


@contextmanager
def _standing_clock(name: str) -> Iterator[None]:
    """Have a module that knows `datetime` by its name take the time from us."""
    module = sys.modules[name]
    if vars(module).get("datetime") is not datetime:
        yield
        return
    still = ModuleType("datetime")
    vars(still).update(vars(datetime), datetime=_Still)
    vars(module)["datetime"] = still
    try:
        yield
    finally:
        vars(module)["datetime"] = datetime
