"""Goals that lean on memory, done with it and without; benchmarks/personal.py has them all."""

import pytest

from benchmarks.owner.goal import Goal, suite
from benchmarks.personal import attempt
from tests.thin import thinned

SHORT = ("出门", "把牛奶加到购物清单", "Text Marc that I am on my way")
"""A procedure; a preference, which the guard has to go by, too; what was confirmed earlier."""


def named(*texts: str) -> list[Goal]:
    return [goal for goal in suite().goal if goal.text in texts]


def test_the_suite_is_whole() -> None:
    goals = suite().goal
    assert len({goal.text for goal in goals}) == len(goals) >= 40
    assert all(goal.want for goal in goals)
    assert sum(any(letter >= "\u4e00" for letter in goal.text) for goal in goals) >= 15
    assert all((goal.do and goal.guess) or goal.brain == "offline" or goal.plain for goal in goals)


@pytest.mark.parametrize("goal", thinned(named(*SHORT), 2), ids=lambda goal: goal.text)
def test_what_leans_on_memory_is_right_with_it_only(goal: Goal) -> None:
    with_memory = attempt(goal, with_memory=True)
    assert with_memory.right, with_memory.why
    assert not attempt(goal, with_memory=False).right


def test_what_says_it_all_is_right_with_memory_too() -> None:
    (goal,) = named("Text Ana Lima good night")
    assert attempt(goal, with_memory=True).right


@pytest.mark.full
@pytest.mark.parametrize("goal", [goal for goal in suite().goal if goal.plain], ids=lambda goal: goal.text)
def test_memory_does_no_harm(goal: Goal) -> None:
    assert attempt(goal, with_memory=True).right
    assert attempt(goal, with_memory=False).right
