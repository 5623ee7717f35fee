"""Nothing that is measured leaks into what is learned from: templates, wordings, seeds."""

from collections.abc import Iterator
from itertools import combinations, pairwise
from random import Random
from string import Formatter

from agent.offline.learned.word import keys
from tasks.practice.course import routes
from tasks.practice.lesson import CHINESE, ENGLISH
from tasks.practice.school import EXAM_SEEDS, PRACTICE_SEEDS
from tasks.practice.split import FRESH, SUITE, held_out, shown, the_split
from tasks.practice.wording import patterns, reworded, settled, worded
from tasks.suite import find_suite
from tasks.task import Template
from tests.table import each_row

SPLIT = the_split()
KINDS = {kind: [find_suite(SUITE).named(name) for name in own] for kind, own in SPLIT.kinds.items()}
LEARNED = [*SPLIT.templates("demonstrated"), *SPLIT.templates("practised")]
ALIKE = 0.5
"""Two wordings that share more than this of their words and neighbours count as one."""


def bare(goal: str) -> frozenset[object]:
    """The words of a wording and those side by side, its parameters left out."""
    said = keys(" ".join(text for text, *_ in Formatter().parse(goal)))
    return frozenset((*said, *pairwise(said)))


def likeness(one: str, other: str) -> float:
    mine, theirs = bare(one), bare(other)
    return len(mine & theirs) / max(1, len(mine | theirs))


def wordings(template: Template) -> Iterator[str]:
    """Those written to learn from, each in many readings."""
    for language in ("en", "zh"):
        for pattern in patterns(template.name, language):
            for draw in range(12):
                yield settled(pattern, Random(f"{pattern} {draw}"))


def test_every_template_is_in_one_kind_or_known_to_be_out_of_reach() -> None:
    named = [name for own in SPLIT.kinds.values() for name in own]
    assert len(named) == len(set(named))
    assert set(named) | set(SPLIT.unreachable) == set(find_suite(SUITE).templates)
    assert set(SPLIT.parts) == set(SPLIT.kinds)
    assert {part: sum(own == part for own in SPLIT.parts.values()) for part in SPLIT.parts.values()} == {
        "demonstrated": 25, "practised": 10, "neither": 5,
    }  # fmt: skip


def test_templates_of_different_parts_are_neither_worded_nor_judged_alike() -> None:
    for one, other in combinations(SPLIT.kinds, 2):
        if SPLIT.parts[one] == SPLIT.parts[other]:
            continue
        for mine in KINDS[one]:
            for theirs in KINDS[other]:
                close = max(likeness(a, b) for a in mine.facts.goals for b in theirs.facts.goals)
                assert close <= 0.8, (mine.name, theirs.name, close)
                same = mine.judge is theirs.judge and set(mine.task(1).params) == set(theirs.task(1).params)
                assert not same or close <= ALIKE, (mine.name, theirs.name, close)


@each_row("template", LEARNED)
def test_no_wording_that_is_learned_from_comes_near_the_one_held_out(template: Template) -> None:
    held = held_out(template)
    assert held not in shown(template)
    close = max(((likeness(own, held), own) for own in wordings(template)), default=(0.0, ""))
    assert close[0] <= ALIKE, close


@each_row("template", LEARNED)
def test_goals_to_learn_from_are_never_the_one_held_out_and_say_all_there_is(template: Template) -> None:
    task = template.task(3)
    drawn = [reworded(task, Random(n), language) for n in range(20) for language in ("en", "zh")]
    assert worded(task, held_out(template)) not in drawn
    assert all("{" not in goal for goal in drawn if "{" not in str(task.params))


def test_what_is_never_met_has_no_wordings_and_the_router_is_taught_none() -> None:
    neither = {template.name for template in SPLIT.templates("neither")}
    assert not [name for name in neither if patterns(name, "en") or patterns(name, "zh")]
    held = {
        worded(template.task(seed), held_out(template))
        for template in find_suite(SUITE).templates.values()
        for seed in range(12)
    }
    assert not held & {goal for goal, _ in routes(SPLIT, [])}


def test_seeds_to_learn_by_lie_below_the_fresh_ones() -> None:
    assert max(ENGLISH, CHINESE) < PRACTICE_SEEDS < EXAM_SEEDS < FRESH
