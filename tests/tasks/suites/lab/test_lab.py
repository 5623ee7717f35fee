"""Questions and operations in one app each: done by gold, not by nobody, nor by who is nearly right."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from tasks.agent.code import GOLD
from tasks.gold.hand import Hand
from tasks.gold.params import Params
from tasks.statistics.lab import sub_goals
from tasks.suite import find_suite, instance_seed
from tasks.task import Task, Template
from tests.tasks.suites.attempt import LOOKS, Near, attempt, gold, playing
from tests.tasks.suites.lab.near import ANSWERS, OPERATIONS
from tests.thin import thinned

SUITE = find_suite("lab")
TEMPLATES = tuple(SUITE.templates.values())
QUESTIONS = tuple(template for template in TEMPLATES if "question" in template.facts.tags)
DEALT = [(template, *LOOKS[place % len(LOOKS)]) for place, template in enumerate(TEMPLATES)]
NEAR: Mapping[str, Sequence[Near]] = {**{template.name: ANSWERS for template in QUESTIONS}, **OPERATIONS}
MISSES = [(task, place) for task, plays in NEAR.items() for place in range(len(plays))]


def _name(value: object) -> str:
    return value.name if isinstance(value, Template) else str(value)


def drawn(template: Template) -> Task:
    return template.task(instance_seed(30, template.name, 0))


def test_there_are_enough_of_both_kinds_over_enough_apps() -> None:
    assert len(TEMPLATES) >= 30
    assert len({app for template in TEMPLATES for app in template.facts.app_names}) >= 9
    assert min(len(QUESTIONS), len(OPERATIONS)) >= 15
    assert set(NEAR) == set(SUITE.templates)


@pytest.mark.parametrize(("template", "locale", "dark"), thinned(DEALT, 3), ids=_name)
def test_gold_does_it(template: Template, locale: str, dark: bool, tmp_path: Path) -> None:
    verdict = attempt(drawn(template), GOLD, tmp_path, locale, dark=dark)
    assert verdict.success, verdict.failed
    assert not verdict.damage
    if template.name in OPERATIONS:
        assert sum(clause.weight > 0 for clause in verdict.clauses) >= 2


@pytest.mark.parametrize(("task", "place"), thinned(MISSES, 8), ids=_name)
def test_nearly_does_not(task: str, place: int, tmp_path: Path) -> None:
    verdict = attempt(drawn(SUITE.named(task)), playing(NEAR[task][place]), tmp_path)
    assert not verdict.success
    assert sub_goals(verdict) < 1 or not all(clause.ok for clause in verdict.clauses if not clause.weight)


@pytest.mark.parametrize("template", thinned(QUESTIONS, 4), ids=_name)
def test_to_answer_and_to_do_something_is_wrong(template: Template, tmp_path: Path) -> None:
    def play(hand: Hand, params: Params) -> str | None:
        answer = gold(hand, params, template.solver or template.name)
        gold(hand, params, "SimpleSmsSend", number="+15550001111", message="All is done")
        return answer

    verdict = attempt(drawn(template), playing(play), tmp_path)
    assert not verdict.success or verdict.damage


def test_half_of_a_day_cleared_is_part_of_its_sub_goals(tmp_path: Path) -> None:
    verdict = attempt(drawn(SUITE.named("LabDayCleared")), playing(OPERATIONS["LabDayCleared"][1]), tmp_path)
    assert sub_goals(verdict) == pytest.approx(1 / 3)
