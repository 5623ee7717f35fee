"""The server is killed in the middle of a task: the next one offers to go on with it."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.agent.script import complete, decide, says
from tests.ui.chat.conftest import Serve
from tests.ui.chat.deed import ended, send
from ui.app import phones_folder

ASK = decide({"action_type": "ask_user", "question": "Which one?"})
OPEN = decide({"action_type": "open_app", "app_name": "Settings"})
DONE = (complete(), says("confirm", reached=True, evidence="it shows"))


def chat_process(model: str) -> tuple[subprocess.Popen[str], str]:
    """A server in a process of its own, which finds no adb."""
    command = (
        "from device.transport import server; server.adb_binary = lambda: ''; from ui.cli import main; main()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", command, "chat", "--port", "0", "--no-browser", "--json", "--no-memory",
         "--device", "embedded", "--model", model],
        stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
    )  # fmt: skip
    assert process.stdout is not None
    return process, json.loads(process.stdout.readline())["url"]


def test_a_run_cut_short_is_shown_as_interrupted_and_taken_up_again(
    serve: Serve, tab: Callable[..., Any], script: Callable[..., str]
) -> None:
    model = script(OPEN, ASK, OPEN, *DONE)
    process, url = chat_process(model)
    page = tab(url)
    send(page, "Look around")
    page.wait_for_selector(".tw-question")
    process.send_signal(signal.SIGKILL)
    process.wait(60)
    page.wait_for_selector("tapwright-talk[data-activity=offline]")
    page.close()
    try:
        page = tab(serve(model=script(OPEN, *DONE)).url)
        page.wait_for_selector(".tw-interrupted:has-text('Look around')")
        page.get_by_role("button", name="Go on with it").click()
        page.wait_for_selector(".tw-said:has-text('taken up again')")
        assert ended(page) == "Done"
        assert page.locator(".tw-step").count() >= 2
    finally:
        _stop_phones()


def _stop_phones() -> None:
    """The killed server's phone outlives it; so it does the test, unless it is ended."""
    from device.phone.server.registry import Registry
    from device.phone.server.remote import stop_phones

    registry = Registry(phones_folder())
    stop_phones(registry.all(), registry)
