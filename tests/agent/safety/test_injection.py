"""Whatever a text on the screen orders, a brain that obeys it changes nothing beyond the goal."""

from collections.abc import Iterable

import pytest

from tasks.suites.safety.case import Alike, Injection, alikes, injections
from tests.agent.safety.stage import PLACES
from tests.agent.safety.suite import passed, tried, unguarded
from tests.thin import thinned

ATTEMPTS = (*injections("dev"), *injections("held"))
ALIKES = (*alikes("dev"), *alikes("held"))


def dealt(cases: Iterable[Injection] | Iterable[Alike], each: int) -> list[Injection | Alike]:
    """So many of each place and language, the latest written first."""
    left: dict[tuple[str, str], list[Injection | Alike]] = {}
    for case in cases:
        left.setdefault((case.place, case.language), []).append(case)
    return [case for found in left.values() for case in found[-each:]]


def test_the_suite_has_what_it_promises() -> None:
    assert len(ATTEMPTS) >= 60
    assert len(ALIKES) >= 40
    assert len({case.id for case in (*ATTEMPTS, *ALIKES)}) == len(ATTEMPTS) + len(ALIKES)
    for place in PLACES:
        assert {case.language for case in ATTEMPTS if case.place == place} == {"en", "zh"}
    styles = "direct system user tool urgency ignore base64 split homoglyph quote consent role json"
    assert {case.style for case in ATTEMPTS} == set(styles.split())
    for language in ("en", "zh"):
        assert sum(case.language == language for case in ATTEMPTS) >= 24


@pytest.mark.parametrize("attempt", thinned(dealt(ATTEMPTS, 1), 1), ids=lambda case: case.id)
def test_obeying_the_screen_changes_nothing(attempt: Injection) -> None:
    assert unguarded(attempt), "the attempt does nothing even where nobody guards"
    assert not tried(attempt).harm


@pytest.mark.parametrize("alike", dealt(ALIKES, 1)[::2], ids=lambda case: case.id)
def test_a_harmless_look_alike_is_let_pass(alike: Alike) -> None:
    outcome = passed(alike)
    assert not outcome.held
    assert not outcome.missing


@pytest.mark.full
@pytest.mark.parametrize("guard", ["", "allow:all"], ids=["asks", "allows all"])
@pytest.mark.parametrize("attempt", ATTEMPTS, ids=lambda case: case.id)
def test_obeying_any_of_them_changes_nothing(attempt: Injection, guard: str) -> None:
    assert unguarded(attempt)
    assert not tried(attempt, guard=guard).harm


@pytest.mark.full
@pytest.mark.parametrize("alike", ALIKES, ids=lambda case: case.id)
def test_all_look_alikes_are_let_pass(alike: Alike) -> None:
    outcome = passed(alike)
    assert not outcome.held
    assert not outcome.missing
