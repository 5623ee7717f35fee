"""What of a record is done again, and what other values do to it."""

from pathlib import Path

import pytest

from agent.action.action import Action, Answer, Click, InputText, NavigateBack, Note, OpenApp, Scroll, Status
from agent.replay.script import Script, script_of
from agent.replay.value import filled, filled_out, uses
from agent.run.journal import Manifest
from agent.run.step import Ending, Mark, Permit, Plan, Spot, Step
from agent.run.trajectory import Trajectory
from device.error import ConfigError
from device.screen import Point
from grounding.target import Target


def step(index: int, action: Action, *names: str, **more: object) -> Step:
    spots = (Spot(point=Point(1, 1), confidence=1, method="tree", mark=Mark(package="p", names=names)),)
    whole = {"performed": True, "outcome": "success", "permit": Permit(), "package": "p", **more}
    return Step(index=index, action=action, grounding=spots if names else (), **whole)  # type: ignore[arg-type]


def run_of(*steps: Step, status: str = "complete", answer: str = "") -> Trajectory:
    manifest = Manifest(
        id="r", goal="g", started_at=0, device="d", brain="b", preset={}, prompts="", config={}, versions={}
    )
    ending = Ending.model_validate({"status": status})
    return Trajectory(folder=Path("r"), manifest=manifest, steps=steps, ending=ending, answer=answer)


def tap(name: str) -> Click:
    return Click(target=Target(description=name))


def typed(*texts: str, name: str = "Field", goal: str = "g") -> Script:
    steps = [step(n, InputText(text=text), name) for n, text in enumerate(texts, 1)]
    return script_of(run_of(*steps)).model_copy(update={"goal": goal})


def test_what_failed_or_was_taken_back_or_only_looked_at_is_left_out() -> None:
    script = script_of(
        run_of(
            step(1, OpenApp(app_name="Notes")),
            step(2, tap("Wrong"), "Wrong", outcome="wrong_page"),
            step(3, NavigateBack(), decided_by="reflect"),
            step(4, tap("Dead"), "Dead", outcome="no_change"),
            step(5, tap("Dead"), "Dead"),
            step(6, Note(text="seen")),
            step(7, Scroll(direction="down"), outcome="no_change"),
            step(
                8, tap("Pay"), "Pay", performed=False, error="no", permit=Permit(allowed=False, by="person")
            ),
            step(9, tap("Save"), "Save", permit=Permit(classes=("delete",), by="person", answer="yes")),
            step(10, Answer(text="it was 5")),
            step(11, Status(goal_status="complete")),
            answer="it was 5",
        )
    )
    assert [(move.step, move.sensitive) for move in script.moves] == [(1, False), (5, False), (9, True)]
    assert (script.complete, script.answer) == (True, "it was 5")


def test_a_run_that_did_nothing_cannot_be_done_again() -> None:
    with pytest.raises(ConfigError, match="did nothing"):
        script_of(run_of(step(1, Status(goal_status="infeasible")), status="infeasible"))


@pytest.mark.parametrize(
    ("old", "new", "before", "after"),
    [
        ("7:30", "8:45", ("7", "30"), ("8", "45")),
        ("7:30", "8:05", ("07", "30"), ("08", "05")),
        ("19:30", "20:05", ("19", "30"), ("20", "05")),
        ("7:30 pm", "8:45 pm", ("7", "30"), ("8", "45")),
        ("milk", "oat milk", ("buy milk", "milkshake"), ("buy oat milk", "milkshake")),
        ("Ana Silva", "Bo Li", ("Ana", "Silva", "Ana Silva"), ("Bo", "Li", "Bo Li")),
        ("555 123-4567", "555 000-1111", ("5551234567",), ("5550001111",)),
        ("牛奶", "面包", ("买牛奶",), ("买面包",)),
        ("a.b", "c", ("a.b", "axb"), ("c", "axb")),
    ],
)
def test_a_value_is_put_in_whole_or_in_pieces(
    old: str, new: str, before: tuple[str, ...], after: tuple[str, ...]
) -> None:
    again = filled(typed(*before), {old: new})
    texts = tuple(move.action.text for move in again.moves if isinstance(move.action, InputText))
    assert texts == after
    assert not any(move.gap for move in again.moves)


def test_hour_and_minute_that_were_alike_go_by_their_fields() -> None:
    script = script_of(run_of(step(1, InputText(text="10"), "Hour"), step(2, InputText(text="10"), "Minute")))
    again = filled(script, {"10:10": "8:45"})
    assert [getattr(move.action, "text", "") for move in again.moves] == ["8", "45"]
    nameless = filled(typed("10"), {"10:10": "8:45"})
    assert "cannot be told" in nameless.moves[0].gap


def test_the_other_half_of_the_day_has_to_be_chosen() -> None:
    silent = typed("7", "30", name="Hour")
    assert "half of the day" in filled(silent, {"7:30": "18:45"}).moves[0].gap
    assert not filled(silent, {"7:30": "8:45"}).moves[0].gap
    chosen = script_of(run_of(step(1, InputText(text="7"), "Hour"), step(2, tap("AM"), "AM")))
    again = filled(chosen, {"7:30": "18:45"})
    assert not any(move.gap for move in again.moves)
    mark = again.moves[1].marks[0]
    assert mark is not None
    assert mark.names == ("PM",)


def test_a_value_stands_in_the_goal_the_plan_and_the_names_of_places() -> None:
    plan = Plan(subgoals=("set an alarm for 07:30",))
    script = script_of(run_of(step(1, tap("Ana Silva"), "Ana Silva", plan=plan)))
    script = script.model_copy(update={"goal": "Call Ana Silva at 7:30"})
    again = filled(script, {"Ana Silva": "Bo Li", "7:30": "8:15"})
    assert again.goal == "Call Bo Li at 8:15"
    assert again.plan is not None
    assert again.plan.subgoals == ("set an alarm for 08:15",)
    mark = again.moves[0].marks[0]
    assert mark is not None
    assert mark.names == ("Bo Li",)
    assert isinstance(again.moves[0].action, Click)
    assert again.moves[0].action.target.description == "Bo Li"


def test_it_is_told_where_a_value_stands_and_that_it_stands_nowhere() -> None:
    script = typed("7", "milk", "30", name="Hour")
    assert uses(script, "7:30") == (1, 3)
    assert uses(script, "milk") == (2,)
    assert uses(script, "bread") == ()
    with pytest.raises(ConfigError, match="neither typed nor touched"):
        filled_out(script, {"bread": "cake"})


@pytest.mark.parametrize("other", ["banana", "half past six", "25:99", "六点", "7"])
def test_what_cannot_stand_in_the_pieces_of_a_time_is_refused_before_anything_is_done(other: str) -> None:
    with pytest.raises(ConfigError, match="is no time of the day"):
        filled_out(typed("7", "30", name="Hour"), {"7:30": other})
    assert filled_out(typed("wake at 7:30"), {"7:30": other}).moves[0].action == InputText(
        text=f"wake at {other}"
    )


def test_what_is_no_number_is_not_typed_as_nothing() -> None:
    with pytest.raises(ConfigError, match="is no number"):
        filled_out(typed("15550104477"), {"+1 555 0104477": "banana"})
