"""What the person told before decides: gold goes by it, the agent's memory has it, another word is wrong."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from agent.memory.entry import Entry
from agent.memory.personal import PersonalMemory
from agent.memory.store import MemoryStore
from tasks.agent.code import GOLD
from tasks.gold.hand import Hand
from tasks.gold.params import Params
from tasks.gold.personal import REMEMBERED
from tasks.suite import find_suite, instance_seed
from tasks.task import Task, Template
from tests.tasks.suites.attempt import LOOKS, attempt, gold, playing
from tests.thin import thinned

SUITE = find_suite("personal")
TEMPLATES = tuple(SUITE.templates.values())
DEALT = [(template, *LOOKS[place % len(LOOKS)]) for place, template in enumerate(TEMPLATES)]
OTHERWISE: Mapping[str, Callable[[Any], str]] = {
    "PersonalSister": lambda params: f"{params['others'][0][0]} is my sister.",
    "PersonalHour": lambda params: f"My sessions always begin at {(params['hour'] + 1) % 24:02}:00.",
    "PersonalLength": lambda params: f"My sessions always take {params['duration_mins'] + 5} minutes.",
    "PersonalPrice": lambda _: "For it I always pay $1.23, my usual expense.",
    "PersonalCategory": lambda params: (
        f"The expense goes under {'Food' if params['row_objects'][0]['category'] != 3 else 'Social'} with me."
    ),
    "PersonalTimer": lambda _: "My bread takes 1 hours, 2 minutes and 3 seconds.",
    "PersonalShopping": lambda params: (
        f"My shopping list is the note {params['noise_candidates'][0]}; below."
    ),
    "PersonalIdea": lambda params: f"My idea of the day is a note called other_{params['file_name']}.",
    "PersonalFolder": lambda params: (
        f"It belongs in {'Alarms' if params['destination_folder'] != 'Alarms' else 'Music'}."
    ),
    "PersonalHome": lambda _: "My home is here on the map: 47.3000000, 9.6000000",
    "PersonalPlaylist": lambda _: "My playlist for running is always called Something Else.",
    "PersonalRecording": lambda params: f"I call my recording of the week other_{params['file_name']}",
    "PersonalBrightness": lambda params: f"at its {'min' if params['max_or_min'] == 'max' else 'max'}.",
    "PersonalNight": lambda params: (
        "At night I want Wi-Fi on and Bluetooth off."
        if params["on"] == "bluetooth"
        else "At night I want Bluetooth on and Wi-Fi off."
    ),
}


def _name(value: object) -> str:
    return value.name if isinstance(value, Template) else str(value)


def drawn(template: Template) -> Task:
    return template.task(instance_seed(30, template.name, 0))


def test_there_are_enough() -> None:
    assert len(TEMPLATES) >= 10
    assert set(OTHERWISE) == set(REMEMBERED) == set(SUITE.templates)


@pytest.mark.parametrize(("template", "locale", "dark"), DEALT, ids=_name)
def test_gold_does_it(template: Template, locale: str, dark: bool, tmp_path: Path) -> None:
    verdict = attempt(drawn(template), GOLD, tmp_path, locale, dark=dark)
    assert verdict.success, verdict.failed
    assert not verdict.damage


@pytest.mark.parametrize("template", thinned(TEMPLATES, 3), ids=_name)
def test_another_habit_is_another_outcome(template: Template, tmp_path: Path) -> None:
    task = drawn(template)

    def play(hand: Hand, params: Params) -> None:
        gold(hand, params, template.name, remembered=(OTHERWISE[template.name](task.params),))

    assert not attempt(task, playing(play), tmp_path).success


@pytest.mark.parametrize("template", thinned(TEMPLATES, 3), ids=_name)
def test_one_thing_more_is_wrong(template: Template, tmp_path: Path) -> None:
    def play(hand: Hand, params: Params) -> None:
        gold(hand, params, template.name)
        gold(hand, params, "SimpleSmsSend", number="+15550001111", message="All is done")

    verdict = attempt(drawn(template), playing(play), tmp_path)
    assert not verdict.success or verdict.damage


@pytest.mark.parametrize("template", TEMPLATES, ids=_name)
def test_the_agents_memory_recalls_for_each_wording_what_bears_on_it(
    template: Template, tmp_path: Path
) -> None:
    """And is willing to keep it: nothing of it looks like a secret."""
    for seed in range(9):
        task = template.task(seed)
        store = MemoryStore(tmp_path / f"{seed}.sqlite")
        for text in task.remembered:
            store.add(Entry(kind="preference", text=text))
        recalled = PersonalMemory(store).recall(task.goal, "").wishes
        assert task.remembered[1] in recalled, task.goal
