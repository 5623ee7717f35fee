"""What a gold walk needs: where the phone stands before, the task's sheet, and whether it is done after.

Each app has a file `case_APP.py` here with CASES, one or more for each of its tasks. `walk` performs one in
an English or Chinese phone, light or dark; `test_walk.py` performs them all.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache

import pytest

from device.client import Device
from device.link.transport.inprocess import InProcessTransport
from device.phone.phone import Phone
from tasks.gold.hand import Hand
from tasks.gold.params import Params
from tasks.gold.registry import solver_for
from tests.boot import fresh_phone


def nothing(phone: Phone) -> None:
    """The phone stays as it comes."""


@dataclass(frozen=True, slots=True)
class Case:
    """One task with parameters, begun in one state."""

    task: str
    done: Callable[[Phone, str], bool]
    """Whether the phone, and the answer ("" for none), are as the task wants them."""
    values: Mapping[str, object] = field(default_factory=dict)
    goal: str = ""
    before: Callable[[Phone], None] = nothing
    """Brings the phone where the task begins."""
    name: str = ""
    """Tells cases of one task apart."""
    needs: str = ""
    """A module of an extra without which it cannot be done."""
    already: str = ""
    """Why the phone is as the task wants it before anything is done; "" when it is not."""

    def __str__(self) -> str:
        return f"{self.task}-{self.name}" if self.name else self.task


def phone_for(locale: str, *, dark: bool) -> Phone:
    """A fresh phone as a benchmark leaves it: 24 hours, UTC."""
    return _begun(locale, dark).fork()


@cache
def _begun(locale: str, dark: bool) -> Phone:
    phone = fresh_phone(locale=locale)
    phone.shell("settings put system time_12_24 24; cmd uimode night " + ("yes" if dark else "no"))
    return phone


def walk(case: Case, locale: str = "en-US", *, dark: bool = False) -> None:
    """Perform a case on a fresh phone, and assert that it was not done before and is after."""
    perform(case, phone_for(locale, dark=dark))


def perform(case: Case, phone: Phone) -> None:
    """Perform a case on a phone, and assert that it was not done before and is after."""
    if case.needs:
        pytest.importorskip(case.needs, reason=f"needs {case.needs}")
    case.before(phone)
    phone.shell("input keyevent KEYCODE_HOME")
    assert case.done(phone, "") is bool(case.already), f"{case}: {case.already or 'done before it is begun'}"
    with Device(InProcessTransport(phone)) as device:
        answer = solver_for(case.task)(Hand(device), Params(case.values, case.goal))
    assert case.done(phone, answer or ""), f"{case} is not done; it answers {answer!r}"
