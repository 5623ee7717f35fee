"""What the page says: in the reader's language, and of what can be pressed there."""

import re
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from starlette.requests import HTTPConnection

import agent
import device
import models
from agent.goal.goalreader import goal_reader
from agent.goal.outcome import Asked, Wanted
from models.endpoint import OpenAIModel
from models.error import ModelUnavailable
from models.message import user
from tests.models.server import serving
from tests.models.test_trouble import Word, down
from tests.ui.chat.conftest import Serve
from tests.ui.chat.deed import ended, send
from ui.chat.press import pressed
from ui.chat.wording import speaker_of, teller_of

ENGLISH, CHINESE = (
    HTTPConnection({"type": "http", "query_string": b"", "headers": [(b"accept-language", languages)]})
    for languages in (b"en-US", b"zh-CN,zh;q=0.9")
)
STEPS = (
    'click "Connected devices" [8] at (540, 854)',
    'input_text "7" "hour field" [3] clear at (299, 1134)',
    "scroll down",
    "keyboard_enter",
    'now shows "Bluetooth", "Off"',
    '"Use Bluetooth" is now on',
    "the screen is the same as before",
    "Bluetooth should be behind Connected devices",
    "Bluetooth is off and shall be on",
)
BARE = re.compile(r'"[^"]*"|“[^”]*”')


@pytest.mark.parametrize("told", STEPS)
def test_a_step_of_an_english_task_is_told_in_chinese_on_a_chinese_page(told: str) -> None:
    assert teller_of(ENGLISH)("Turn on Bluetooth")(told) == told
    chinese = teller_of(CHINESE)("Turn on Bluetooth")(told)
    assert not re.search(r"[A-Za-z]", BARE.sub("", chinese)), chinese


@pytest.mark.full
def test_an_english_task_is_told_in_chinese_on_a_chinese_page(serve: Serve, tab: Callable[..., Any]) -> None:
    page = tab(serve().url, locale="zh-CN")
    send(page, "Turn on Bluetooth")
    ended(page)
    for line in page.locator(".tw-did, .tw-thought, .tw-remark, .tw-plan li, .tw-verdict").all_inner_texts():
        assert not re.search(r"click|behind|shows|status|steps", BARE.sub("", line)), line


@pytest.mark.parametrize(
    "goal", ["Allume le Bluetooth et réserve une table", "Book a taxi", "Set an alarm for 25:80"]
)
def test_why_a_goal_of_another_language_cannot_be_is_chinese_on_a_chinese_page(goal: str) -> None:
    found = goal_reader().outcome(goal)
    assert not isinstance(found, Wanted)
    refused = found.otherwise if isinstance(found, Asked) else found
    told = teller_of(CHINESE)(goal)(refused.reason)
    chinese = re.sub(r"Wi-Fi|(我能做的是|例如)：.*", "", told)  # a goal stays in its language
    assert not re.search(r"[A-Za-z]", BARE.sub("", chinese)), chinese


def test_the_page_tells_what_to_press_instead_of_what_to_type() -> None:
    english, chinese = speaker_of(ENGLISH), speaker_of(CHINESE)
    plug = "no phone is attached. Plug a phone in and allow USB debugging, or start the built-in one: "
    assert english(plug + "agent phone start") == (
        "no phone is attached. Plug a phone in and allow USB debugging, or choose "
        '"A new phone inside this program" in the list above the picture'
    )
    assert english("the model has no name. Give one with --model") == (
        "the model has no name. Choose a model under Settings"
    )
    assert "请在“设置”里选择模型" in chinese("the model has no name. Give one with --model")
    assert "--" not in teller_of(ENGLISH)("订一张票")("其他的请用 --model 指定一个模型")
    assert english("So t would change nothing; see what it did with: agent show 2026-x") == (
        "So t would change nothing; see what it did under Past runs"
    )


def refused(key: str) -> str:
    """What an endpoint that wants another key is told of as."""
    with (
        serving(down(401)) as server,
        closing(OpenAIModel("m", base_url=server.url, api_key=key)) as model,
        pytest.raises(ModelUnavailable) as caught,
    ):
        model.chat([user("?")], Word)
    return str(caught.value)


def test_a_refused_key_is_looked_for_where_it_was_given() -> None:
    told = refused("wrong")
    assert speaker_of(ENGLISH)(told).endswith(
        "refused the key (HTTP 401). Look at the key under Settings, or at OPENAI_API_KEY where that gives it"
    )
    chinese = speaker_of(CHINESE)(told)
    assert chinese.endswith(
        "不接受这个密钥（HTTP 401）。请检查“设置”里的密钥；若密钥来自 OPENAI_API_KEY，则检查它"
    )


def test_where_no_key_was_sent_none_is_said_to_be_wrong() -> None:
    told = refused("")
    assert speaker_of(ENGLISH)(told).endswith(
        "wants a key (HTTP 401), and none was sent. Give it under Settings"
    )
    assert speaker_of(CHINESE)(told).endswith("需要密钥（HTTP 401），但没有发送密钥。请在“设置”里填写")


def test_each_hint_that_is_replaced_is_still_given() -> None:
    from ui.chat.press import _PRESSED

    roots = [Path(package.__path__[0]) for package in (agent, device, models)]
    files = (path for root in roots for path in (*root.rglob("*.py"), *root.rglob("zh.toml")))
    sources = "".join(path.read_text("utf-8") for path in files)
    for told in _PRESSED:
        assert told.removesuffix(" SERIAL") in sources, told
        assert pressed(told, chinese=False) != told
