"""Every task that the phone can do is done by hand, in both languages, by day and by night."""

from collections.abc import Mapping
from dataclasses import replace
from importlib import import_module
from itertools import product
from pathlib import Path
from random import Random

import pytest

from tests.tasks.gold.case import Case, walk
from tests.tasks.gold.sheet import Draw

LOOKS = tuple(product(("en-US", "zh-CN"), (False, True)))
FOLDER = Path(__file__).parent


def cases() -> tuple[Case, ...]:
    """Those of all `case_*.py` beside this file: what is at the edge of a task, thought out."""
    names = sorted(file.stem for file in FOLDER.glob("case_*.py"))
    return tuple(case for name in names for case in import_module(f"tests.tasks.gold.{name}").CASES)


def sheets() -> Mapping[str, Draw]:
    """Those of all `sheet_*.py` beside this file: how a task's sheet is drawn by chance."""
    names = sorted(file.stem for file in FOLDER.glob("sheet_*.py"))
    return {
        task: draw
        for name in names
        for task, draw in import_module(f"tests.tasks.gold.{name}").SHEETS.items()
    }


CASES = cases()
SHEETS = sheets()
DEALT = [(case, *LOOKS[place % len(LOOKS)]) for place, case in enumerate(CASES)]
"""Each is walked once in the usual run, every look in its turn."""


def drawn(task: str, seed: int) -> Case:
    """A task's case of a seed; its sheet tells the seed, as a benchmark's does."""
    case = SHEETS[task](Random(f"{task} {seed}"))
    return replace(case, values={**case.values, "seed": seed}, name=f"drawn-{seed}")


@pytest.mark.parametrize(("case", "locale", "dark"), DEALT, ids=str)
def test_the_task_is_done(case: Case, locale: str, dark: bool) -> None:
    walk(case, locale, dark=dark)


@pytest.mark.parametrize(("locale", "dark"), [("en-US", False), ("zh-CN", True)], ids=str)
@pytest.mark.parametrize("task", SHEETS)
def test_a_task_drawn_by_chance_is_done(task: str, locale: str, dark: bool) -> None:
    walk(drawn(task, 0), locale, dark=dark)


@pytest.mark.full
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_task_is_done_however_the_phone_looks(case: Case, locale: str, dark: bool) -> None:
    walk(case, locale, dark=dark)


@pytest.mark.full
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("task", SHEETS)
def test_what_chance_draws_is_done_however_the_phone_looks(
    task: str, seed: int, locale: str, dark: bool
) -> None:
    walk(drawn(task, seed), locale, dark=dark)


@pytest.mark.full
@pytest.mark.parametrize("seed", range(4, 24))
@pytest.mark.parametrize("task", SHEETS)
def test_what_chance_draws_is_done_again_and_again(task: str, seed: int) -> None:
    locale, dark = LOOKS[seed % len(LOOKS)]
    walk(drawn(task, seed), locale, dark=dark)
