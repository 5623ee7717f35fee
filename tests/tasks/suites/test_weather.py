"""Tasks of the world under trouble that their seed draws: the same tasks, judged when it has gone."""

from pathlib import Path

import pytest

from device.error import ConfigError
from device.phone.weather.forecast import forecast
from tasks.agent.agent import Attempt
from tasks.agent.code import GOLD, NOOP
from tasks.runner.phone import PhoneSpec, open_phone
from tasks.runner.plan import make_plan
from tasks.suite import find_suite, instance_seed
from tasks.suites.weather import KINDS
from tasks.task import Task, Template
from tests.tasks.spec import spec_in
from tests.thin import thinned

SUITE, WORLD = find_suite("weather"), find_suite("world")
TEMPLATES = tuple(SUITE.templates.values())


def _name(value: object) -> str:
    return value.name if isinstance(value, Template) else str(value)


def drawn(template: Template) -> Task:
    return template.task(instance_seed(30, template.name, 0))


def test_there_are_thirty_tasks_of_the_world_word_for_word() -> None:
    assert len(TEMPLATES) >= 30
    for template in TEMPLATES:
        there = WORLD.named(template.name)
        assert template.facts.goals == there.facts.goals
        for seed in range(3):
            assert template.task(seed).params == there.task(seed).params
            assert template.task(seed).goal == there.task(seed).goal
            assert not there.task(seed).weather


def test_the_seed_draws_every_kind_and_always_the_same() -> None:
    drawn = [template.task(seed).weather for template in TEMPLATES for seed in range(20)]
    assert {weather.partition("@")[0] for weather in drawn} == set(KINDS)
    assert drawn == [template.task(seed).weather for template in TEMPLATES for seed in range(20)]
    assert all(forecast(weather).kinds for weather in drawn)
    assert len(set(drawn)) > len(KINDS)


@pytest.mark.parametrize("template", thinned(TEMPLATES, 4), ids=_name)
def test_gold_does_it_whatever_comes_between(template: Template, tmp_path: Path) -> None:
    with open_phone(PhoneSpec()) as phone:
        task = drawn(template)
        task.initialize(phone.device())
        phone.sky(task.weather)
        trajectory = GOLD.work(Attempt(task, phone.device(), tmp_path / "run", pictures=False))
        phone.sky("")
        verdict = task.score(phone.device(), trajectory)
        task.tear_down(phone.device())
        assert phone.ready() == ""
    assert verdict.success, verdict.failed
    assert not verdict.damage


@pytest.mark.parametrize("template", TEMPLATES[::6], ids=_name)
def test_trouble_alone_does_no_task(template: Template, tmp_path: Path) -> None:
    with open_phone(PhoneSpec()) as phone:
        task = drawn(template)
        task.initialize(phone.device())
        phone.sky(task.weather)
        trajectory = NOOP.work(Attempt(task, phone.device(), tmp_path / "run", pictures=False))
        phone.sky("")
        assert not task.score(phone.device(), trajectory).success


@pytest.mark.parametrize("kind", KINDS)
def test_trouble_that_goes_leaves_no_change_behind(kind: str) -> None:
    with open_phone(PhoneSpec()) as phone:
        phone.sky(f"{kind}@7")
        phone.device().home()
        phone.sky("")
        assert phone.ready() == ""


def test_the_trouble_of_a_run_is_back_when_that_of_a_task_goes() -> None:
    with open_phone(PhoneSpec(weather="slow")) as phone:
        before = phone.device().shell(["settings", "get", "system", "font_scale"]).text
        phone.sky("bigfont@7")
        assert phone.device().shell(["settings", "get", "system", "font_scale"]).text != before
        phone.sky("")
        assert phone.device().shell(["settings", "get", "system", "font_scale"]).text == before


def test_a_phone_behind_adb_is_refused_before_anything_is_tried() -> None:
    with pytest.raises(ConfigError) as refused:
        make_plan(spec_in(suite="weather", phones=(PhoneSpec(serial="emulator-5554"),)))
    assert "adb" in str(refused.value)
    assert make_plan(spec_in(phones=(PhoneSpec(serial="emulator-5554"),))).episodes
