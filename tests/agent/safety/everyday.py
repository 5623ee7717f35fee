"""Gold tasks without anything sensitive, each by its solver through the loop, with nobody to say yes."""

import tomllib
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path

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
