"""A round of proposing: many different predicates, each checkable, and a reason for what is turned down."""

from itertools import islice
from random import Random

import pytest

from agent.brain.modelbrain import ModelBrain
from agent.proposal.kind import kinds
from agent.proposal.proposal import Proposal, Surroundings
from agent.proposal.proposer import Composer, ModelProposer, Rates
from agent.proposal.sieve import HeldOut, Reason, Round, sift
from agent.proposal.wish import Wish
from device.client import Device
from device.state.census import Census
from models.error import BadReply
from models.scripted import Item
from tests.agent.script import Recorder, says

BLUETOOTH = Wish(place="setting global/bluetooth_on", kind="changed", cells={"": "1"})


def composed(census: Census, count: int, seed: int = 1, **more: object) -> Round:
    around = Surroundings(census, ("en", "zh"))
    return sift(Composer().candidates(around, Random(seed), Rates()), around, count, **more)  # type: ignore[arg-type]


def proposal(goal: str = "Bluetooth on", *wishes: Wish, **more: object) -> Proposal:
    told: dict[str, object] = {"kinds": ("x",), "apps": ("com.android.settings",), "seed": 1, "min_steps": 2}
    return Proposal.model_validate(
        {"goal": goal, "wishes": wishes or (BLUETOOTH,), "proposer": "me", **told, **more}
    )


def test_a_round_holds_fifty_predicates_that_can_all_be_met(census: Census) -> None:
    made = composed(census, 60)
    assert len(made.accepted) == made.predicates == 60
    assert any(not each.feasible for each in made.accepted), "some cannot be done, on purpose"
    assert {each.language for each in made.accepted} == {"en", "zh"}
    for each in made.accepted:
        assert "{" not in "".join((each.goal, *(word for step in each.start for word in step)))
        assert bool(each.wishes) == each.feasible
        assert len({wish.place for wish in each.wishes}) <= len(each.wishes)


def test_what_cannot_be_done_asks_for_what_is_not_there(census: Census) -> None:
    kind = kinds()["note-delete-missing"]
    assert kind.fillings(census, Random(1)) is not None
    there = Wish(place="file Documents/Markor/ideas.md", kind="removed")
    assert kind.model_copy(update={"absent": (there,)}).fillings(census, Random(1)) is None


def test_the_same_seed_proposes_the_same_and_another_something_else(census: Census) -> None:
    assert composed(census, 10) == composed(census, 10)
    assert composed(census, 10) != composed(census, 10, seed=2)


def test_a_later_round_proposes_nothing_twice(census: Census) -> None:
    first = composed(census, 30)
    second = composed(census, 30, seed=1, known=first.accepted)
    assert not {each.predicate for each in first.accepted} & {each.predicate for each in second.accepted}
    assert second.rejected["duplicate"] >= 30
    assert 0 < second.shares()["duplicate"] < 1


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (proposal(" "), "malformed"),
        (proposal("Do what cannot be told", wishes=()), "malformed"),
        (proposal("It is off", Wish(place=BLUETOOTH.place, kind="changed", cells={"": "0"})), "already true"),
        (proposal("Tidy the attic", apps=("com.example.attic",)), "unknown entity"),
        (proposal("Zebra", Wish(place="file Documents/zebra.md", kind="changed")), "unknown entity"),
        (proposal("Flashlight", apps=("com.android.camera2",)), "unreachable"),
        (proposal("Please turn Bluetooth on"), "held out"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_what_is_turned_down_and_why(census: Census, bad: Proposal, reason: Reason) -> None:
    reached = frozenset(census.apps - {"com.android.camera2"})
    held = HeldOut(goals=("turn Bluetooth on",))
    made = sift([bad], Surroundings(census, reached=reached), 5, held)
    assert made.accepted == []
    assert dict(made.rejected) == {reason: 1}


def test_the_like_of_what_is_held_out_is_found_by_what_it_wants(census: Census) -> None:
    held = HeldOut(shapes=frozenset({frozenset({BLUETOOTH.shape})}))
    assert sift([proposal("Blue teeth")], Surroundings(census), 5, held).rejected["held out"] == 1


def test_what_is_begun_with_its_opposite_is_not_true_already(census: Census) -> None:
    off = Wish(place=BLUETOOTH.place, kind="changed", cells={"": "0"})
    begun = proposal("It is off", off, start=(("setting", "global", "bluetooth_on", "1"),))
    assert len(sift([begun], Surroundings(census), 5).accepted) == 1


def test_practice_follows_the_rate_of_success(census: Census) -> None:
    names = list(kinds())
    solved = dict.fromkeys(names[: len(names) // 2], 10)
    rates = Rates(tries=dict.fromkeys(names, 10), solved=solved | {names[-1]: 5})
    around = Surroundings(census)
    drawn = list(islice(Composer().candidates(around, Random(3), rates), 200))
    firsts = [each.kinds[0] for each in drawn]
    assert firsts.count(names[-1]) > 2 * max(firsts.count(name) for name in names[:-1])
    known = [each for each in drawn if rates.is_known(each.kinds[0]) and each.feasible]
    assert known
    assert all(len(each.kinds) == 2 for each in known), (
        "what is known is asked for together with something else"
    )


def test_a_model_proposes_through_the_same_sieve(device: Device, census: Census) -> None:
    good = {
        "goal": "Add an expense Ladder of 12 dollars",
        "package": "com.arduia.expense",
        "wishes": [
            {
                "place": "row com.arduia.expense/accounting.db/expense",
                "kind": "added",
                "cells": {"name": "Ladder", "amount": 1200},
            }
        ],
    }
    bad = {**good, "goal": "Add groceries", "wishes": [{**good["wishes"][0], "cells": {"name": "Groceries"}}]}  # type: ignore[index]
    model = Recorder([says("propose", tasks=[good, bad]), says("propose", tasks=[good])])
    proposer = ModelProposer(ModelBrain(model), {"com.arduia.expense": "Pro Expense"}, device.observe())
    around = Surroundings(census)
    made = sift(proposer.candidates(around, Random(1), Rates()), around, 10)
    assert [each.goal for each in made.accepted] == [good["goal"]]
    assert dict(made.rejected) == {"already true": 1}
    assert made.accepted[0].proposer == "scripted"
    assert "com.arduia.expense: Pro Expense" in model.asked[0]
    assert "row com.arduia.expense/accounting.db/expense (" in model.asked[0]


def test_a_model_that_says_nothing_usable_is_told(device: Device, census: Census) -> None:
    model = Recorder([Item("bad reply", error="bad reply")] * 4)
    proposer = ModelProposer(ModelBrain(model), {}, device.observe())
    with pytest.raises(BadReply):
        list(proposer.candidates(Surroundings(census), Random(1), Rates()))
