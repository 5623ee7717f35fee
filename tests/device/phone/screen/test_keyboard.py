"""The soft keyboard's keys."""

import pytest

from device.phone.screen.keyboard import KEYBOARD_HEIGHT, keyboard_view
from device.phone.toolkit.layout import Metrics, Node, lay_out
from device.phone.toolkit.view import LayoutState

LETTERS = set("qwertyuiopasdfghjklzxcvbnm")


def keys(page: str, kind: str = "text") -> dict[str, Node]:
    """The keys by what they press."""
    pressed: list[str] = []
    view = keyboard_view(page, kind, pressed.append, lambda text: text)
    root = lay_out(view, 0, 1513, 1080, 761, Metrics(), LayoutState())
    found = {}
    for node in root.walk():
        if node.view.on_tap is not None:
            node.view.on_tap()
            found[pressed[-1]] = node
    assert len(found) == len(pressed), "two keys press the same"
    return found


@pytest.mark.parametrize("kind", ["text", "email", "multiline", "number", "phone"])
@pytest.mark.parametrize("page", ["letters", "shift", "symbols", "more"])
def test_every_key_is_whole_large_enough_and_apart_from_the_others(page: str, kind: str) -> None:
    nodes = list(keys(page, kind).values())
    for node in nodes:
        assert node.clip == node.box
        assert node.width >= 60
        assert node.height >= 90
        assert node.view.content_description
    for number, one in enumerate(nodes):
        for other in nodes[:number]:
            apart = one.left >= other.right or other.left >= one.right
            assert apart or one.top >= other.bottom or other.top >= one.bottom


def test_pages_have_their_characters() -> None:
    assert set(keys("letters")) >= LETTERS
    assert {letter.upper() for letter in LETTERS} <= set(keys("shift"))
    assert set("1234567890@#$&-+()/*\"':;!?_") <= set(keys("symbols"))
    assert set("~`|^={}\\%[]<>€£") <= set(keys("more"))
    everything = set(keys("letters")) | set(keys("shift")) | set(keys("symbols")) | set(keys("more"))
    printable = {chr(code) for code in range(33, 127)}
    assert printable <= everything


def test_every_page_can_type_space_delete_and_leave() -> None:
    for page, others in {
        "letters": {"shift", "symbols"},
        "shift": {"shift", "symbols"},
        "symbols": {"letters", "more"},
        "more": {"letters", "symbols"},
    }.items():
        assert {"space", "backspace", "enter", "hide"} | others <= set(keys(page))


def test_number_fields_get_a_pad() -> None:
    assert set("1234567890.-,") <= set(keys("letters", "number"))
    assert "a" not in keys("letters", "number")
    assert set("1234567890*#+") <= set(keys("letters", "phone"))
    assert "@" in keys("letters", "email")


def test_it_is_as_high_as_it_says() -> None:
    assert Metrics().px(KEYBOARD_HEIGHT) == 761
