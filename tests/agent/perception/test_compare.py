import pytest
from PIL import Image

from agent.action.action import Action, Click, InputText, NavigateBack, NavigateHome, OpenApp, Scroll, Wait
from agent.perception.compare import changed_part, fingerprint
from agent.reflection.check import check, check_interrupted
from agent.run.step import Permit, Seen, Spot, Step
from device.screen import Bounds, Observation, Screenshot, UIElement
from grounding.target import Target

ROW = Bounds(0, 100, 1080, 300)


def look(*elements: UIElement, package: str = "com.example", activity: str = "Main") -> Seen:
    observation = Observation(None, elements, package, activity, False, (1080, 2400))
    return Seen(observation=observation, fingerprint=fingerprint(observation))


def row(text: str = "Wi-Fi", checked: bool = False) -> tuple[UIElement, UIElement]:
    return (
        UIElement(0, text=text, bounds=ROW, is_clickable=True),
        UIElement(1, bounds=Bounds(900, 150, 1000, 250), is_checkable=True, is_checked=checked),
    )


def outcome(action: Action, before: Seen, after: Seen) -> tuple[str, str]:
    spots = (Spot(point=ROW.center, confidence=1, method="element"),)
    step = Step(index=1, action=action, grounding=spots, performed=True)
    found = check(step, before, after, (None, None))
    return found.outcome, found.evidence


CLICK = Click(target=Target(element=0))


def test_a_switch_that_flipped_is_told_with_its_state() -> None:
    found, evidence = outcome(CLICK, look(*row()), look(*row(checked=True)))
    assert found == "success"
    assert "on" in evidence


@pytest.mark.parametrize("action", [CLICK, NavigateBack(), Scroll(direction="down")])
def test_the_same_screen_means_no_change(action: Action) -> None:
    assert outcome(action, look(*row()), look(*row()))[0] == "no_change"


def test_the_status_bar_does_not_count() -> None:
    clock = [UIElement(9, text=t, package_name="com.android.systemui") for t in ("9:00", "9:01")]
    assert outcome(CLICK, look(*row(), clock[0]), look(*row(), clock[1]))[0] == "no_change"


def test_a_new_page_of_the_app_is_success_and_another_app_is_doubtful() -> None:
    assert outcome(CLICK, look(*row()), look(UIElement(0, text="Details"))) == (
        "success",
        'now shows "Details"',
    )
    other = look(UIElement(0, text="Ad"), package="com.other")
    assert outcome(CLICK, look(*row()), other)[0] == "uncertain"
    assert outcome(OpenApp(app_name="Other"), look(*row()), other)[0] == "success"
    assert outcome(NavigateHome(), look(*row()), other)[0] == "success"


def test_typed_text_is_looked_for_on_the_screen() -> None:
    typed = look(UIElement(0, text="hello  world", is_editable=True))
    assert outcome(InputText(text="hello world"), look(), typed)[0] == "success"
    assert outcome(InputText(text="hello world"), look(*row()), look(*row()))[0] == "no_change"
    assert outcome(InputText(text="{{secret:pin}}"), look(), typed)[0] == "success"


def test_waiting_always_succeeds() -> None:
    assert outcome(Wait(), look(), look())[0] == "success"


def picture(*boxes: tuple[int, int, int, int]) -> Screenshot:
    image = Image.new("RGBA", (100, 200), "white")
    for box in boxes:
        image.paste("black", box)
    return Screenshot((100, 200), image.tobytes(), "rgba")


def test_pictures_differ_below_the_status_bar_only() -> None:
    assert changed_part(picture(), picture()) == 0
    assert changed_part(picture(), picture((0, 0, 100, 8))) == 0
    assert changed_part(picture(), picture((0, 100, 100, 200))) >= 0.5
    assert changed_part(None, picture()) == 0


def test_without_a_tree_the_picture_is_the_fingerprint() -> None:
    def seen(shot: Screenshot) -> str:
        return fingerprint(Observation(shot, (), "p", "a", False, (100, 200), tree_error="no idle state"))

    assert seen(picture()) == seen(picture((0, 0, 100, 5)))
    assert seen(picture()) != seen(picture((0, 100, 100, 200)))


def test_an_interrupted_step_is_judged_by_whether_the_screen_is_as_it_was() -> None:
    step = Step(index=1, action=CLICK)
    assert check_interrupted(step, look(*row()), look(*row())).outcome == "no_change"
    assert check_interrupted(step, look(*row()), look(UIElement(0, text="Details"))).outcome == "success"
    sending = step.model_copy(update={"permit": Permit(classes=("send",))})
    assert check_interrupted(sending, look(*row()), look(*row())).outcome == "uncertain"
