"""The person is told in plain words what would be done, to what and where, and once."""

import re

import pytest

from agent.action.action import Action, Click, DoubleTap, InputText, KeyboardEnter, LongPress, OpenApp
from agent.guard.question import question_of
from agent.language.speech import in_chinese
from agent.run.step import Spot
from device.screen import Bounds, Observation, UIElement
from grounding.target import Target

PANEL = UIElement(1, bounds=Bounds(100, 400, 980, 800))
OK = UIElement(
    0, "OK", bounds=Bounds(700, 700, 900, 780), class_name="android.widget.Button", is_clickable=True
)
ROW = UIElement(3, bounds=Bounds(0, 900, 1080, 1000), is_clickable=True)
FIELD = UIElement(
    5, hint="Message", bounds=Bounds(0, 2200, 900, 2300), is_editable=True, is_focused=True, text="On my way"
)
TELLING = (
    PANEL,
    UIElement(2, "Delete all 240 messages?", bounds=Bounds(120, 420, 960, 490)),
    OK,
    ROW,
    UIElement(4, "Freeze card", bounds=Bounds(20, 910, 500, 960)),
    FIELD,
)


def asked(action: Action, at: UIElement | None, classes: tuple[str, ...] = ("delete",), **more: str) -> str:
    spots = (Spot(point=at.bounds.center, confidence=1, method="element", **more),) if at else ()
    elements = TELLING[:3] if at is OK else (UIElement(9, bounds=Bounds(0, 0, 1080, 2400)), *TELLING[3:])
    seen = Observation(
        None, elements, "com.simplemobiletools.smsmessenger", ".MainActivity", False, (1080, 2400)
    )
    return question_of(action, spots, seen, classes)


@pytest.mark.parametrize(
    ("action", "at", "expected"),
    [
        (Click(target=Target(element=0)), OK, 'tap "OK" to "Delete all 240 messages?"'),
        (Click(target=Target(element=3, description="the switch")), ROW, 'tap "Freeze card"'),
        (KeyboardEnter(), None, 'press Enter after "On my way"'),
        (InputText(text="hello", target=Target(element=5)), FIELD, 'type "hello" into "Message"'),
    ],
)
def test_it_names_what_is_held_once(action: Action, at: UIElement | None, expected: str) -> None:
    assert asked(action, at) == f"{expected} in Simple SMS Messenger"


def test_an_app_is_opened_from_wherever() -> None:
    assert asked(OpenApp(app_name="Clock"), None) == 'open "Clock"'


def test_no_credential_is_in_it() -> None:
    target = Target(element=5)
    told = asked(InputText(text="4106 5580", target=target), FIELD, ("credentials",))
    assert "4106" not in told
    assert "a password or code" in told
    by_name = asked(InputText(text="{{secret:bank}}", target=target), FIELD, ("credentials",))
    assert "{{secret:bank}}" in by_name


@pytest.mark.parametrize("action", [Click, DoubleTap, LongPress])
@pytest.mark.parametrize("at", [OK, ROW, UIElement(7, bounds=Bounds(0, 1200, 1080, 1300))])
def test_it_is_asked_in_chinese_too(action: type[Click | DoubleTap | LongPress], at: UIElement) -> None:
    told = in_chinese(asked(action(target=Target(element=at.index)), at))
    assert told.startswith("在 Simple SMS Messenger 里"), told
    left = told.replace("Simple SMS Messenger", "").replace("Delete all 240 messages?", "")
    assert not re.search("[A-Za-z]{2,}", re.sub("OK|Freeze card|On my way", "", left)), told


def test_typing_and_enter_are_asked_in_chinese_too() -> None:
    target = Target(element=5)
    assert in_chinese(asked(InputText(text="hi", target=target), FIELD)).endswith("的“Message”里输入“hi”")
    hidden = in_chinese(asked(InputText(text="4106", target=target), FIELD, ("credentials",)))
    assert hidden.endswith("的“Message”里输入密码或验证码")
    assert in_chinese(asked(KeyboardEnter(), None)).endswith("里输入“On my way”之后按回车")
    assert in_chinese(asked(OpenApp(app_name="Clock"), None)) == "打开“Clock”"
