"""Where no model is there, a button of unknown label is held by its place and by what its page tells."""

import pytest

from agent.action.action import Click
from agent.guard.doubt import doubt_about, suspected_classes
from agent.guard.sensitive import sensitive_classes
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


def doubted(label: str, name: str, *others: str, texts: tuple[str, ...] = ()) -> bool:
    """Whether a button that its words make known is in doubt by its page; `others` are ids of others."""
    shown = [UIElement(0, class_name="android.widget.FrameLayout", bounds=Bounds(0, 0, WIDTH, HEIGHT))]
    for at, text in enumerate(texts):
        box = Bounds(40, 150 + 100 * at, 1040, 230 + 100 * at)
        shown.append(UIElement(len(shown), text, bounds=box, class_name="android.widget.TextView", depth=1))
    for at, (text, called) in enumerate([(label, name), *((f"Kolmo {one}", one) for one in others)]):
        box = Bounds(40, 1500 + 150 * at, 1040, 1630 + 150 * at)
        shown.append(UIElement(len(shown), text, bounds=box, class_name="android.widget.Button", depth=1,
                               resource_id=f"org.ex:id/{called}", is_clickable=True))  # fmt: skip
    seen = Observation(None, tuple(shown), "org.ex", "", False, (WIDTH, HEIGHT))
    point = shown[1 + len(texts)].bounds.center
    click, spots = (
        Click(target=Target(point=(point.x, point.y))),
        (Spot(point=point, confidence=1.0, method="point"),),
    )
    known = sensitive_classes(click, spots, seen)
    assert known
    return doubt_about(click, spots, seen, known) is not None


@pytest.mark.parametrize(
    ("label", "name", "others", "is_doubted"),
    [
        ("Delete", "eraser", ("brush",), True),
        ("Delete", "btn_delete", ("share",), False),
        ("Delete", "delete_selected", ("filter_chip",), False),
        ("Delete", "", ("share",), False),
        ("Delete account", "article_114", ("article_90",), True),
        ("Send", "term_25", ("term_30",), True),
        ("Send", "send_it", ("share",), False),
        ("Rate berechnen", "btn_pay", ("share",), True),
        ("Jetzt bezahlen", "btn_pay", ("share",), False),
        ("OK", "btn_pay", ("share",), False),
    ],
)
def test_what_the_page_calls_otherwise_is_in_doubt(
    label: str, name: str, others: tuple[str, ...], *, is_doubted: bool
) -> None:
    assert doubted(label, name, *others, texts=("Ol", "Summ 12,50 €")) is is_doubted


def test_a_sum_of_a_long_sentence_is_none_that_an_order_is_done_with() -> None:
    assert doubted("Donate", "donate", "share", texts=("Raised: $1,820 of $3,000",))
    assert not doubted("Donate", "donate", "share", texts=("Total $20",))


def test_a_part_of_a_label_is_held_only_where_the_page_shows_what_it_could_be_done_with() -> None:
    assert held("Enviar a Ana", "Kolmo", texts=("Ol",)) == ()
    assert held("Enviar a Ana", "Kolmo", texts=("Ol", "12,50 €")) == ("send",)
