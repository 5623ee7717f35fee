"""The offline brain with a reader: it asks, hears the answer, and does nothing that was not understood."""

import pytest

from agent.action.action import AskUser, Click, OpenApp, Status
from agent.brain.brain import View
from agent.goal.goalreader import GoalReader
from agent.goal.outcome import Asked, Outcome, Refused, Wanted
from agent.language.intention import SetSwitch
from agent.language.remark import as_answer
from agent.offline.correctedbrain import CorrectedBrain
from agent.offline.learnedbrain import CombinedBrain
from agent.offline.policy import OfflinePolicy
from agent.reader.intent import Reading
from agent.run import step
from agent.run.status import Cause
from agent.run.step import Permit, Plan, Step
from device.screen import Observation
from tests.agent.goal.annotated import reading

GOALS = (
    "[switch on]enciende el [setting:Bluetooth]",
    "[switch on]enciende el [setting:Bluetooth] [condition:cuando llegue a casa]",
    "[switch off]kill [setting:bluetooth]",
    "[none][left:sing me a song]",
)
KNOWN = {read.text: read for read in map(reading, GOALS)}
PLAIN, CONDITIONED, KILL, SONG = KNOWN
NOWHERE = Observation(None, (), "com.android.launcher", "Home", keyboard_shown=False, size=(1080, 2400))


def read(goal: str) -> Reading:
    return KNOWN.get(goal, Reading(goal, ()))


def surely(reading: Reading) -> bool:
    return reading.confidence >= 0.5


@pytest.fixture
def brain() -> CorrectedBrain:
    reader = GoalReader(read, surely)
    return CorrectedBrain(CombinedBrain(OfflinePolicy(reader), None))


def asked(question: str, answer: str) -> Step:
    permit = Permit(allowed=True, by="person" if answer else "nobody", answer=answer)
    action = AskUser(question=question)
    return Step(
        index=1, action=action, outcome=step.Outcome.SUCCESS, performed=True, permit=permit, plan=Plan()
    )


def after(brain: CorrectedBrain, goal: str, answer: str) -> tuple[AskUser, object]:
    """The question about a goal, and what is done after an answer to it."""
    first = brain.decide(View(goal, NOWHERE)).value.actions[0]
    assert isinstance(first, AskUser)
    added = (as_answer(answer, first.question),) if answer else ()
    view = View(goal, NOWHERE, steps=(asked(first.question, answer),), added=added)
    return first, brain.decide(view).value.actions[0]


@pytest.mark.parametrize("goal", [PLAIN, KILL])
def test_a_goal_that_is_read_is_begun(brain: CorrectedBrain, goal: str) -> None:
    assert isinstance(brain.decide(View(goal, NOWHERE)).value.actions[0], OpenApp | Click)


def test_a_condition_is_asked_about_and_a_yes_does_the_rest(brain: CorrectedBrain) -> None:
    question, then = after(brain, CONDITIONED, "yes")
    assert "cuando llegue a casa" in question.question
    assert isinstance(then, OpenApp | Click)


def test_a_no_ends_the_run_as_refused_by_the_person(brain: CorrectedBrain) -> None:
    _, then = after(brain, CONDITIONED, "no")
    assert isinstance(then, Status)
    assert (then.goal_status, then.cause) == ("infeasible", Cause.REFUSED_BY_PERSON)


def test_with_nobody_there_nothing_is_done_and_the_part_is_named(brain: CorrectedBrain) -> None:
    _, then = after(brain, CONDITIONED, "")
    assert isinstance(then, Status)
    assert (then.goal_status, then.cause) == ("infeasible", Cause.IMPOSSIBLE)
    assert '"cuando llegue a casa"' in then.reason
    assert PLAIN in then.reason


def test_a_goal_that_is_not_read_begins_nothing(brain: CorrectedBrain) -> None:
    (end,) = brain.decide(View(SONG, NOWHERE)).value.actions
    assert isinstance(end, Status)
    assert (end.goal_status, end.cause) == ("infeasible", Cause.NOT_UNDERSTOOD)
    assert '"sing me a song"' in end.reason


def test_below_the_threshold_a_reading_is_put_to_the_person() -> None:
    doubtful = Reading(PLAIN, KNOWN[PLAIN].clauses, KNOWN[PLAIN].outside, confidence=0.4)
    found = GoalReader(lambda goal: doubtful, surely).settled(PLAIN, ())
    assert isinstance(found, Asked)
    assert "turn on Bluetooth" in found.question
    sure = GoalReader(lambda goal: doubtful, lambda reading: True).settled(PLAIN, ())
    assert sure == Wanted((SetSwitch("bluetooth", on=True),))


def test_where_rules_nearly_know_a_goal_even_a_sure_reading_is_put_to_the_person() -> None:
    wifi = Wanted((SetSwitch("wifi", on=True),))
    bluetooth = Wanted((SetSwitch("bluetooth", on=True),))

    def found(ruled: Outcome | None) -> Outcome:
        return GoalReader(read, surely, lambda goal: ruled).outcome(PLAIN)

    assert found(None) == found(bluetooth) == bluetooth
    assert found(wifi) == wifi
    asked = found(Refused(Cause.NOT_UNDERSTOOD, "half said"))
    assert isinstance(asked, Asked)
    assert "turn on Bluetooth" in asked.question


def test_rules_decide_where_the_reading_is_not_sure() -> None:
    wifi = Wanted((SetSwitch("wifi", on=True),))
    assert GoalReader(read, lambda reading: False, lambda goal: wifi).outcome(PLAIN) == wifi
    assert isinstance(GoalReader(read, lambda reading: False, lambda goal: None).outcome(PLAIN), Asked)
