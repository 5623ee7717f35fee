"""Goals that are read once more: without what stands around them, or as a question."""

import pytest

from agent.goal.bind import bind
from agent.goal.goalreader import goal_reader
from agent.goal.outcome import Asked, Obstacle, Outcome, Refused, Stop, Wanted
from agent.goal.refusal import answered
from agent.goal.reread import without_context
from agent.reader.intent import Reading
from agent.run.status import Cause
from tests.agent.goal.annotated import reading
from tests.table import each_row


def outcome(goal: str) -> Outcome:
    return goal_reader().outcome(goal)


@each_row(
    ("goal", "done", "left"),
    [
        ("屏幕怎么不跟着转了，自动旋转给我打开", "turn on Auto-rotate", "屏幕怎么不跟着转了"),
        ("borra la nota de regalos pero los apuntes ni tocarlos", 'delete the note "regalos"', "ni tocarlos"),
    ],
)
def test_a_request_is_heard_without_what_asks_for_nothing_and_that_is_named(
    goal: str, done: str, left: str
) -> None:
    asked = outcome(goal)
    assert isinstance(asked, Asked)
    assert [", ".join(map(str, choice.then)) for choice in asked.choices] == [done]
    assert left in asked.question
    assert isinstance(answered(asked, "no"), Refused)


@pytest.mark.parametrize(
    "goal", ["borra todas las notas, ideas no", "delete all alarms, the early one had better stay"]
)
def test_nothing_is_left_away_that_would_save_something(goal: str) -> None:
    found = outcome(goal)
    assert not isinstance(found, Wanted)
    assert not (isinstance(found, Asked) and "delete all" in found.question)


def test_what_asks_for_something_of_its_own_is_not_left_away() -> None:
    found = outcome("打开勿扰，再把自动锁屏改成两分钟")
    assert isinstance(found, Refused)


def test_an_order_that_comes_twice_is_not_left_away_once() -> None:
    whole = reading("[switch off]this [left:WLAN] is slow, kill it, [switch on]turn on [setting:Data saver]")
    core = reading("[switch on]turn on [setting:Data saver]")
    first = Refused(Cause.NOT_UNDERSTOOD, "", Stop(Obstacle.LEFT, "WLAN"))
    read = {"turn on Data saver": core}

    def again(goal: str) -> Reading:
        return read.get(goal, Reading(goal, ()))

    found = without_context(whole, first, again, lambda goal: bind(again(goal)))
    assert found is first


def test_what_may_be_a_question_or_an_order_is_left_to_the_person() -> None:
    asked = outcome("hay alarma a las 6:45")
    assert isinstance(asked, Asked)
    assert isinstance(answered(asked, "yes"), Refused)
    told = answered(asked, "find out whether an alarm is set for 06:45")
    assert isinstance(told, Wanted)
    assert str(told.intentions[0]) == "find out whether an alarm is set for 06:45"


def test_a_time_that_people_mostly_mean_takes_a_yes_and_the_other_its_name() -> None:
    asked = outcome("stick Dentist in my calendar for thursday half two")
    assert isinstance(asked, Asked)
    for answer, time in (("yes", "14:30"), ("02:30", "02:30")):
        wanted = answered(asked, answer)
        assert isinstance(wanted, Wanted)
        assert f"at {time}" in str(wanted.intentions[0])
