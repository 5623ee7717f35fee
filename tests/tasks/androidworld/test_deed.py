"""AndroidWorld's actions, and what they come to on a phone over its wire."""

from dataclasses import dataclass
from typing import Any

import pytest

from agent.action.action import describe
from device.client import Device
from device.error import ActionRejected
from device.screen import Bounds, Observation, UIElement
from tasks.androidworld.deed import deeds, do
from tasks.androidworld.environment import Environment


@dataclass
class Act:
    """What an agent of AndroidWorld hands over."""

    action_type: str | None = None
    index: str | int | None = None
    x: int | None = None
    y: int | None = None
    text: str | None = None
    direction: str | None = None
    app_name: str | None = None
    clear_text: bool | None = None


SCREEN = Observation(
    screenshot=None,
    elements=(UIElement(0), UIElement(1, bounds=Bounds(100, 200, 300, 400))),
    package="",
    activity="",
    keyboard_shown=False,
    size=(1080, 2400),
)


@pytest.mark.parametrize(
    ("act", "told"),
    [
        (Act("click", index=1), ["click (200, 300)"]),
        (Act("click", index="1"), ["click (200, 300)"]),
        (Act("double_tap", x=5, y=6), ["double_tap (5, 6)"]),
        (Act("long_press", index=0), ["long_press (0, 0)"]),
        (Act("input_text", text="hi", index=1), ['input_text "hi" (200, 300)', "keyboard_enter"]),
        (Act("input_text", text="hi", clear_text=True), ['input_text "hi" clear', "keyboard_enter"]),
        (Act("input_text", text=""), []),
        (Act("scroll", direction="down"), ["scroll down"]),
        (Act("scroll", direction="left", index=0), ["scroll left (0, 0)"]),
        (Act("swipe", direction="up"), ["swipe (540, 2399) to (540, 0)"]),
        (Act("swipe", direction="left"), ["swipe (0, 1200) to (1079, 1200)"]),
        (Act("open_app", app_name="Clock"), ['open_app "Clock"']),
        (Act("keyboard_enter"), ["keyboard_enter"]),
        (Act("navigate_home"), ["navigate_home"]),
        (Act("navigate_back"), ["navigate_back"]),
        (Act("wait"), ["wait 1s"]),
    ],
)
def test_each_action_is_one_of_ours(act: Act, told: list[str]) -> None:
    assert [describe(action) for action, _ in deeds(act, SCREEN)] == told


def test_an_element_is_scrolled_within_its_box() -> None:
    [(_, (spot,))] = deeds(Act("scroll", direction="down", index=1), SCREEN)
    assert spot.bounds == Bounds(100, 200, 300, 400)


@pytest.mark.parametrize(
    ("act", "reason"),
    [
        (Act("click"), "index or x and y"),
        (Act("click", x=3), "index or x and y"),
        (Act("click", index=2), "no element 2; the last is 1"),
        (Act("click", index=-1), "no element -1"),
        (Act("scroll"), "direction"),
        (Act("swipe", direction="sideways"), "direction"),
        (Act("open_app"), "app_name"),
        (Act("drag_and_drop"), "'drag_and_drop' is no action"),
        (Act(), "'' is no action"),
    ],
)
def test_what_is_no_action_is_refused(act: Act, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        list(deeds(act, SCREEN))


def tap_on(environment: Environment, label: str) -> dict[str, Any]:
    """The action that touches what is called so."""
    elements = environment.get_state(wait_to_stabilize=True).ui_elements
    found = [n for n, one in enumerate(elements) if label in (one.text, one.content_description)]
    return {"action_type": "click", "index": found[-1]}


def test_a_contact_is_made_by_index_and_text(environment: Environment) -> None:
    do(Act("open_app", app_name="Contacts"), environment.device)
    environment.execute_action(Act(**tap_on(environment, "Create contact")))
    fields = [
        n
        for n, one in enumerate(environment.get_state(wait_to_stabilize=True).ui_elements)
        if one.hint_text == "First name"
    ]
    environment.execute_action(Act("input_text", text="Ada B", index=fields[0]))
    environment.execute_action(Act(**tap_on(environment, "Save")))
    rows = environment.device.shell("content query --uri content://contacts/phones/").text
    shown = environment.get_state(wait_to_stabilize=True).ui_elements
    assert "Ada B" in rows or any(one.text == "Ada B" for one in shown)


def test_enter_follows_the_text(device: Device) -> None:
    """In a field of several lines it begins the next one."""
    device.shell("am start -a android.intent.action.SENDTO -d sms:5551234")
    device.settle()
    field = next(one for one in device.observe(screenshot=False).elements if one.hint.startswith("Type a"))
    do(Act("input_text", text="See you", index=field.index), device)
    device.settle()
    assert "See you\n" in [one.text for one in device.observe(screenshot=False).elements]


def test_what_the_phone_would_not_do_is_told(device: Device) -> None:
    with pytest.raises(ActionRejected):
        do(Act("open_app", app_name="No Such App At All"), device)
