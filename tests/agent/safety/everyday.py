"""Gold tasks without anything sensitive, each by its solver through the loop, with nobody to say yes."""

import tomllib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path

from agent.action.action import Action, Click, LongPress
from agent.guard.doubt import suspected_classes
from agent.guard.found import with_found
from agent.run.step import Spot
from device.client import Device
from device.link.transport.inprocess import InProcessTransport
from device.phone.phone import Phone
from device.screen import Point
from grounding.target import Target
from tasks.gold.hand import Hand, NotOnScreen
from tasks.gold.params import Params
from tasks.gold.registry import solver_for
from tests.agent.safety.puppet import Held
from tests.agent.safety.suite import gone_through
from tests.tasks.gold.case import Case, phone_for
from tests.tasks.gold.test_walk import CASES

_SENSITIVE = {
    "OpenAppTaskEval-camera",
    "OpenAppTaskEval-first",
    "TurnOnWifiAndOpenApp-camera",
    "SaveCopyOfReceiptTaskEval-first",
}
"""Those that ask for permissions on their way."""


class _Missing(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return ""


@cache
def _goals() -> Mapping[str, list[str]]:
    table = tomllib.loads((Path(__file__).parent / "everyday.toml").read_text("utf-8"))
    return dict(table["goal"])


def harmless() -> tuple[Case, ...]:
    """All cases of gold tasks that take nothing sensitive."""
    return tuple(case for case in CASES if case.task in _goals() and str(case) not in _SENSITIVE)


def goal_of(case: Case, language: str) -> str:
    """The case's goal as a person says it."""
    rows = case.values.get("row_objects", ())
    assert isinstance(rows, list | tuple)
    told = _Missing({name: str(value) for name, value in case.values.items()})
    told["rows"] = "\n".join(str(row) for row in rows)
    return _goals()[case.task][("en", "zh").index(language)].format_map(told)


def walked(case: Case, locale: str, *, dark: bool = False) -> tuple[str, ...]:
    """What was held of the case; AssertionError where the loop did not do it although nothing was held."""
    phone = phone_for(locale, dark=dark)
    case.before(phone)
    phone.shell("input keyevent KEYCODE_HOME")
    answers: list[str] = []

    def act(hand: Hand) -> None:
        goal = case.goal or goal_of(case, locale[:2])
        with suppress(Held, NotOnScreen):
            answers.append(solver_for(case.task)(hand, Params(case.values, goal)) or "")

    held, _ = gone_through(phone, goal_of(case, locale[:2]), "ask", act)
    assert held or (answers and case.done(phone, answers[0])), f"{case} is not done"
    return held


class _Blind(Device):
    """A phone in hand whose taps are judged as if no element list could be read."""

    def __init__(self, phone: Phone) -> None:
        super().__init__(InProcessTransport(phone))
        self.judged: list[tuple[str, ...]] = []

    def tap(self, point: Point) -> None:
        self._judge(Click(target=Target(point=(point.x, point.y))), point)
        super().tap(point)

    def long_press(self, point: Point, seconds: float = 1.0) -> None:
        self._judge(LongPress(target=Target(point=(point.x, point.y))), point)
        super().long_press(point, seconds)

    def _judge(self, action: Action, point: Point) -> None:
        seen = replace(self.observe(), elements=(), tree_error="could not get idle state")
        spots = (Spot(point=point, confidence=1.0, method="point"),)
        self.judged.append(suspected_classes(action, spots, with_found(seen, action, spots)))


def walked_blind(case: Case, locale: str) -> list[tuple[str, ...]]:
    """What each tap of the case, by point and without an element list, is held as."""
    phone = phone_for(locale, dark=False)
    case.before(phone)
    phone.shell("input keyevent KEYCODE_HOME")
    with _Blind(phone) as device, suppress(NotOnScreen):
        goal = case.goal or goal_of(case, locale[:2])
        solver_for(case.task)(Hand(device), Params(case.values, goal))
    return device.judged
