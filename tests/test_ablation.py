"""The ablation's simulated roles answer whatever the presets ask of them."""

import pytest

from agent.effect.effect import EffectKind
from benchmarks.ablation.__main__ import performed
from benchmarks.ablation.attempt import attempt, cases, words
from benchmarks.ablation.fault import Rates
from benchmarks.ablation.reference import reference
from benchmarks.ablation.variant import VARIANTS
from tasks.gold.params import Params
from tests.tasks.gold.case import phone_for


@pytest.mark.parametrize("preset", ["default", "default - recheck", "mobile-agent-v3"])
def test_a_run_without_errors_succeeds(preset: str) -> None:
    result = attempt(cases()["SimpleSmsSend"], VARIANTS[preset], Rates(0.0, 0.0), 0)
    assert (result.success, result.claimed) == (True, True)


@pytest.mark.parametrize(
    ("task", "kind", "place"),
    [
        ("SimpleSmsSend", EffectKind.SEND, "Simple SMS Messenger"),
        ("ContactsAddContact", EffectKind.CREATE, "Contacts"),
        ("SimpleCalendarDeleteOneEvent", EffectKind.DELETE, "Simple Calendar Pro"),
    ],
)
def test_effects_are_those_that_the_task_has(task: str, kind: EffectKind, place: str) -> None:
    case = cases()[task]
    phone = phone_for("en-US", dark=False)
    case.before(phone)
    known = reference(phone, task, Params(case.values, case.goal), words(case.values))
    (effect,) = known.effects
    assert (effect.kind, effect.place) == (kind, place)
    assert effect.object in words(case.values)
    assert effect.object


def test_an_attempt_that_fails_to_run_ends_the_others() -> None:
    wanted = [("no such task", "default", 0.0, 0.0, seed) for seed in range(3)]
    with pytest.raises(KeyError, match="no such task"):
        list(performed(wanted, workers=1))
