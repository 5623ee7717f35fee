"""Who does not know the way tries what the page calls as the goal does."""

import numpy as np

from agent.offline.learned.move import Deed
from agent.offline.learned.scene import Moment, NetworkScreen
from agent.offline.learned.thing import Thing
from device.screen import Bounds
from tasks.practice.curiosity import tried


def thing(place: int, label: str, *, clickable: bool = True) -> Thing:
    box = Bounds(0, place * 100, 400, place * 100 + 90)
    return Thing(place, label, label, "", "TextView", box, is_clickable=clickable)


LABELS = ("Share", "Move", "Delete", "move.md")


def moment(goal: str, *touched: str) -> Moment:
    seen = tuple(thing(place, label) for place, label in enumerate(LABELS))
    past = tuple(Deed("click", label) for label in touched)
    return Moment(goal, NetworkScreen("x", "Main", "Notes", False, (400, 800), seen), past)


def drawn(goal: str, *touched: str) -> set[str]:
    """What is tried, over many draws."""
    random = np.random.default_rng(1)
    found = [tried(moment(goal, *touched), random) for _ in range(60)]
    return {LABELS[one.move.thing] for one in found if one is not None and one.move.thing is not None}


def test_what_shares_a_word_with_the_goal_is_tried() -> None:
    assert drawn("Moving old.md to the folder trip") == {"Move", "move.md"}


def test_what_was_touched_is_not_tried_again() -> None:
    assert drawn("Moving old.md to the folder trip", "Move") == {"move.md"}


def test_where_nothing_shares_a_word_nothing_is_tried() -> None:
    assert tried(moment("Call Bob"), np.random.default_rng(1)) is None
