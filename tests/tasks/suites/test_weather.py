"""Tasks of the world under trouble that their seed draws: the same tasks, judged when it has gone."""

from pathlib import Path

import pytest

from agent.settings import Settings
from device.error import ConfigError
from device.phone.weather.forecast import forecast
from tasks.entrant.code import GOLD, NOOP
from tasks.entrant.entrant import Attempt
from tasks.runner.plan import make_plan
from tasks.runner.slot import Berth, slot_of
from tasks.suite import find_suite, instance_seed
from tasks.suites.weather import KINDS
from tasks.task import Task, Template

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


@pytest.mark.parametrize("template", TEMPLATES, ids=_name)
def test_gold_does_it_whatever_comes_between(template: Template, tmp_path: Path) -> None:
    with slot_of(Berth()) as slot:
        task = drawn(template)
        task.initialize(slot.device())
        slot.sky(task.weather)
        trajectory = GOLD.work(Attempt(task, slot.device(), tmp_path / "run", pictures=False))
        slot.sky("")
        verdict = task.score(slot.device(), trajectory)
        task.tear_down(slot.device())
        assert slot.ready() == ""
    assert verdict.success, verdict.failed
    assert not verdict.damage


@pytest.mark.parametrize("template", TEMPLATES[::6], ids=_name)
def test_trouble_alone_does_no_task(template: Template, tmp_path: Path) -> None:
    with slot_of(Berth()) as slot:
        task = drawn(template)
        task.initialize(slot.device())
        slot.sky(task.weather)
        trajectory = NOOP.work(Attempt(task, slot.device(), tmp_path / "run", pictures=False))
        slot.sky("")
        assert not task.score(slot.device(), trajectory).success


@pytest.mark.parametrize("kind", KINDS)
def test_trouble_that_goes_leaves_no_change_behind(kind: str) -> None:
    with slot_of(Berth()) as slot:
        slot.sky(f"{kind}@7")
        slot.device().home()
        slot.sky("")
        assert slot.ready() == ""


def test_the_trouble_of_a_run_is_back_when_that_of_a_task_goes() -> None:
    with slot_of(Berth(weather="slow")) as slot:
        before = slot.device().shell(["settings", "get", "system", "font_scale"]).text
        slot.sky("bigfont@7")
        assert slot.device().shell(["settings", "get", "system", "font_scale"]).text != before
        slot.sky("")
        assert slot.device().shell(["settings", "get", "system", "font_scale"]).text == before


def test_a_phone_behind_adb_is_refused_before_anything_is_tried() -> None:
    with pytest.raises(ConfigError) as refused:
        make_plan("weather", "gold", Settings(), Berth(serial="emulator-5554"))
    assert "adb" in str(refused.value)
    assert make_plan("world", "gold", Settings(), Berth(serial="emulator-5554")).episodes
