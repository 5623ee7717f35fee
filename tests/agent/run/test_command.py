"""What reads as a command and is none: what a list moves under the finger, and what the goal names."""

import pytest

from agent.action.action import Click, Drag, Scroll, Swipe
from agent.guard.sensitive import sensitive_classes
from agent.run.step import Spot
from device.screen import Bounds, Observation, Point, UIElement
from grounding.target import Target
from tests.agent.guard.test_sensitive import BOX, SPOT, dialog, page, spot

LIST = UIElement(9, bounds=Bounds(0, 0, 1080, 2300), is_scrollable=True)
UP, BACK = Target(point=(162, 300)), Target(point=(162, 1500))


def way(start: UIElement, end: Target, *elements: UIElement) -> tuple[str, ...]:
    swipe = Swipe(start=Target(element=start.index), end=end)
    assert end.point is not None
    goes = (
        *spot(start),
        Spot(point=Point(int(end.point[0]), int(end.point[1])), confidence=1, method="point"),
    )
    return sensitive_classes(swipe, goes, page(*elements))


@pytest.mark.parametrize(
    "label", ["Buy milk", "Text", "Send", "Call Anna", "Delete", "Slide to pay", "Pay Bob"]
)
def test_a_list_that_moves_is_not_judged_by_what_lies_under_the_finger(label: str) -> None:
    for kind in ("android.widget.TextView", "android.widget.Button"):
        row = UIElement(0, text=label, bounds=BOX, is_clickable=True, class_name=kind)
        assert way(row, BACK, LIST, row) == ()
        assert (
            sensitive_classes(Scroll(direction="down", target=Target(element=0)), spot(row), page(LIST, row))
            == ()
        )


def test_a_swipe_that_stays_on_a_button_presses_it() -> None:
    button = UIElement(0, text="Send", bounds=BOX, is_clickable=True, class_name="android.widget.Button")
    assert way(button, Target(point=(260, 155)), LIST, button) == ("send",)
    assert way(button, Target(point=(400, 150)), LIST, button) == ("send",)
    assert way(button, Target(point=(255, 175)), LIST, button) == ("send",)
    assert way(button, Target(point=(255, 195)), LIST, button) == ()  # the list takes the finger over
    drag = Drag(start=Target(element=0), end=BACK)
    assert sensitive_classes(drag, SPOT, page(LIST, button)) == ("send",)


def test_a_scroll_may_be_a_slide() -> None:
    slide = UIElement(0, text="Slide to pay", bounds=BOX)
    action = Scroll(direction="left", target=Target(element=0))
    there = (spot(slide)[0].model_copy(update={"bounds": BOX}),)
    assert sensitive_classes(action, there, page(slide)) == ("payment",)
    up = UIElement(0, text="Swipe up to send", bounds=BOX)
    assert way(up, Target(point=(250, 20)), up) == ("send",)


def row(text: str, said: str, package: str = "org.tasks", **more: object) -> tuple[str, ...]:
    box = Bounds(0, 500, 1080, 640)
    shown = UIElement(0, text=text, bounds=box, is_clickable=True, **more)
    seen = Observation(None, (LIST, shown), package, "", False, (1080, 2400))
    return sensitive_classes(Click(target=Target(element=0)), spot(shown), seen, said)


def test_the_name_of_what_the_goal_is_about_is_no_command() -> None:
    assert row("Buy a present for Emma", "mark Buy a present for Emma as done") == ()
    assert row("Pay Bob", 'what is in the note "Pay Bob"?', "net.gsantner.markor") == ()
    assert row("给妈妈转账", "完成任务给妈妈转账") == ()
    assert row("send-money.md", "", "net.gsantner.markor") == ()
    assert row("File send-money.md", "", "net.gsantner.markor") == ()


def test_a_command_stays_one_whatever_the_goal_says() -> None:
    assert row("Pay Bob", "buy milk and pay Bob")
    assert row("Pay Bob", 'mark "Pay Bob" as done', class_name="android.widget.Button")
    assert row("Pay Bob", 'text Ann "Pay Bob"', "com.google.android.apps.messaging")
    assert row("Delete all notes", "delete all notes", "net.gsantner.markor")
    assert row("Delete all notes", 'tap "Delete all notes"', "net.gsantner.markor")
    assert row("Delete all", 'create the task "Delete all"')
    assert row("Delete", "delete the task Delete")
    assert row("Send file.txt", "", "net.gsantner.markor")
    assert row("Send", "open send-money.md", "net.gsantner.markor")


def test_clearing_what_is_done_deletes_it() -> None:
    assert dialog("Clear completed tasks?", "", "OK", "Cancel") == ("delete",)
    assert dialog("清除已完成的任务？", "", "确定", "取消") == ("delete",)
