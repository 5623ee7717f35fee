"""Words contradict a touch only where they fit another control of the screen clearly better."""

from dataclasses import replace

import pytest

from device.screen import Bounds, Observation, UIElement
from grounding.agreement import rival
from grounding.control import Control, controls


def screen(*labels: str, editable: bool = False) -> tuple[Observation, tuple[Control, ...]]:
    kind = "EditText" if editable else "Button"
    elements = [UIElement(0, class_name="android.widget.FrameLayout", bounds=Bounds(0, 0, 1080, 2400))]
    for place, label in enumerate(labels, 1):
        said = {"hint": label} if editable else {"text": label}
        box = Bounds(40, 150 * place, 1040, 150 * place + 120)
        look = UIElement(place, class_name=f"android.widget.{kind}", bounds=box, depth=1, **said)
        elements.append(replace(look, is_clickable=True, is_editable=editable))
    seen = Observation(None, tuple(elements), "org.example", "", keyboard_shown=False, size=(1080, 2400))
    return seen, controls(seen)


def better(words: str, hit: str, *others: str, editable: bool = False) -> str:
    seen, everything = screen(hit, *others, editable=editable)
    found = rival(words, everything[0], everything, seen.size)
    return found.names[0].text if found is not None else ""


@pytest.mark.parametrize(
    ("words", "hit", "other"),
    [
        ("Add to basket", "Buy now", "Add to basket"),
        ("the add to basket button", "Buy now", "Add to basket"),
        ("加入购物车", "立即购买", "加入购物车"),
        ("加入购物车按钮", "立即购买", "加入购物车"),
        ("李小明的对话", "王芳", "李小明"),
        ("Bob Stone conversation", "Ann Lee", "Bob Stone"),
        ("Bob Stone chat thread", "Ann Lee", "Bob Stone"),
        ("Bob", "Ann Lee", "Bob Stone"),
        ("the item below Battery", "Battery", "Storage"),
        ("15 October", "16 October", "15 October"),
    ],
)
def test_words_for_another_control_contradict(words: str, hit: str, other: str) -> None:
    assert better(words, hit, other, "Settings") == other


@pytest.mark.parametrize(
    ("words", "hit", "others"),
    [
        ("Add to the basket", "Add to basket", ("Buy now",)),
        ("put it into the cart", "Add to basket", ("Buy now", "Wish list")),
        ("confirm the purchase", "Buy now", ("Cancel",)),
        ("Bob's chat", "Bob Stone", ("Ann Lee", "Bob Marsh")),
        ("save contact", "Save", ("Contacts", "Close")),
        ("the second entry", "Ann Lee", ("Bob Stone",)),
        ("发送按钮", "发送", ("取消",)),
        ("die Schaltfläche Speichern", "Save", ("Cancel",)),
    ],
)
def test_words_that_are_not_literal_do_not(words: str, hit: str, others: tuple[str, ...]) -> None:
    assert not better(words, hit, *others)


@pytest.mark.parametrize(
    ("words", "hit"),
    [
        ("the company name input", "Company"),
        ("company field", "Company"),
        ("where the number goes", "Phone"),
        ("surname", "Last name"),
    ],
)
def test_loose_words_for_a_field_do_not(words: str, hit: str) -> None:
    others = [name for name in ("First name", "Last name", "Company", "Phone", "Email") if name != hit]
    assert not better(words, hit, *others, editable=True)


def test_a_touch_on_nothing_is_contradicted_by_words_for_something() -> None:
    seen, everything = screen("Buy now", "Add to basket")
    assert rival("Add to basket", None, everything, seen.size) is everything[1]
    assert rival("the picture", None, everything, seen.size) is None
