"""Android's intents as tools, on the embedded phone."""

import pytest
from pydantic import JsonValue

from agent.tool.intents import intent_tools
from agent.tool.tool import Tool, ToolFailed
from device.client import Device
from device.phone.phone import Phone


@pytest.fixture
def tools(device: Device) -> dict[str, Tool]:
    return {tool.name: tool for tool in intent_tools(device)}


def texts(device: Device) -> set[str]:
    return {element.text for element in device.observe(screenshot=False).elements if element.text}


def test_an_alarm_is_kept_by_the_clock(tools: dict[str, Tool], device: Device) -> None:
    tools["set_alarm"].call({"hour": 7, "minute": 30, "label": "it's; echo"}, "")
    device.open_app("Clock")
    assert {"7:30 AM", "it's; echo"} <= {text.replace("\u202f", " ") for text in texts(device)}


@pytest.mark.parametrize(
    ("name", "arguments", "shown"),
    [
        ("new_event", {"title": "Dentist", "begin": "2023-10-20T15:00"}, {"Dentist", "3:00 PM", "4:00 PM"}),
        ("dial", {"number": "+1 555"}, {"+1 555"}),
        ("compose_message", {"number": "5551234", "text": "hi & bye"}, {"hi & bye"}),
        (
            "compose_mail",
            {"to": "bob@example.com", "subject": "Hello", "text": "t"},
            {"bob@example.com", "Hello"},
        ),
        ("open_settings", {"page": "wifi"}, {"Internet"}),
    ],
)
def test_a_form_is_filled_in_and_left_to_the_screen(
    tools: dict[str, Tool], device: Device, name: str, arguments: dict[str, str], shown: set[str]
) -> None:
    assert not tools[name].changes
    tools[name].call(arguments, "")
    assert shown <= texts(device)


def test_nothing_is_sent_by_filling_in(tools: dict[str, Tool], phone: Phone) -> None:
    tools["compose_message"].call({"number": "5551234", "text": "hi"}, "")
    sent = phone.database("com.android.providers.telephony", "mmssms.db").rows(
        "SELECT count(*) FROM sms WHERE type = 2 AND body = ?", "hi"
    )
    assert [tuple(row) for row in sent] == [(0,)]


@pytest.mark.parametrize(
    ("name", "arguments", "told"),
    [
        ("set_alarm", {"hour": 24, "minute": 0}, "hour is a whole number from 0 to 23"),
        ("set_timer", {"seconds": "many"}, "seconds is a whole number"),
        ("new_event", {"title": "a", "begin": "tomorrow; reboot"}, "is no time such as"),
        ("open_settings", {"page": "$(reboot)"}, "there is no page"),
    ],
)
def test_wrong_arguments_reach_no_phone(
    tools: dict[str, Tool], name: str, arguments: dict[str, JsonValue], told: str
) -> None:
    with pytest.raises(ToolFailed, match=told):
        tools[name].call(arguments, "")


def test_only_what_an_app_takes_is_offered(device: Device) -> None:
    device.shell(["pm", "uninstall", "--user", "0", "net.osmand"])
    assert "view_place" not in {tool.name for tool in intent_tools(device)}


def test_a_text_that_looks_like_a_failure_is_none(tools: dict[str, Tool], device: Device) -> None:
    tools["compose_message"].call({"number": "5551234", "text": "Error: Exception"}, "")
    assert "Error: Exception" in texts(device)
