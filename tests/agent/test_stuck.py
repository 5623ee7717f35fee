from agent.action import Click, NavigateBack
from agent.step import Step
from agent.stuck import why_stuck
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
    steps = (step(1, "a"), step(2, "b"), step(3, "a"), step(4, "a"))
    assert "3 times" in why_stuck(steps)
    assert why_stuck(steps[:3]) == ""


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
