"""The guard judges what fingers and keys do: no name of an action lets a touch pass."""

from dataclasses import replace

import pytest

from agent.action.action import (
    Action,
    ClearText,
    Click,
    Drag,
    InputText,
    KeyboardEnter,
    LongPress,
    Scroll,
    Swipe,
)
from agent.action.touch import TouchKind, touches_of
from agent.guard.handover import would_show
from agent.guard.sensitive import sensitive_classes
from agent.run.step import Spot
from device.screen import Bounds, Observation, Point, UIElement
from grounding.target import Target

AT = Target(element=1)
ROOT = UIElement(0, class_name="android.widget.FrameLayout", bounds=Bounds(0, 0, 1080, 2400))
SEND = UIElement(
    1, text="Send", class_name="android.widget.Button", bounds=Bounds(800, 1200, 1000, 1300),
    is_clickable=True, depth=1,
)  # fmt: skip
FIELD = UIElement(
    2, hint="Message", class_name="android.widget.EditText", bounds=Bounds(0, 1200, 1080, 1300),
    is_clickable=True, is_editable=True, depth=1,
)  # fmt: skip


def page(*elements: UIElement, package: str = "com.example", keyboard: bool = False) -> Observation:
    return Observation(None, (ROOT, *elements), package, "", keyboard, (1080, 2400))


def at(element: UIElement) -> Spot:
    return Spot(point=element.bounds.center, bounds=element.bounds, confidence=1, method="element")


def point(x: int, y: int) -> Spot:
    return Spot(point=Point(x, y), confidence=1, method="point")


@pytest.mark.parametrize(
    "action",
    [
        ClearText(target=AT), InputText(text="hi", target=AT), LongPress(target=AT),
        Scroll(direction="right", target=AT), Swipe(direction="left", start=AT),
    ],
)  # fmt: skip
def test_what_presses_a_button_is_judged_as_its_press(action: Action) -> None:
    assert sensitive_classes(action, (at(SEND),), page(SEND)) == ("send",)


def test_a_field_is_touched_freely_but_not_what_lies_over_it() -> None:
    for action in (ClearText(target=AT), InputText(text="hi", target=AT)):
        assert sensitive_classes(action, (point(300, 1250),), page(FIELD, SEND)) == ()
        assert sensitive_classes(action, (point(900, 1250),), page(FIELD, SEND)) == ("send",)


def test_a_drag_is_judged_where_it_ends_too() -> None:
    row = UIElement(3, text="Photo", bounds=Bounds(0, 300, 1080, 400), is_clickable=True, depth=1)
    bin_ = replace(SEND, index=4, text="Delete", bounds=Bounds(400, 2200, 700, 2400))
    drag = Drag(start=Target(element=3), end=Target(element=4))
    assert sensitive_classes(drag, (at(row), at(bin_)), page(row, bin_)) == ("delete",)


def test_enter_presses_what_has_the_focus() -> None:
    assert sensitive_classes(KeyboardEnter(), (), page(replace(SEND, is_focused=True))) == ("send",)
    shown = replace(SEND, text="Show password", is_focused=True)
    assert would_show(KeyboardEnter(), (), page(shown), typed=True)
    assert would_show(ClearText(target=AT), (at(shown),), page(shown), typed=True)


def test_a_key_of_the_keyboard_may_be_enter() -> None:
    seen = page(replace(FIELD, is_focused=True), package="com.example.chat", keyboard=True)
    click = Click(target=Target(point=(1000, 2200)))
    assert sensitive_classes(click, (point(1000, 2200),), seen) == ("send",)
    assert sensitive_classes(click, (point(1000, 2200),), replace(seen, keyboard_shown=False)) == ()


LIST = UIElement(
    5, class_name="androidx.recyclerview.widget.RecyclerView", bounds=Bounds(0, 200, 1080, 2200), depth=1
)
ROW = UIElement(6, text="Ann Lee", bounds=Bounds(0, 400, 1080, 600), is_clickable=True, depth=2)
ASIDE = Swipe(direction="left", start=Target(element=6))


def test_a_row_that_is_swiped_sideways_may_be_deleted_or_called() -> None:
    assert sensitive_classes(ASIDE, (point(540, 500),), page(LIST, ROW)) == ("delete",)
    phone = page(LIST, ROW, package="com.google.android.dialer")
    assert sensitive_classes(ASIDE, (point(540, 500),), phone) == ("send", "delete")
    up = Swipe(direction="up", start=Target(element=6))
    assert sensitive_classes(up, (point(540, 900),), page(LIST, ROW)) == ()


def test_pages_and_strips_go_along_sideways() -> None:
    pager = replace(LIST, class_name="androidx.viewpager.widget.ViewPager", is_scrollable=True)
    inner, row = replace(LIST, index=7, depth=2), replace(ROW, depth=3)
    assert sensitive_classes(ASIDE, (point(540, 500),), page(pager, inner, row)) == ()
    strip = replace(LIST, is_scrollable=True)
    cards = [replace(ROW, index=n, bounds=Bounds(n * 500, 400, n * 500 + 480, 600)) for n in range(2)]
    assert sensitive_classes(ASIDE, (point(540, 500),), page(strip, *cards)) == ()


def test_touches_are_what_is_done() -> None:
    kinds = [one.kind for one in touches_of(InputText(text="x", target=AT), (at(FIELD),), page(FIELD))]
    assert kinds == [TouchKind.FOCUS, TouchKind.TEXT]
    (swipe,) = touches_of(Scroll(direction="down", target=AT), (at(SEND),), page(SEND))
    assert (swipe.kind, swipe.point, swipe.end) == (TouchKind.SWIPE, Point(900, 1275), Point(900, 1225))
    assert swipe.control == SEND
