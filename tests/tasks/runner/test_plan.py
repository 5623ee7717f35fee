"""What a run will try."""

import re
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec

import pytest

from agent.settings import Settings
from device.error import ConfigError
from tasks.runner.need import see_needs
from tasks.runner.plan import make_plan
from tasks.runner.spec import AgentName
from tasks.suite import find_suite
from tests.tasks.spec import spec_in


def test_a_task_that_is_named_twice_is_tried_as_one() -> None:
    names = ("SystemWifiTurnOff", "SystemWifiTurnOn", "SystemWifiTurnOff")
    plan = make_plan(spec_in(agent="gold", repetitions=2, tasks=names))
    assert [(each.task, each.repetition) for each in plan.episodes] == [
        ("SystemWifiTurnOff", 0),
        ("SystemWifiTurnOff", 1),
        ("SystemWifiTurnOn", 0),
        ("SystemWifiTurnOn", 1),
    ]


READ_BY_GOLD = {
    "world": (
        "ExpenseAddMultipleFromGallery",
        "MarkorTranscribeReceipt",
        "MarkorTranscribeVideo",
        "RecipeAddMultipleRecipesFromImage",
    ),
    "long": ("LongReceiptDay",),
}


@pytest.mark.parametrize(
    ("suite", "name"), [(suite, name) for suite in READ_BY_GOLD for name in READ_BY_GOLD[suite]]
)
def test_what_only_gold_needs_is_missed_for_gold_alone(
    monkeypatch: pytest.MonkeyPatch, suite: str, name: str
) -> None:
    monkeypatch.setattr(
        "tasks.runner.need.find_spec", lambda module: None if module == "rapidocr" else find_spec("json")
    )
    with pytest.raises(
        ConfigError, match=rf"{name} needs rapidocr, which is not installed.*'tapwright\[ocr\]'"
    ):
        make_plan(spec_in(suite=suite, tasks=(name,)))
    others: tuple[AgentName, ...] = ("agent", "noop", "random")
    for agent in others:
        assert make_plan(
            spec_in(suite=suite, agent=agent, settings=Settings(model="offline"), tasks=(name,))
        ).episodes


def test_gold_reads_pictures_in_no_other_task(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "tasks.runner.need.find_spec", lambda module: None if module == "rapidocr" else find_spec("json")
    )
    for suite in ("world", "long", "lab", "ask", "weather"):
        names = tuple(set(find_suite(suite).templates) - set(READ_BY_GOLD.get(suite, ())))
        assert len(make_plan(spec_in(suite=suite, tasks=names)).episodes) == len(names)


def test_a_run_is_known_by_what_reads_pictures_shows_films_and_speaks_adb(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def installed(name: str) -> str:
        if name == "rapidocr":
            raise PackageNotFoundError(name)
        return "1.2.3" if name in ("av", "adbutils") else version(name)

    with_it = make_plan(spec_in(agent="noop", tasks=("SystemWifiTurnOff",)))
    monkeypatch.setattr("tasks.runner.plan.version", installed)
    plan = make_plan(spec_in(agent="noop", tasks=("SystemWifiTurnOff",)))
    assert {name: plan.versions[name] for name in ("adbutils", "av", "rapidocr")} == {
        "adbutils": "1.2.3",
        "av": "1.2.3",
        "rapidocr": "absent",
    }
    assert plan.digest != with_it.digest
    (told,) = plan.told_apart(with_it)
    assert told.startswith("versions (")
    assert "adbutils 1.2.3 and " in told


def test_of_agents_of_two_kinds_only_that_is_told() -> None:
    noop, ours = (
        make_plan(spec_in(agent=agent, tasks=("SystemWifiTurnOff",))) for agent in ("noop", "agent")
    )
    (told,) = [each for each in noop.told_apart(ours) if each.startswith("entrant")]
    assert re.fullmatch(r"entrant \(entrant noop and agent; \d+ more\)", told)


def test_a_repeated_task_is_the_same_task_with_a_seed_of_its_own() -> None:
    names = ("SimpleSmsSend", "ClockTimerEntry")
    plan = make_plan(spec_in(agent="noop", repetitions=2, repeats=3, tasks=names))
    assert [each.repetition for each in plan.episodes] == [0, 1, 2, 3, 4, 5] * 2
    assert len({(each.task, each.seed) for each in plan.episodes}) == 12
    drawn = make_plan(spec_in(agent="noop", repetitions=2, tasks=names))
    for first, tries in zip(drawn.episodes, zip(*[iter(plan.episodes)] * 3, strict=True), strict=True):
        assert [(each.task, each.goal, each.params) for each in tries] == [
            (first.task, first.goal, first.params)
        ] * 3
        assert tries[0].seed == first.seed
        assert find_suite("world").named(first.task).task(tries[2].seed, tries[2].params).goal == first.goal


def test_a_program_that_tasks_need_is_missed_before_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    world = find_suite("world")
    makes = replace(world.templates["RetroSavePlaylist"], needs="ffmpeg")
    suite = replace(world, templates={**world.templates, makes.name: makes})
    monkeypatch.setattr("shutil.which", lambda _name: "/usr/bin/ffmpeg")
    see_needs(suite, (makes.name,))
    monkeypatch.setattr("shutil.which", lambda _name: None)
    with pytest.raises(
        ConfigError, match=r"RetroSavePlaylist needs ffmpeg, which is not installed.*apt-get install ffmpeg"
    ):
        see_needs(suite, (makes.name, "SystemWifiTurnOff"))
    see_needs(suite, ("SystemWifiTurnOff",))
