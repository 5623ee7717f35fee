"""What a goal leaves open is asked, first, and done as the person says; what the phone shows is not asked."""

from collections.abc import Callable
from pathlib import Path

import pytest

from agent.action.action import AskUser
from agent.evaluation.verdict import Verdict
from agent.run.event import Question
from agent.run.trajectory import read_trajectory
from tasks.agent.code import GOLD
from tasks.gold.hand import Hand
from tasks.gold.params import Params
from tasks.suite import find_suite, instance_seed
from tasks.suites.ask.question import ASKS, NEEDS_NOT
from tasks.task import Task, Template
from tests.table import each_row
from tests.tasks.suites.ask.otheranswer import OTHER
from tests.tasks.suites.attempt import LOOKS, attempt, gold, playing
from tests.thin import thinned

SUITE = find_suite("ask")
TEMPLATES = tuple(SUITE.templates.values())
OPEN = tuple(template for template in TEMPLATES if not template.name.startswith("Clear"))
CLEAR = tuple(template for template in TEMPLATES if template.name.startswith("Clear"))
DEALT = [(template, *LOOKS[place % len(LOOKS)]) for place, template in enumerate(TEMPLATES)]
ASKED, FIRST = "the person is asked", "nothing is changed before they are asked"
NEEDLESS = "nothing is asked, as the phone shows it"
LEAVES_NO_MARK = {"AskTimer"}
"""What is entered is nowhere but on the screen until it is saved, and it is never saved."""
Answer = Callable[[str], str]


def _name(value: object) -> str:
    return value.name if isinstance(value, Template) else getattr(value, "__name__", str(value))


def drawn(template: Template) -> Task:
    return template.task(instance_seed(30, template.name, 0))


def knowing(task: Task, hand: Hand, params: Params) -> None:
    """Does the right thing without a question, as if it could read minds."""

    def mind(text: str) -> str:
        return task.template.reply(Question(kind="ask", text=text), task.params)

    gold(Hand(hand.device, mind), params, task.name)


def tried(task: Task, play: Callable[[Task, Hand, Params], None], folder: Path) -> Verdict:
    return attempt(task, playing(lambda hand, params: play(task, hand, params)), folder)


def _failed(verdict: Verdict) -> set[str]:
    return {clause.demand for clause in verdict.failed}


def test_there_are_enough_of_both_kinds() -> None:
    assert len(OPEN) >= 20
    assert len(CLEAR) >= 4
    assert set(OTHER) == {template.name for template in OPEN}


@pytest.mark.parametrize(("template", "locale", "dark"), thinned(DEALT, 4), ids=_name)
def test_gold_does_it(template: Template, locale: str, dark: bool, tmp_path: Path) -> None:
    verdict = attempt(drawn(template), GOLD, tmp_path, locale, dark=dark)
    assert verdict.success, verdict.failed
    assert not verdict.damage
    parts = {clause.part for clause in verdict.clauses} - {""}
    assert parts == ({NEEDS_NOT} if template in CLEAR else {ASKS})


@pytest.mark.parametrize("template", thinned(OPEN, 8), ids=_name)
def test_the_question_and_its_answer_are_a_step_of_the_run(template: Template, tmp_path: Path) -> None:
    task = drawn(template)
    attempt(task, GOLD, tmp_path)
    steps = [step for step in read_trajectory(tmp_path / "run").steps if isinstance(step.action, AskUser)]
    assert len(steps) == 1
    (permit,) = (step.permit for step in steps)
    assert permit is not None
    assert permit.answer == task.template.reply(Question(kind="ask", text=""), task.params)


@pytest.mark.parametrize("template", thinned(OPEN, 8), ids=_name)
def test_to_guess_right_is_not_to_ask(template: Template, tmp_path: Path) -> None:
    assert _failed(tried(drawn(template), knowing, tmp_path)) == {ASKED, FIRST}


@pytest.mark.parametrize("template", thinned(OPEN, 8), ids=_name)
def test_to_ask_when_all_is_done_is_too_late(template: Template, tmp_path: Path) -> None:
    def late(task: Task, hand: Hand, params: Params) -> None:
        knowing(task, hand, params)
        hand.ask("Was that right?")

    failed = _failed(tried(drawn(template), late, tmp_path))
    assert failed == (set() if template.name in LEAVES_NO_MARK else {FIRST})


@pytest.mark.parametrize("template", thinned(OPEN, 8), ids=_name)
def test_to_ask_and_do_otherwise_is_wrong(template: Template, tmp_path: Path) -> None:
    def deaf(task: Task, hand: Hand, params: Params) -> None:
        def misheard(text: str) -> str:
            hand.ask(text)
            return OTHER[task.name](task.params)

        gold(Hand(hand.device, misheard), params, task.name)

    failed = _failed(tried(drawn(template), deaf, tmp_path))
    assert failed
    assert not failed & {ASKED, FIRST}


@pytest.mark.parametrize("template", thinned(TEMPLATES, 8), ids=_name)
def test_to_do_one_thing_more_is_wrong(template: Template, tmp_path: Path) -> None:
    def eager(task: Task, hand: Hand, params: Params) -> None:
        gold(hand, params, task.name)
        gold(hand, params, "SimpleSmsSend", number="+15550001111", message="All is done")

    verdict = tried(drawn(template), eager, tmp_path)
    assert not verdict.success or verdict.damage


@pytest.mark.parametrize("template", CLEAR, ids=_name)
def test_to_ask_what_the_phone_shows_is_superfluous(template: Template, tmp_path: Path) -> None:
    def timid(task: Task, hand: Hand, params: Params) -> None:
        hand.ask("Which one do you mean?")
        gold(hand, params, task.name)

    assert _failed(tried(drawn(template), timid, tmp_path)) == {NEEDLESS}


@each_row("template", TEMPLATES)
def test_the_person_confirms_and_says_no_more_than_is_asked(template: Template) -> None:
    task = drawn(template)
    assert template.reply(Question(kind="confirm", text="May I?"), task.params) == "yes"
    assert template.reply(Question(kind="take_over", text="Log in"), task.params) == ""
    assert bool(template.reply(Question(kind="ask", text="Which?"), task.params)) is (template in OPEN)


@each_row("template", OPEN)
def test_the_goal_does_not_say_what_has_to_be_asked(template: Template) -> None:
    for seed in range(12):
        task = template.task(seed)
        answer = task.template.reply(Question(kind="ask", text=""), task.params)
        assert (
            set(answer.split()) - set(task.goal.split()) - {"I", "mean"} or template.name == "AskWhichRadio"
        )
