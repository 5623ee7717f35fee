"""What holds of every suite: wordings, seeds, gold on whatever is drawn, nothing for doing nothing."""

from itertools import islice
from pathlib import Path
from random import Random

import pytest

from agent.checkgoal import checked_goal
from agent.settings import Settings
from tasks.agent.agent import Attempt
from tasks.agent.code import GOLD, NOOP
from tasks.runner.phone import PhoneSpec, open_phone
from tasks.suite import THEIRS, find_suite, suite_names
from tasks.task import Template
from tests.table import each_row
from tests.tasks.suites.attempt import LOOKS, attempt

EVERY = [name for name in suite_names() if name not in THEIRS]
SUITES = ("ask", "hybrid", "infeasible", "lab", "long", "personal", "world")
TEMPLATES = [template for suite in SUITES for template in find_suite(suite).templates.values()]


@each_row("template", TEMPLATES)
def test_each_has_three_wordings_and_draws_the_same_of_a_seed(template: Template) -> None:
    assert len({template.task(seed).goal for seed in range(60)}) >= 3
    first = template.draw(Random("a"))
    template.draw(Random("b"))
    assert template.draw(Random("a")) == first


@each_row("template", TEMPLATES)
def test_the_goal_is_word_for_word_what_a_run_of_it_records(template: Template) -> None:
    goals = [template.task(seed).goal for seed in range(12)]
    assert [checked_goal(goal, Settings()) for goal in goals] == goals


@pytest.mark.parametrize(
    ("suite", "one_in"),
    [
        *((name, 8) for name in EVERY),
        *(pytest.param(name, 1, marks=pytest.mark.full) for name in EVERY),
    ],
)
def test_doing_nothing_earns_nothing(suite: str, one_in: int, tmp_path: Path) -> None:
    """Not even a part: what the phone is like to begin with is nobody's work."""
    earned = {}
    with open_phone(PhoneSpec()) as phone:
        for task in islice(find_suite(suite).tasks(30), 0, None, one_in):
            phone.ready()
            task.initialize(phone.device())
            one = Attempt(task, phone.device(), tmp_path / task.name, pictures=False)
            verdict = task.score(phone.device(), NOOP.work(one))
            if verdict.success or verdict.partial:
                earned[task.name] = verdict
    assert not earned


@pytest.mark.full
@pytest.mark.parametrize("seed", range(1, 12))
@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.name)
def test_gold_does_whatever_is_drawn(template: Template, seed: int, tmp_path: Path) -> None:
    locale, dark = LOOKS[seed % len(LOOKS)]
    verdict = attempt(template.task(seed), GOLD, tmp_path, locale, dark=dark)
    assert verdict.success, verdict.failed
    assert not verdict.damage
