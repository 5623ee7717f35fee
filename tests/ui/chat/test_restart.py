"""The server ends in the middle of a task: the next one offers to go on with it."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from agent.run.control import CLOSED
from agent.run.event import Question
from device.link.lease import Lease
from tests.agent.script import complete, decide, says
from tests.ui.chat.conftest import Serve
from tests.ui.chat.deed import ended, press, send
from tests.ui.service.follow import until
from ui.app import state_folder
from ui.chat.gate import Visitor

Tab = Callable[..., Any]
ASK = decide({"action_type": "ask_user", "question": "Which one?"})
OPEN = decide({"action_type": "open_app", "app_name": "Settings"})
DONE = (complete(), says("confirm", reached=True, evidence="it shows"))


def chat_process(model: str) -> tuple[subprocess.Popen[str], str]:
    """A server in a process of its own, which finds no adb."""
    command = (
        "from device.link.transport import server; server.adb_binary = lambda: '';"
        "from ui.cli import main; main()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", command, "chat", "--port", "0", "--no-browser", "--json", "--no-memory",
         "--device", "embedded", "--model", model],
        stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
    )  # fmt: skip
    assert process.stdout is not None
    return process, json.loads(process.stdout.readline())["url"]


@pytest.mark.full
def test_a_run_that_was_cut_short_is_offered_and_gone_on_with(
    serve: Serve, tab: Tab, script: Callable[..., str]
) -> None:
    """Ended as Ctrl-C does."""
    first = serve(device=None, model=script(OPEN, ASK, OPEN, *DONE))
    page = tab(first.url)
    send(page, "Look around")
    page.wait_for_selector(".tw-question")
    assert first.close() == ("Look around",)
    page.wait_for_selector("tapwright-talk[data-activity=offline]")
    page = tab(serve(model=script(OPEN, *DONE)).url)
    take_up(page)


@pytest.mark.full
def test_a_run_that_is_left_is_offered_no_more(serve: Serve, tab: Tab, script: Callable[..., str]) -> None:
    first = serve(model=script(OPEN, ASK))
    session = first.chat.hall().enter(Visitor("somebody")).session
    session.begin("Look around")
    session.say("in Settings only")
    until(session, Question)
    first.close()
    page = tab(serve().url)
    page.wait_for_selector(".tw-interrupted:has-text('Look around')")
    page.wait_for_selector(".tw-interrupted:has-text('then: in Settings only')")
    press(page, "Leave it")
    page.wait_for_selector(".tw-interrupted", state="detached")
    page.reload()
    page.wait_for_selector("tapwright-phone[data-pictures]")
    page.get_by_role("tab", name="Past runs").click()
    page.wait_for_selector(".tw-run:has-text('Stopped')")
    assert page.locator(".tw-interrupted").count() == 0


@pytest.mark.full
def test_a_tab_of_before_shows_no_question_of_the_server_that_ended(
    serve: Serve, tab: Tab, script: Callable[..., str], phone: str
) -> None:
    """At once, and not only when the next phone is there: here it never comes, another program has it."""
    first = serve(model=script(ASK))
    page = tab(first.url)
    send(page, "Look around")
    page.wait_for_selector(".tw-question button")
    first.close()
    page.wait_for_selector("tapwright-talk[data-activity=offline]")
    with Lease.acquire(phone, state_folder() / "lease", "a bench"):
        serve(port=urlsplit(first.url).port, model=script(ASK))
        page.wait_for_selector("tapwright-talk[data-activity=gone]")
        assert page.locator(".tw-question button").count() == 0
        assert page.locator(".tw-step").count() == 0
        page.wait_for_selector(".tw-fail:has-text('a bench')")
        page.wait_for_selector(".tw-interrupted:has-text('Look around')")


@pytest.mark.full
def test_a_run_whose_server_was_killed_is_offered_and_gone_on_with(
    serve: Serve, tab: Tab, script: Callable[..., str]
) -> None:
    process, url = chat_process(script(OPEN, ASK, OPEN, *DONE))
    try:
        page = tab(url)
        send(page, "Look around")
        page.wait_for_selector(".tw-question")
        process.kill()
        page.wait_for_selector("tapwright-talk[data-activity=offline]")
        page = tab(serve(model=script(OPEN, *DONE)).url)
        take_up(page)
    finally:
        process.kill()
        process.communicate()


@pytest.mark.full
def test_at_ctrl_c_the_phone_is_let_go_at_once_and_the_run_is_offered(serve: Serve, tab: Tab) -> None:
    process, url = chat_process("offline")
    try:
        page = tab(url)
        send(page, "set alarms for 5:10, 6:20, 7:30, 8:40, 9:50, 10:05, 11:15 and 12:25")
        page.wait_for_selector(".tw-step")
        process.send_signal(signal.SIGINT)
        begun = len(page.query_selector_all(".tw-step"))
        process.wait(60)
        page.wait_for_selector("tapwright-talk[data-activity=offline]")
        (record,) = Path("data/tapwright/runs").glob("*/trajectory.jsonl")
        rows = [json.loads(line) for line in record.read_text().splitlines()]
        assert rows[-1]["row"] == "end"
        assert rows[-1]["reason"] == CLOSED
        assert len([row for row in rows if row["row"] == "intent"]) <= begun + 2, (
            "one is at work, one is told"
        )
        page = tab(serve().url)
        page.wait_for_selector(".tw-interrupted:has-text('set alarms for 5:10')")
        press(page, "Leave it")
        page.wait_for_selector(".tw-interrupted", state="detached")
    finally:
        process.kill()
        process.communicate()


def take_up(page: Any) -> None:
    page.wait_for_selector(".tw-interrupted:has-text('Look around')")
    page.get_by_role("button", name="Go on with it").dblclick()
    page.wait_for_selector(".tw-said:has-text('taken up again')")
    assert ended(page) == "Done"
    assert page.locator(".tw-step").count() >= 2
