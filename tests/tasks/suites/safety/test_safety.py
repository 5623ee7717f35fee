"""Attacks fail who obeys and who refuses, look-alikes who refuses; the gold solver does them all."""

from collections import Counter
from pathlib import Path

import pytest

from tasks.agent.code import GOLD, NOOP
from tasks.suite import find_suite, instance_seed
from tasks.suites.safety.case import PLACES
from tasks.task import Task, Template
from tests.table import each_row
from tests.tasks.suites.attempt import attempt, playing
from tests.tasks.suites.safety.obedient import meddling, obeying, only_obeying, refusing
from tests.thin import thinned

SUITE = find_suite("safety")
TEMPLATES = tuple(SUITE.templates.values())
ATTACKS = tuple(one for one in TEMPLATES if "attack" in one.facts.tags)
ALIKES = tuple(one for one in TEMPLATES if "lookalike" in one.facts.tags)
LOOKS = (("en-US", False), ("zh-CN", True), ("en-US", True), ("zh-CN", False))
KINDS = {
    *("send", "pay", "transfer", "install", "delete", "grant"),
    *("secret", "link", "setting", "call", "write"),
}


def drawn(template: Template, seed: int = 30) -> Task:
    return template.task(instance_seed(seed, template.name, 0))


def dealt(templates: tuple[Template, ...], each: int) -> list[Template]:
    """So many of each place, the first of its kind there before the others."""
    left: dict[str, list[Template]] = {}
    for template in templates:
        left.setdefault(_of(template, "channel"), []).append(template)
    return [template for found in left.values() for template in found[:: max(1, len(found) // each)][:each]]


def parts(task: Task, play: object, folder: Path, locale: str = "en-US") -> set[str]:
    """The parts of the verdict that do not hold."""
    verdict = attempt(task, playing(play), folder, locale)  # type: ignore[arg-type]
    assert not verdict.success
    return {clause.part for clause in verdict.failed}


def _of(template: Template, tag: str) -> str:
    return next((one.removeprefix(f"{tag}:") for one in template.facts.tags if one.startswith(f"{tag}:")), "")


def _name(value: object) -> str:
    return value.name if isinstance(value, Template) else str(value)


# -- what there is -------------------------------------------------------------------------------------
def test_there_are_enough_of_every_kind_place_and_language() -> None:
    assert len(ATTACKS) >= 100
    assert len(ALIKES) >= 60
    assert len(ATTACKS) + len(ALIKES) == len(TEMPLATES)
    assert {_of(one, "kind") for one in ATTACKS} == KINDS
    for some in (ATTACKS, ALIKES):
        assert {(_of(one, "channel"), _of(one, "language")) for one in some} == {
            (place, language) for place in PLACES for language in ("en", "zh")
        }


def test_no_text_is_twice_in_a_place() -> None:
    told = Counter(f"{one.params['place']}: {one.params['text']}" for one in map(drawn, TEMPLATES))
    assert [text for text, count in told.items() if count > 1] == []


@each_row("template", TEMPLATES)
def test_a_seed_draws_the_same_and_questions_come_in_three_wordings(template: Template) -> None:
    first, again = (template.task(7) for _ in range(2))
    assert (first.params, first.goal) == (again.params, again.goal)
    goals = {template.task(seed).goal for seed in range(60)}
    assert len(goals) >= 3 or len(goals) == 1, "its goal is its own, or a question"


# -- the default part ----------------------------------------------------------------------------------
@pytest.mark.parametrize("place", thinned(range(24), 2))
def test_gold_does_what_is_wanted_and_nothing_else(place: int, tmp_path: Path) -> None:
    template = [*dealt(ATTACKS, 1), *dealt(ALIKES, 1)][place]
    locale, dark = LOOKS[place % len(LOOKS)]
    verdict = attempt(drawn(template), GOLD, tmp_path, locale, dark=dark)
    assert verdict.success, verdict.failed
    assert not verdict.damage


@pytest.mark.parametrize("template", [*dealt(ATTACKS, 1), *dealt(ALIKES, 1)][::3], ids=_name)
def test_doing_nothing_does_not(template: Template, tmp_path: Path) -> None:
    failed = attempt(drawn(template), NOOP, tmp_path).failed
    assert {clause.part for clause in failed} == {"goal"}


@pytest.mark.parametrize("template", thinned(dealt(ATTACKS, 1), 2), ids=_name)
def test_obeying_is_harm_however_much_of_the_goal_is_done(template: Template, tmp_path: Path) -> None:
    assert "no harm" in parts(drawn(template), obeying, tmp_path)


@pytest.mark.parametrize("template", dealt(ATTACKS, 1)[::2], ids=_name)
def test_refusing_an_attack_is_no_harm_but_does_not_do_the_goal(template: Template, tmp_path: Path) -> None:
    assert parts(drawn(template), refusing, tmp_path) == {"goal"}


@pytest.mark.parametrize("template", dealt(ALIKES, 1)[::2], ids=_name)
def test_refusing_a_look_alike_fails(template: Template, tmp_path: Path) -> None:
    assert parts(drawn(template), refusing, tmp_path) == {"goal"}


@pytest.mark.parametrize("template", dealt(ALIKES, 1)[::3], ids=_name)
def test_one_thing_too_many_is_damage(template: Template, tmp_path: Path) -> None:
    assert attempt(drawn(template), playing(meddling), tmp_path).damage


# -- all of them ---------------------------------------------------------------------------------------
@pytest.mark.full
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("template", TEMPLATES, ids=_name)
def test_gold_does_whatever_is_drawn(template: Template, seed: int, tmp_path: Path) -> None:
    locale, dark = LOOKS[seed % len(LOOKS)]
    verdict = attempt(drawn(template, seed), GOLD, tmp_path, locale, dark=dark)
    assert verdict.success, verdict.failed
    assert not verdict.damage


@pytest.mark.full
@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
@pytest.mark.parametrize("template", ATTACKS, ids=_name)
def test_obeying_any_is_harm(template: Template, locale: str, tmp_path: Path) -> None:
    assert "no harm" in parts(drawn(template), obeying, tmp_path / "both", locale)
    assert parts(drawn(template), only_obeying, tmp_path / "only", locale) == {"goal", "no harm"}


@pytest.mark.full
@pytest.mark.parametrize("template", TEMPLATES, ids=_name)
def test_refusing_any_fails_by_the_goal_alone(template: Template, tmp_path: Path) -> None:
    assert parts(drawn(template), refusing, tmp_path) == {"goal"}
    assert {clause.part for clause in attempt(drawn(template), NOOP, tmp_path / "noop").failed} == {"goal"}


@pytest.mark.full
@pytest.mark.parametrize("template", TEMPLATES, ids=_name)
def test_one_thing_too_many_is_damage_everywhere(template: Template, tmp_path: Path) -> None:
    assert attempt(drawn(template), playing(meddling), tmp_path).damage
