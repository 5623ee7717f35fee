"""Functions and shortcuts of apps as tools, on an embedded phone with Android 16."""

from collections.abc import Iterator

import pytest

from agent.action.commitment import Commitment
from agent.guard.named import told_by_name
from agent.tool.appfunctions import function_tools
from agent.tool.shortcuts import shortcut_tools
from agent.tool.tool import CallBroken, Tool, Toolbox
from device.client import Device
from device.link.transport.inprocess import InProcessTransport
from device.phone.phone import Phone


@pytest.fixture
def later() -> Iterator[Device]:
    with Device(InProcessTransport(Phone(seed=1, android=16))) as device:
        yield device


@pytest.fixture
def tools(later: Device) -> dict[str, Tool]:
    return {tool.name: tool for tool in function_tools(later, {})}


def test_each_function_is_a_tool_with_typed_arguments(tools: dict[str, Tool]) -> None:
    assert len(tools) >= 12
    line = tools["pro_expense_add_expense"].line
    assert line.startswith(
        "pro_expense_add_expense(name: string (What the money was spent on), amount: number"
    )
    assert "category?: string" in line
    assert tools["markor_create_note"].app == "net.gsantner.markor"


def test_what_is_called_is_done_and_what_is_returned_is_text(tools: dict[str, Tool]) -> None:
    box = Toolbox(tuple(tools.values()))
    assert box.call("markor_create_note", {"name": "a.md", "text": "it's; $(reboot)"}, "") == "done"
    assert box.call("markor_read_note", {"name": "a.md"}, "") == "it's; $(reboot)"
    box.call("markor_create_note", {"name": "b.md", "text": ""}, "")
    assert box.call("markor_list_notes", {}, "") == "a.md\nb.md"


def test_a_failure_is_told(tools: dict[str, Tool]) -> None:
    tools["markor_create_note"].call({"name": "a.md", "text": ""}, "")
    with pytest.raises(CallBroken, match=r"createNote failed: .*already exists"):
        tools["markor_create_note"].call({"name": "a.md", "text": ""}, "")


def test_names_tell_what_they_do_unless_the_owner_says_otherwise(
    later: Device, tools: dict[str, Tool]
) -> None:
    assert not tools["simple_calendar_pro_list_events"].changes
    assert tools["markor_create_note"].changes
    assert tools["simple_sms_messenger_send_message"].commits == "send"
    assert not tools["larkmart_order_article"].is_known
    said = {
        tool.name: tool for tool in function_tools(later, {"larkmart_order_article": Commitment.PURCHASE})
    }
    assert said["larkmart_order_article"].commits == "purchase"
    assert said["larkmart_order_article"].is_known


@pytest.mark.parametrize(
    ("method", "changes", "commits", "known"),
    [
        ("transferMoney", True, "payment", True),
        ("delete_all_notes", True, "delete", True),
        ("getBalance", False, None, True),
        ("startTimer", True, None, True),
        ("frobnicate", True, None, False),
        ("", True, None, False),
    ],
)
def test_a_name_is_read_as_a_button_is(method: str, changes: bool, commits: str | None, known: bool) -> None:
    assert told_by_name(method) == (changes, commits, known)


def test_a_shortcut_opens_its_page(later: Device) -> None:
    (tool,) = shortcut_tools(later)
    tool.call({"shortcut": "Pro Expense: Add expense"}, "")
    assert "Expense Entry" in {element.text for element in later.observe(screenshot=False).elements}


def test_of_many_functions_those_that_fit_the_goal_are_offered() -> None:
    def tool(name: str, source: str = "function") -> Tool:
        return Tool(name, f"Does {name}.", {}, lambda _arguments, _key: "", source=source)

    many = [tool(f"app_{number}_frobnicate") for number in range(40)]
    box = Toolbox((*many, tool("notes_create_note"), tool("mine", "python")))
    offered = [offer.name for offer in box.offers_for("Create a note that says milk")]
    assert len(offered) == 21
    assert {"notes_create_note", "mine"} <= set(offered)


def test_android_13_offers_none(device: Device) -> None:
    assert function_tools(device, {}) == ()
    assert shortcut_tools(device) == ()
