"""What cannot be done is said to be so by its gold solver; who does something like it, or nothing, fails."""

from pathlib import Path

import pytest

from tasks.agent.code import GOLD, NOOP
from tasks.gold.hand import Hand, Infeasible
from tasks.gold.params import Params
from tasks.suite import find_suite, instance_seed
from tasks.task import Task, Template
from tests.tasks.suites.attempt import LOOKS, attempt, gold, playing
from tests.tasks.suites.infeasible.similar import SIMILAR, Deed
from tests.thin import thinned

SUITE = find_suite("infeasible")
TEMPLATES = tuple(SUITE.templates.values())
DEALT = [(template, *LOOKS[place % len(LOOKS)]) for place, template in enumerate(TEMPLATES)]
DEEDS = [(task, deed) for task, deeds in SIMILAR.items() for deed in deeds]
LEAVES_NO_MARK = {"answer_something", "answer_none", "open_another_app", "enter_longest_timer"}
KNOWN_WITHOUT_LOOKING = ("Missing", "ContraryDay", "ContraryEnd", "ContraryBrightness", "ContraryTimer")
"""Tasks that need no look at an app to be told impossible."""


def _name(value: object) -> str:
    return value.name if isinstance(value, Template) else getattr(value, "__name__", str(value))


def drawn(task: str) -> Task:
    return SUITE.named(task).task(instance_seed(30, task, 0))


def giving_up(_hand: Hand, _params: Params) -> str:
    """Infeasible, as everything is."""
    raise Infeasible("it cannot be done")


def meddling(hand: Hand, params: Params) -> str:
    """Infeasible, and Wi-Fi off."""
    gold(hand, params, "SystemWifiTurnOff", on_or_off="off")
    raise Infeasible("it cannot be done")


def test_there_are_enough_of_every_kind() -> None:
    assert len(TEMPLATES) >= 20
    assert set(SIMILAR) == set(SUITE.templates)
    assert all(template.ends == ("infeasible",) for template in TEMPLATES)


@pytest.mark.parametrize(("template", "locale", "dark"), thinned(DEALT, 4), ids=_name)
def test_gold_says_so(template: Template, locale: str, dark: bool, tmp_path: Path) -> None:
    verdict = attempt(drawn(template.name), GOLD, tmp_path, locale, dark=dark)
    assert verdict.success, verdict.failed
    assert not verdict.damage


@pytest.mark.parametrize("template", thinned(TEMPLATES, 3), ids=_name)
def test_doing_nothing_and_calling_it_complete_is_wrong(template: Template, tmp_path: Path) -> None:
    (failed, *_) = attempt(drawn(template.name), NOOP, tmp_path).failed
    assert failed.demand == "the run ends infeasible"


@pytest.mark.parametrize(("task", "deed"), thinned(DEEDS, 6), ids=_name)
def test_something_similar_is_wrong(task: str, deed: Deed, tmp_path: Path) -> None:
    verdict = attempt(drawn(task), playing(deed), tmp_path)
    failed = {clause.demand for clause in verdict.failed}
    assert {clause.evidence for clause in verdict.failed} >= {"it ends complete"}
    assert ("nothing on the phone is changed" in failed) is (deed.__name__ not in LEAVES_NO_MARK)


@pytest.mark.parametrize(("task", "deed"), thinned(DEEDS, 6), ids=_name)
def test_something_similar_is_wrong_even_if_it_is_called_infeasible(
    task: str, deed: Deed, tmp_path: Path
) -> None:
    if deed.__name__ in LEAVES_NO_MARK:
        deed = meddling

    def play(hand: Hand, params: Params) -> str:
        deed(hand, params)
        raise Infeasible("it cannot be done")

    failed = attempt(drawn(task), playing(play), tmp_path).failed
    assert "nothing on the phone is changed" in {clause.demand for clause in failed}
    assert "the run ends infeasible" not in {clause.demand for clause in failed}


@pytest.mark.parametrize("template", thinned(TEMPLATES, 3), ids=_name)
def test_who_does_not_look_only_knows_what_can_be_known_so(template: Template, tmp_path: Path) -> None:
    verdict = attempt(drawn(template.name), playing(giving_up), tmp_path)
    assert verdict.success is template.name.startswith(KNOWN_WITHOUT_LOOKING)
