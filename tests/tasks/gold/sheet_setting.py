"""Sheets of tasks that take few words: settings, apps in front, timers, photos, the clipboard."""

from collections.abc import Mapping
from dataclasses import replace
from random import Random

from tasks.chance import SENTENCES, code
from tests.tasks.gold import case_camera, case_clipper, case_clock, case_setting
from tests.tasks.gold.case import Case
from tests.tasks.gold.sheet import Draw

_TEXTS = (
    "1234 Elm St, Springfield, IL",
    "jane.o'hara@example.com",
    "Order No: {}",
    "Tracking #: {}",
    "Ann's",
)


def _timer(random: Random) -> Case:
    return case_clock.timer(random.randint(0, 23), random.randint(0, 59), random.randint(0, 59))


def _copy(random: Random) -> Case:
    return case_clipper.copy(random.choice((*_TEXTS, *SENTENCES)).format(code(random, 8)))


def _any_of(task: str) -> Draw:
    """One of the cases there are."""
    cases = (*case_setting.CASES, *case_clock.CASES, *case_camera.CASES)
    some = [replace(case, name="") for case in cases if case.task == task]
    return lambda random: random.choice(some)


_FEW = sorted({case.task for case in (*case_setting.CASES, *case_clock.CASES, *case_camera.CASES)})
SHEETS: Mapping[str, Draw] = {
    **{task: _any_of(task) for task in _FEW},
    "ClockTimerEntry": _timer,
    "SystemCopyToClipboard": _copy,
}
