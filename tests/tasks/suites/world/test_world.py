"""Every task of the suite: done by its gold solver, not by whoever does nothing, or nearly the right thing.

Each `near_*.py` beside this file has NEAR: for each of its tasks at least two plays that come near it, with
the wrong thing or with one thing too many.
"""

from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path

import pytest

from tasks.agent.code import GOLD
from tasks.suite import find_suite, instance_seed
from tasks.task import Template
from tests.table import each_row
from tests.tasks.suites.attempt import LOOKS, Near, attempt, playing
from tests.thin import thinned

WORLD = find_suite("world")
LONG_TO_READ = ("RecipeAddMultipleRecipesFromImage",)
"""Whose picture takes RapidOCR 14 s of a processor. Records are read off one of expenses, too."""
DEALT = thinned(
    [
        (template, *LOOKS[place % len(LOOKS)])
        for place, (name, template) in enumerate(WORLD.templates.items())
        if name not in LONG_TO_READ
    ],
    6,
)
DEALT += [pytest.param(WORLD.templates[name], *LOOKS[0], marks=pytest.mark.full) for name in LONG_TO_READ]


def near() -> Mapping[str, Sequence[Near]]:
    names = sorted(file.stem for file in Path(__file__).parent.glob("near_*.py"))
    return {
        task: plays
        for name in names
        for task, plays in import_module(f"tests.tasks.suites.world.{name}").NEAR.items()
    }


NEAR = near()
MISSES = [
    pytest.param(task, play, marks=() if number == 0 and place % 4 == 0 else pytest.mark.full)
    for place, (task, plays) in enumerate(NEAR.items())
    for number, play in enumerate(plays)
]
"""One of every fourth task in the usual run, the others under `full`."""


def _name(value: object) -> str:
    return value.name if isinstance(value, Template) else getattr(value, "__name__", str(value))


@pytest.mark.parametrize(("template", "locale", "dark"), DEALT, ids=_name)
def test_gold_does_it(template: Template, locale: str, dark: bool, tmp_path: Path) -> None:
    task = template.task(instance_seed(30, template.name, 0))
    verdict = attempt(task, GOLD, tmp_path, locale, dark=dark)
    assert verdict.success, verdict.failed
    assert not verdict.damage


@pytest.mark.parametrize(("task", "play"), thinned(MISSES, 2), ids=_name)
def test_nearly_does_not(task: str, play: Near, tmp_path: Path) -> None:
    verdict = attempt(WORLD.named(task).task(instance_seed(30, task, 0)), playing(play), tmp_path)
    assert not verdict.success or verdict.damage, verdict


@each_row("template", WORLD.templates.values())
def test_every_task_has_two_near_misses_and_three_wordings(template: Template) -> None:
    assert len(NEAR.get(template.name, ())) >= 2
    assert len(set(template.facts.goals)) >= 3
