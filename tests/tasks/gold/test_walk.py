"""Every task that the phone can do is done by hand, in both languages, by day and by night."""

from importlib import import_module
from itertools import product
from pathlib import Path

import pytest

from tests.tasks.gold.case import Case, walk
from tests.thin import thinned

LOOKS = tuple(product(("en-US", "zh-CN"), (False, True)))
FOLDER = Path(__file__).parent


def cases() -> tuple[Case, ...]:
    """Those of all `case_*.py` beside this file: what is at the edge of a task, thought out."""
    names = sorted(file.stem for file in FOLDER.glob("case_*.py"))
    return tuple(case for name in names for case in import_module(f"tests.tasks.gold.{name}").CASES)


CASES = cases()
DEALT = [(case, *LOOKS[place % len(LOOKS)]) for place, case in enumerate(CASES)]
"""Each is walked once in the usual run, every look in its turn."""


@pytest.mark.parametrize(("case", "locale", "dark"), thinned(DEALT, 12), ids=str)
def test_the_task_is_done(case: Case, locale: str, dark: bool) -> None:
    walk(case, locale, dark=dark)


@pytest.mark.full
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_task_is_done_however_the_phone_looks(case: Case, locale: str, dark: bool) -> None:
    walk(case, locale, dark=dark)
