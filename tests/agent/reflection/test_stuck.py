from agent.action.action import Action, Click, InputText, NavigateBack, Note, Scroll
from agent.reflection.stuck import why_stuck
from agent.run.reason import ReasonCode
from agent.run.step import Outcome, Plan, Step
from grounding.target import Target


def step(index: int, screen: str, element: int = 0, error: str = "") -> Step:
    return Step(
        index=index,
        fingerprint=screen,
        action=Click(target=Target(element=element)),
        error=error,
        performed=not error,
    )


def test_getting_on_is_no_reason() -> None:
    assert why_stuck(()) == ""
    assert why_stuck(tuple(step(n, f"screen {n}") for n in range(30))) == ""
    assert why_stuck(tuple(step(n, "form", element=n) for n in range(8))) == "", "a form has one screen"


def test_the_same_action_on_the_same_screen() -> None:
    steps = (step(1, "a"), step(2, "b"), step(3, "a"), step(4, "a"), step(5, "a"))
    assert "3 times" in why_stuck(steps)
    assert why_stuck(steps[:4]) == ""


def test_back_and_forth() -> None:
    back = [Step(index=n, fingerprint="b", action=NavigateBack()) for n in range(3)]
    there = [step(n, "a") for n in range(3)]
    steps = tuple(s for pair in zip(there, back, strict=True) for s in pair)
    assert "back and forth" in why_stuck(steps)
    assert why_stuck(steps[:4]) == ""


def test_errors_in_a_row() -> None:
    steps = tuple(step(n, f"s{n}", error="not found") for n in range(3))
    assert "3 steps failed" in why_stuck(steps)
    assert why_stuck((*steps[:2], step(3, "s3"))) == ""


def test_nothing_new_for_long() -> None:
    old = tuple(step(n, f"s{n}", element=n) for n in range(8))
    again = tuple(step(n, f"s{n % 8}", element=100 + n) for n in range(8))
    assert "not been seen" in why_stuck(old + again)


def typing(index: int, screen: str, text: str) -> Step:
    return Step(index=index, fingerprint=screen, action=InputText(text=text), performed=True)


def test_the_same_way_for_one_item_after_another_is_progress() -> None:
    """Each item comes by the same list and the same button, and by a page of its own."""
    steps: tuple[Step, ...] = ()
    for item in range(6):
        at = 3 * item
        steps += (step(at, "list"), step(at + 1, f"item {item}", 1), step(at + 2, "menu", 2))
        assert why_stuck(steps) == ""


def test_the_same_text_again_and_again_in_a_field_that_grows() -> None:
    steps = tuple(typing(n, "a" * n, "aaa") for n in range(3))
    assert "typed 3 times" in why_stuck(steps)
    assert why_stuck(steps[:2]) == ""
    assert why_stuck(tuple(typing(n, f"form {n}", f"name {n}") for n in range(9))) == ""


def test_a_warning_gives_time_to_find_another_way() -> None:
    old = tuple(step(n, f"s{n}", element=n) for n in range(8))
    again = tuple(step(8 + n, f"s{n % 8}", element=100 + n) for n in range(12))
    assert why_stuck(old + again[:8])
    assert why_stuck(old + again[:9], warned=16) == "", "it has only begun to try something else"
    assert why_stuck((*old, *again, *again), warned=16), "now it had time"
    same = tuple(step(n, "a") for n in range(4))
    assert why_stuck(same, warned=3), "the very same again is no other way"


def did(index: int, screen: str, action: Action, reason: ReasonCode = ReasonCode.NEW_PAGE) -> Step:
    return Step(
        index=index, fingerprint=screen, action=action, performed=True, outcome=Outcome.SUCCESS, reason=reason
    )


def made_alike(lap: int, *, keeps: bool = True) -> tuple[Step, ...]:
    """A note like the last one, on screens that all have been seen; or one that is let go each time."""
    add, leave = Click(target=Target(element=1)), Click(target=Target(element=2))
    typed = ReasonCode.TYPED if keeps else ReasonCode.NEW_PAGE
    text = InputText(text="milk")
    return (
        did(4 * lap + 1, "list", add),
        did(4 * lap + 2, "form", text, typed),
        did(4 * lap + 3, "filled", leave),
        did(4 * lap + 4, "kept", NavigateBack(), ReasonCode.LEFT),
    )


def test_three_notes_alike_are_no_circle() -> None:
    steps = made_alike(0) + made_alike(1) + made_alike(2)
    assert all(why_stuck(steps[:n]) == "" for n in range(len(steps) + 1))
    empty = tuple(step for lap in range(3) for step in made_alike(lap, keeps=False))
    assert any(why_stuck(empty[:n]) for n in range(len(empty) + 1)), "nothing comes of these"
    many = tuple(step for lap in range(9) for step in made_alike(lap))
    assert any(why_stuck(many[:n]) for n in range(len(many) + 1)), "nor has it an end"


def test_a_value_that_is_stepped_and_a_list_that_is_scrolled_get_on() -> None:
    plus = Click(target=Target(element=1))
    assert why_stuck(tuple(did(n, f"value {n}", plus, ReasonCode.BESIDE) for n in range(5))) == ""
    down = Scroll(direction="down")
    assert why_stuck(tuple(did(n, f"part {n}", down, ReasonCode.MOVED) for n in range(30))) == ""


def test_a_switch_turned_back_and_forth_gets_nowhere() -> None:
    turn = Click(target=Target(element=1))
    steps = tuple(
        did(n, "on" if n % 2 else "off", turn, ReasonCode.SWITCHED_OFF if n % 2 else ReasonCode.SWITCHED_ON)
        for n in range(9)
    )
    assert "back and forth" in why_stuck(steps)


def test_a_plan_that_moves_and_something_new_that_is_told_are_progress() -> None:
    def lap(n: int, **more: object) -> tuple[Step, ...]:
        at = [step(3 * n + place, screen, place) for place, screen in enumerate(("home", "page", "end"))]
        return tuple(each.model_copy(update=more) for each in at)

    same = tuple(each for n in range(6) for each in lap(n))
    assert "was done" in why_stuck(same)
    planned = tuple(each for n in range(6) for each in lap(n, plan=Plan(subgoals=("again",) * 6, done=n)))
    assert why_stuck(planned) == ""
    noted = tuple(
        each for n in range(6) for each in (*lap(n), did(0, "page", Note(text=f"lap {n}"), ReasonCode.ASIDE))
    )
    assert why_stuck(noted) == ""
    again = tuple(
        each for n in range(6) for each in (*lap(n), did(0, "page", Note(text="it"), ReasonCode.ASIDE))
    )
    assert why_stuck(again)


def test_another_warning_waits_for_another_lap() -> None:
    laps = tuple(step(n, "abc"[n % 3], n % 3) for n in range(30))
    assert why_stuck(laps[:8], warned=7) == ""
    assert why_stuck(laps[:10], warned=7)
