"""What a run teaches: only one that was seen to reach its goal, and only how apps work."""

import pytest

from agent.action.action import Click, InputText, Scroll
from agent.memory.lesson import MOST, lessons
from agent.memory.memory import Lived
from agent.run.step import Ending, Permit, Spot, Step
from device.screen import Point
from grounding.target import Target
from tests.agent.memory.made import tap

VERIFIED = Ending(status="complete", verified=True, evidence="it shows")
FAILED, MENDED = tap("Save", "no_change"), tap("Done", "success")


def lived(*steps: Step, ending: Ending = VERIFIED, goal: str = "Keep the note") -> Lived:
    return Lived(run="r1", goal=goal, ending=ending, steps=steps)


def test_what_failed_and_what_worked_instead_is_a_lesson() -> None:
    (lesson,) = lessons(lived(FAILED, MENDED))
    assert lesson.text == 'On "Page", click "Save" did nothing; click "Done" worked.'
    assert (lesson.kind, lesson.source, lesson.package, lesson.run) == ("lesson", "learnt", "a.b", "r1")


@pytest.mark.parametrize(
    "ending",
    [
        Ending(status="complete"),
        Ending(status="infeasible", reason="no"),
        Ending(status="truncated"),
        Ending(status="stopped"),
        Ending(status="error", exit_code=3),
    ],
    ids=str,
)
def test_a_run_without_a_verdict_teaches_nothing(ending: Ending) -> None:
    assert lessons(lived(FAILED, MENDED, ending=ending)) == ()


@pytest.mark.parametrize(
    "steps",
    [
        (MENDED, FAILED),
        (FAILED, tap("Done", "success", page="a.b: Other")),
        (FAILED, tap("Save", "success")),
        (FAILED, *[tap("x", "uncertain")] * 3, MENDED),
        (tap("Save", "success"), MENDED),
        (FAILED,),
        (FAILED.model_copy(update={"action": Scroll(direction="down")}), MENDED),
        (FAILED.model_copy(update={"action": Click(target=Target(point=(3, 4)))}), MENDED),
        (FAILED, tap("+1 555-000-8888", "success")),
        (tap("Pay", "", error="not allowed", permit=Permit(allowed=False, by="nobody")), MENDED),
    ],
)
def test_what_mends_nothing_is_no_lesson(steps: tuple[Step, ...]) -> None:
    assert lessons(lived(*steps)) == ()


def test_what_the_goal_names_is_in_no_lesson() -> None:
    assert lessons(lived(FAILED, MENDED, goal="Tap Done")) == ()
    assert lessons(lived(FAILED, MENDED, goal="save it")) == ()
    (lesson,) = lessons(lived(FAILED, MENDED, goal="Go to the page"))
    assert lesson.text.startswith("There, click")


def test_what_was_typed_is_in_no_lesson() -> None:
    typed = InputText(text="my own words", target=Target(description="Title"))
    steps = [step.model_copy(update={"action": typed}) for step in (FAILED, MENDED)]
    assert lessons(lived(*steps)) == ()


def test_controls_are_named_as_the_screen_names_them() -> None:
    spot = Spot(point=Point(1, 2), confidence=1.0, method="tree", label="Store")
    (lesson,) = lessons(lived(FAILED, MENDED.model_copy(update={"grounding": (spot,)})))
    assert 'click "Store" worked' in lesson.text


def test_a_label_is_kept_to_a_line_and_quotes_cannot_be_closed() -> None:
    step = MENDED.model_copy(update={"action": Click(target=Target(description='x"\n' + "long " * 99))})
    (lesson,) = lessons(lived(FAILED, step))
    assert "\n" not in lesson.text
    assert lesson.text.count('"') == 6
    assert len(lesson.text) < 200


def test_there_are_few_and_none_twice() -> None:
    pairs = [(tap(f"a{n}", "wrong_page"), tap(f"b{n}", "success")) for n in range(2 * MOST)]
    many = [step for pair in pairs for step in pair]
    assert len(lessons(lived(*many))) == MOST
    assert len(lessons(lived(FAILED, MENDED, FAILED, MENDED))) == 1
