"""Rules reward a reply for what it says of form, kind, place and text."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.practice.sample import Wanted
from tasks.practice.training.reward import FORM, KIND, REST, reward, rewards

CLICK = Wanted(action_type="click", box=(100, 100, 200, 150))
TYPE = Wanted(action_type="input_text", box=(0, 0, 50, 50), text="Buy milk")


def said(**action: object) -> str:
    return json.dumps({"thought": "because", "actions": [action]})


def click(x: float, y: float) -> str:
    return said(action_type="click", target={"point": [x, y]})


@pytest.mark.parametrize(
    ("reply", "wanted", "earned"),
    [
        (click(150, 120), CLICK, 1.0),
        (click(99, 120), CLICK, FORM + KIND),
        (said(action_type="click", target={"description": "OK"}), CLICK, FORM + KIND),
        (said(action_type="navigate_back"), CLICK, FORM),
        ("Sure! " + click(150, 120) + " Done.", CLICK, 1.0),
        (said(action_type="input_text", text="buy  milk", target={"point": [1, 1]}), TYPE, 1.0),
        (said(action_type="input_text", text="eggs", target={"point": [1, 1]}), TYPE, FORM + KIND + REST / 2),
        (said(action_type="navigate_back"), Wanted(action_type="navigate_back"), 1.0),
        (said(action_type="open_app", app_name="Clock"), Wanted(action_type="open_app", text="clock"), 1.0),
        ("{}", CLICK, 0.0),
        ('{"actions": []}', CLICK, 0.0),
        (said(action_type="fly"), CLICK, 0.0),
        ("", CLICK, 0.0),
    ],
)
def test_what_a_reply_earns(reply: str, wanted: Wanted, earned: float) -> None:
    assert reward(reply, wanted) == pytest.approx(earned)


@given(st.text())
def test_no_reply_breaks_it(reply: str) -> None:
    assert 0 <= reward(reply, CLICK) <= 1
    assert 0 <= reward('{"actions": [' + reply + "]}", CLICK) <= 1


def test_it_takes_replies_as_trl_hands_them_over() -> None:
    wanted = [CLICK.model_dump_json()] * 3
    turns = [{"role": "assistant", "content": click(150, 120)}]
    parts = [{"role": "assistant", "content": [{"type": "text", "text": click(0, 0)}]}]
    told = rewards([click(150, 120), turns, parts], wanted, prompts=["", "", ""])
    assert told == pytest.approx([1.0, 1.0, FORM + KIND])
