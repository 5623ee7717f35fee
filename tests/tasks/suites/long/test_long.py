"""Long tasks, done part by part by gold; a part left out, one done for another, or one thing more fails."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from agent.evaluation.verdict import Verdict
from agent.run.trajectory import read_trajectory
from tasks.agent.code import GOLD
from tasks.gold import longtask as gold_longtask
from tasks.gold.hand import Hand
from tasks.gold.params import Params
from tasks.material.longtask import ANSWER, LONG_TASKS, read, written
from tasks.suite import find_suite, instance_seed
from tasks.suites.long.carry import parts_of
from tasks.task import Task, Template
from tests.tasks.suites.attempt import LOOKS, attempt, gold, playing
from tests.thin import thinned

SUITE = find_suite("long")
TEMPLATES = tuple(SUITE.templates.values())
DEALT = [(template, *LOOKS[place % len(LOOKS)]) for place, template in enumerate(TEMPLATES)]
LEAST = 20
"""Steps of the gold solver, and apps that it sees: three."""
Changed = Callable[[dict[str, str]], dict[str, str]]


def _name(value: object) -> str:
    return value.name if isinstance(value, Template) else getattr(value, "__name__", str(value))


def drawn(template: Template) -> Task:
    return template.task(instance_seed(30, template.name, 0))


def test_there_are_enough() -> None:
    assert len(TEMPLATES) >= 15
    assert set(SUITE.templates) == set(LONG_TASKS)


@pytest.mark.parametrize(("template", "locale", "dark"), thinned(DEALT, 4), ids=_name)
def test_gold_does_it_in_three_apps_and_twenty_steps(
    template: Template, locale: str, dark: bool, tmp_path: Path
) -> None:
    verdict = attempt(drawn(template), GOLD, tmp_path, locale, dark=dark)
    assert verdict.success, verdict.failed
    assert not verdict.damage
    steps = read_trajectory(tmp_path / "run").steps
    assert len(steps) >= LEAST
    launcher = {"com.google.android.apps.nexuslauncher"}
    assert len({step.package for step in steps if step.package} - launcher) >= 3
    assert len(template.facts.app_names) >= 3


@pytest.mark.full
@pytest.mark.parametrize("template", TEMPLATES, ids=_name)
def test_every_part_left_out_costs_its_share(template: Template, tmp_path: Path) -> None:
    long_task = LONG_TASKS[template.name]
    credits = []
    for count in range(1, len(long_task.parts)):
        shorter = replace(long_task, parts=long_task.parts[:count])

        def play(hand: Hand, params: Params, shorter: Any = shorter) -> None:
            gold_longtask.do(hand, params, shorter)

        verdict = attempt(drawn(template), playing(play), tmp_path / str(count))
        assert not verdict.success
        credits.append(verdict.partial)
    assert credits == sorted(credits)
    assert 0 < credits[0] < credits[-1] < 1


def _misread(template: Template, change: Changed, folder: Path) -> Verdict:
    """Everything done, but with other facts than the phone shows."""
    long_task = LONG_TASKS[template.name]

    def play(hand: Hand, params: Params) -> None:
        facts = change(gold_longtask.facts_of(hand, params, long_task))
        gold_longtask.do_with(hand, params, long_task, facts)

    return attempt(drawn(template), playing(play), folder)


@pytest.mark.parametrize("template", thinned(TEMPLATES, 6), ids=_name)
def test_to_carry_what_another_says_is_wrong(template: Template, tmp_path: Path) -> None:
    """The sheet of another seed: the right kind of thing, and the wrong one."""
    params = template.task(77).params
    other: Any = dict(params["sheet"])  # type: ignore[arg-type, call-overload]
    kept = {"From", "To", "File", "Songs"}

    def change(facts: dict[str, str]) -> dict[str, str]:
        more = {ANSWER: "17"} if ANSWER in facts else {}
        return {**facts, **{name: text for name, text in other.items() if name not in kept}, **more}

    verdict = _misread(template, change, tmp_path)
    assert not verdict.success
    assert {clause.evidence for clause in verdict.failed}


@pytest.mark.parametrize("template", thinned(TEMPLATES, 6), ids=_name)
def test_to_tell_another_number_or_note_is_wrong(template: Template, tmp_path: Path) -> None:
    def play(hand: Hand, params: Params) -> None:
        parts: Any = {part: dict(own) for part, own in parts_of(params.values).items()}  # type: ignore[arg-type]
        if "text" in parts:
            parts["text"]["number"] = "+15550001111"
        else:
            parts["note"]["file_name"] = "another.md"
        gold_longtask.do(hand, Params({**params.values, "parts": parts}), LONG_TASKS[template.name])

    assert not attempt(drawn(template), playing(play), tmp_path).success


@pytest.mark.parametrize("template", thinned(TEMPLATES, 6), ids=_name)
def test_one_thing_more_is_wrong(template: Template, tmp_path: Path) -> None:
    def play(hand: Hand, params: Params) -> None:
        gold(hand, params, template.name)
        gold(hand, params, "SimpleSmsSend", number="+15550001111", message="All is done")

    verdict = attempt(drawn(template), playing(play), tmp_path)
    assert not verdict.success or verdict.damage


@pytest.mark.parametrize("template", TEMPLATES, ids=_name)
def test_the_goal_tells_no_fact_that_has_to_be_read(template: Template) -> None:
    for seed in range(8):
        task = template.task(seed)
        sheet: Any = task.params["sheet"]
        long_ones = [text for text in sheet.values() if len(text) > 5]
        assert not [text for text in long_ones if text in task.goal]


def test_a_sheet_reads_back_as_it_was_written() -> None:
    facts = {"Title": "A: b", "About": "x, y: z", "Songs": "One, Two"}
    assert read(written(facts).splitlines()) == facts
    assert read(["no fact", *written(facts).splitlines(), ""]) == facts
