"""The bench of strangers' goals judges by the phone's state, whatever a run says of itself."""

import pytest

from benchmarks.ordinary.case import OrdinaryCase as Case
from benchmarks.ordinary.case import Owner, Setup, StateCheck, Thing
from benchmarks.strangers.goal import GoalKind, StrangersGoal
from benchmarks.strangers.trial import Person, Trial, TrialVerdict, tried

ANN = Owner("ann", "en-US", "en", Setup())
BLUETOOTH = StateCheck(Thing.SETTING, "global bluetooth_on", has=("1",))
ZOO = StateCheck(Thing.SETTING, "global zen_mode", has=("1",))


def trial(
    goal: str, *checks: StateCheck, kind: GoalKind = GoalKind.PLAIN, person: Person = Person.CARELESS
) -> Trial:
    case = Case("it", ANN, goal, Setup(), (), checks)
    return tried(StrangersGoal(case, kind, "settings"), person)


@pytest.mark.parametrize(
    ("checks", "verdict"),
    [
        ((BLUETOOTH,), TrialVerdict.DONE),
        ((BLUETOOTH, ZOO), TrialVerdict.IDLE),
        ((), TrialVerdict.WRONG),
        ((StateCheck(Thing.SETTING, "global bluetooth_on", has=("0",)),), TrialVerdict.WRONG),
    ],
    ids=["as it says", "something is missing", "nobody asked for it", "in another way"],
)
def test_a_goal_is_judged_by_what_changed(checks: tuple[StateCheck, ...], verdict: TrialVerdict) -> None:
    assert trial("Turn on Bluetooth", *checks).verdict is verdict


def test_what_cannot_be_done_is_done_by_leaving_the_phone_alone() -> None:
    left = trial("Order me a pizza", kind=GoalKind.IMPOSSIBLE)
    assert left.verdict is TrialVerdict.DONE
    assert not left.is_false_claim
