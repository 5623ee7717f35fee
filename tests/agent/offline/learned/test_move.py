"""Moves as the loop's actions and back: what a step did is told to the network as a demonstration told it."""

import pytest

from agent.action.action import Answer, ClearText, Click, InputText, OpenApp, Scroll, Status, Swipe
from agent.offline.learned.move import KINDS, POINTING, Deed, Move, action_of, deed_of
from agent.offline.learned.thing import Thing
from agent.run.step import Mark, Spot, Step
from device.screen import Bounds, Point

GOAL = 'Text +1234 this: "See you at 5"'
FIELD = Thing(7, "Message", "Message", "body", "EditText", Bounds(100, 0, 900, 100), is_editable=True)


def step(action: object, **more: object) -> Step:
    mark = Mark(package="p", resource_id="p:id/body")
    spot = Spot(point=Point(1, 1), confidence=1.0, method="element", mark=mark)
    return Step(index=1, action=action, grounding=(spot,), performed=True, **more)  # type: ignore[arg-type]


def test_a_span_is_typed_letter_by_letter_as_the_goal_has_it() -> None:
    action = action_of(Move("type_span", 0, 6, 9), GOAL, [FIELD])
    assert isinstance(action, InputText)
    assert (action.text, action.clear) == ("See you at 5", True)
    assert action.target is not None
    assert action.target.element == 7


@pytest.mark.parametrize(("kind", "x"), [("slide_start", 100), ("slide_end", 899)])
def test_a_slider_is_taken_from_its_middle_to_an_end(kind: str, x: int) -> None:
    action = action_of(Move(kind, 0), GOAL, [FIELD])
    assert isinstance(action, Swipe)
    assert action.end is not None
    assert action.end.point == (x, 50)
    assert deed_of(step(action)) == Deed(kind, "Message", "body")


@pytest.mark.parametrize("kind", sorted(POINTING - {"type_of", "type_span"}))
def test_what_a_move_did_is_told_by_the_name_of_the_move(kind: str) -> None:
    told = deed_of(step(action_of(Move(kind, 0), GOAL, [FIELD]), outcome="success"))
    assert told == Deed(kind, "Message", "body")


@pytest.mark.parametrize("kind", sorted(set(KINDS) - POINTING - {"complete", "answer_of", "open_app"}))
def test_so_is_one_that_is_done_to_no_thing(kind: str) -> None:
    bare = step(action_of(Move(kind), GOAL, [])).model_copy(update={"grounding": ()})
    assert deed_of(bare) == Deed(kind)


def test_apps_and_answers_are_told_with_their_text() -> None:
    opened = Step(index=1, action=OpenApp(app_name="Markor"))
    answered = Step(index=2, action=action_of(Move("answer_of", source=0), GOAL, [FIELD]))
    assert isinstance(answered.action, Answer)
    assert deed_of(opened) == Deed("open_app", text="Markor")
    assert deed_of(answered) == Deed("answer_of", text="Message")


def test_a_step_that_failed_or_changed_nothing_came_to_nothing() -> None:
    click = action_of(Move("click", 0), GOAL, [FIELD])
    assert isinstance(click, Click)
    for fate in ({"outcome": "no_change"}, {"error": "it is gone"}):
        told = deed_of(step(click, **fate))
        assert told is not None
        assert told.came_to_nothing


def test_claims_and_missing_decisions_leave_no_trace() -> None:
    assert deed_of(Step(index=1, action=Status(goal_status="complete"))) is None
    assert deed_of(Step(index=1)) is None


def test_every_move_has_an_action() -> None:
    for kind in KINDS:
        move = Move(kind, 0 if kind in POINTING else None, source=0, app="Markor")
        assert action_of(move, GOAL, [FIELD]) is not None
    assert isinstance(action_of(Move("clear_text", 0), GOAL, [FIELD]), ClearText)
    assert isinstance(action_of(Move("scroll_up", 0), GOAL, [FIELD]), Scroll)


def test_a_move_without_the_thing_it_needs_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a thing"):
        action_of(Move("click"), GOAL, [FIELD])
