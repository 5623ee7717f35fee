from agent.action.action import Click, InputText, NavigateBack
from agent.reflection.stuck import why_stuck
from agent.run.step import Step
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
    assert "not found" in why_stuck(steps)
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
