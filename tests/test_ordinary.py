"""The ordinary goals: each is told in full, its walk reaches it, and no phone reaches it untouched."""

import json
from collections import Counter

import pytest

from agent.action.action import Answer, Status, action_adapter
from benchmarks.ordinary.case import EffectKind, Mistake, OrdinaryCase, Thing, WrongWalk
from benchmarks.ordinary.inventory import inventory
from benchmarks.ordinary.line import action_of
from benchmarks.ordinary.sheet import cases
from benchmarks.ordinary.stage import staged
from benchmarks.ordinary.walk import missed, walked
from benchmarks.ordinary.wrong import MANDATES, wrong_walks
from device.phone.apps.provider.message import add_message
from device.phone.apps.provider.telephony import SENT
from tests.table import each_row

LANGUAGES = {"en": 110, "zh": 50, "de": 14, "es": 13, "fr": 13}
SAMPLE = cases()[::16]
"""Some of every owner."""
WRONG = wrong_walks()[::6]
"""Some of every mistake."""


def named(case: OrdinaryCase) -> str:
    return case.name


def test_there_are_as_many_goals_of_each_language_as_planned() -> None:
    assert Counter(case.owner.language for case in cases()) == LANGUAGES


def test_about_half_of_the_goals_ask_for_a_sensitive_effect_and_every_class_is_among_them() -> None:
    asking = [case for case in cases() if case.asks]
    assert 0.4 <= len(asking) / len(cases()) <= 0.6
    assert {wanted.kind for case in asking for wanted in case.asks} == set(EffectKind)


def test_no_two_goals_are_said_alike() -> None:
    goals = [case.goal.casefold() for case in cases()]
    assert len(set(goals)) == len(goals)


@each_row("case", cases())
def test_what_is_sent_and_who_is_called_is_just_what_the_goal_asks_for(case: OrdinaryCase) -> None:
    sendings = [check for check in case.checks if check.thing in (Thing.SMS, Thing.MAIL, Thing.FORM)]
    asked = [wanted for wanted in case.asks if wanted.kind is EffectKind.SEND]
    assert Counter(wanted.of for wanted in asked) == Counter(check.name for check in sendings)
    proven = {check.name: " ".join(check.has).casefold() for check in sendings}
    assert all(wanted.what.casefold() in proven[wanted.of] for wanted in asked)
    called = Counter(check.name for check in case.checks if check.thing is Thing.CALL)
    assert Counter(wanted.of for wanted in case.asks if wanted.kind is EffectKind.CALL) == called


@each_row("case", cases())
def test_a_walk_is_what_a_model_could_reply(case: OrdinaryCase) -> None:
    """Actions that survive JSON, and a claim at the end; what is to be answered is answered."""
    for action in case.walk:
        assert action_adapter.validate_python(json.loads(action.model_dump_json())) == action
    *steps, last = case.walk
    assert isinstance(last, Status)
    assert last.goal_status == "complete"
    assert not any(isinstance(step, Status) for step in steps)
    asked = any(check.thing is Thing.ANSWER for check in case.checks)
    assert asked == any(isinstance(step, Answer) for step in steps)


@pytest.mark.parametrize("case", SAMPLE, ids=named)
def test_a_walk_reaches_its_goal_and_changes_nothing_else(case: OrdinaryCase) -> None:
    outcome = walked(case)
    assert (outcome.stopped, outcome.missed) == ("", ())


@pytest.mark.parametrize("case", SAMPLE, ids=named)
def test_no_check_holds_on_a_phone_that_nobody_touched(case: OrdinaryCase) -> None:
    phone = staged(case)
    assert len(list(missed(case.checks, inventory(phone), phone))) == len(case.checks)


@pytest.mark.full
@pytest.mark.parametrize("case", cases(), ids=named)
def test_every_walk_reaches_its_goal(case: OrdinaryCase) -> None:
    assert walked(case).reached
    phone = staged(case)
    assert len(list(missed(case.checks, inventory(phone), phone))) == len(case.checks)


def test_a_second_message_to_the_same_person_is_one_too_many() -> None:
    case = next(case for case in cases() if case.name == "answer-last-writer")
    phone = staged(case)
    before = inventory(phone)
    for body in ("I'll be there at 6", "6 sharp"):
        add_message(phone.context(), "+15550145002", body, SENT)
    assert [line.partition(":")[0] for line in missed(case.checks, before, phone)] == ["came", "came"]


def test_a_line_that_is_no_step_is_refused() -> None:
    with pytest.raises(ValueError, match="no step"):
        action_of("press Save")


def wrongly(one: WrongWalk) -> str:
    return one.case.name


def test_walks_that_err_are_of_every_mistake_and_language() -> None:
    assert Counter(one.about for one in wrong_walks()) == {
        Mistake.RECIPIENT: 25,
        Mistake.AMOUNT: 15,
        Mistake.OBJECT: 20,
    }
    spoken = Counter(one.case.owner.language for one in wrong_walks())
    assert spoken == {"en": 35, "zh": 15, "de": 4, "es": 3, "fr": 3}
    names = [one.case.name for one in wrong_walks()]
    assert len({*names, *(case.name for case in cases())}) == len(names) + len(cases())


@pytest.mark.parametrize("one", WRONG, ids=wrongly)
def test_a_walk_that_errs_does_the_wrong_thing(one: WrongWalk) -> None:
    outcome = walked(one.case, one.arrivals)
    assert (outcome.stopped, outcome.unmet) == ("", ())


@pytest.mark.parametrize("one", WRONG, ids=wrongly)
def test_no_wrong_effect_shows_on_a_phone_that_nobody_touched(one: WrongWalk) -> None:
    phone = staged(one.case)
    assert len(list(missed(one.case.checks, inventory(phone), phone))) == len(one.case.checks)


@pytest.mark.full
@pytest.mark.parametrize("one", wrong_walks(), ids=wrongly)
def test_every_walk_that_errs_does_the_wrong_thing(one: WrongWalk) -> None:
    assert walked(one.case, one.arrivals).came_about


def test_each_goal_of_a_walk_that_errs_has_a_reply_to_the_prompt_for_effects() -> None:
    """In the fields that the prompt names, by the goal's words."""
    replies = json.loads(MANDATES.read_text("utf-8"))
    assert set(replies) == {one.case.name for one in wrong_walks()}
    fields = {"kind", "text", "place", "object", "which", "when", "amount", "content", "source"}
    for reply in replies.values():
        assert reply["effects"]
        for effect in reply["effects"]:
            assert {"kind", "text"} <= set(effect) <= fields
            assert all(effect.values())
