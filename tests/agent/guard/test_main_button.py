"""Where no model is there, a button of unknown label is held by its place and by what its page tells."""

import pytest

from agent.action.action import Click
from agent.guard.doubt import suspected_classes
from agent.run.step import Spot
from device.screen import Bounds, Observation, UIElement
from grounding.target import Target

WIDTH, HEIGHT = 1080, 2400
BACK = "Abbrechen"


def held(
    *buttons: str, texts: tuple[str, ...] = (), written: str = "", tapped: int = 0, **more: str
) -> tuple[str, ...]:
    """Tap one of the buttons that stand one above the other at the end of a page."""
    shown = [UIElement(0, class_name="android.widget.FrameLayout", bounds=Bounds(0, 0, WIDTH, HEIGHT))]
    for at, text in enumerate(texts):
        box = Bounds(40, 150 + 100 * at, 1040, 230 + 100 * at)
        shown.append(UIElement(len(shown), text, bounds=box, class_name="android.widget.TextView", depth=1))
    if written:
        box = Bounds(40, 900, 1040, 1100)
        shown.append(UIElement(len(shown), written, bounds=box, class_name="android.widget.EditText",
                               is_editable=True, is_clickable=True, depth=1))  # fmt: skip
    first = len(shown)
    for at, label in enumerate(buttons):
        box = Bounds(40, 1800 + 150 * at, 1040, 1930 + 150 * at)
        shown.append(UIElement(len(shown), label, bounds=box, class_name="android.widget.Button",
                               resource_id=more.get("name", "") if at == tapped else "",
                               is_clickable=True, depth=1))  # fmt: skip
    seen = Observation(None, tuple(shown), more.get("package", "org.ex"), "", False, (WIDTH, HEIGHT))
    point = shown[first + tapped].bounds.center
    spot = Spot(point=point, confidence=1.0, method="point")
    return suspected_classes(Click(target=Target(point=(point.x, point.y))), (spot,), seen)


def test_with_a_sum_that_is_due_the_button_beside_no_pays() -> None:
    assert held("Ynuvo", BACK, texts=("Ol", "Summ 12,50 €")) == ("payment",)


@pytest.mark.parametrize(
    ("more", "classes"),
    [
        ({"texts": ("Ol", "+49 30 5550 1234")}, ("send",)),
        ({"written": "olmo ynuvo karta sila"}, ("send",)),
    ],
)
def test_what_the_page_tells_says_what_its_button_may_do(
    more: dict[str, object], classes: tuple[str, ...]
) -> None:
    assert held("Ynuvo", BACK, **more) == classes  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("buttons", "more"),
    [
        (("Ynuvo", BACK), {"texts": ("Ol", "karta")}),
        (("Ynuvo", BACK), {"texts": ("Ol", "184 MB")}),
        (("Ynuvo karta", BACK), {"texts": ("Ynuvo karta", "Summ"), "package": "com.maker.settings"}),
        (("Ynuvo karta", "Kolmo"), {"texts": ("Ynuvo", "Limitu: 2.000 €")}),
        (("Ynuvo", BACK), {"texts": ("Ol", "12.10. olmo −12,50 €", "9.10. olmo −3,20 €")}),
        (("Ynuvo", BACK), {"texts": ("Ol", "12,50 €"), "name": "org.ex:id/tab_ynuvo"}),
        (("Details", BACK), {"texts": ("Ol", "12,50 €")}),
        (("Karta ändern", BACK), {"texts": ("Ol", "12,50 €")}),
        (("Kolmo?", BACK), {"texts": ("Ol", "12,50 €")}),
    ],
)
def test_other_pages_and_labels_that_are_known_pass(
    buttons: tuple[str, ...], more: dict[str, object]
) -> None:
    assert held(*buttons, **more) == ()  # type: ignore[arg-type]


def test_only_the_first_of_a_stack_is_what_the_page_is_about() -> None:
    assert held("Ynuvo", "Kolmo", BACK, texts=("Ol", "12,50 €"), tapped=1) == ()


def test_beside_a_known_order_an_unknown_button_is_not_what_the_page_is_about() -> None:
    assert held("Ynuvo", "Bezahlen", texts=("Ol", "12,50 €")) == ()
