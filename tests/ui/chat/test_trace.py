"""The trace on the page: what a model was told and said, places and screens; and the report of a run."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.agent.script import click, complete, decide, says
from tests.ui.chat.conftest import Serve
from tests.ui.chat.deed import ended, send

Tab = Callable[..., Any]
Script = Callable[..., str]
OPEN = decide({"action_type": "open_app", "app_name": "Settings"})
DONE = (complete(), says("confirm", reached=True, evidence="it shows"))


def test_prompts_and_replies_show_behind_the_switch_and_go_along_in_the_report(
    serve: Serve, tab: Tab, script: Script, tmp_path: Path
) -> None:
    page = tab(serve(model=script(OPEN, decide(click("Display")), *DONE)).url)
    page.get_by_role("button", name="Trace").click()
    send(page, "Show the settings of the display")
    ended(page)
    step = page.locator(".tw-step").nth(1)
    page.locator(".tw-deed > summary").first.click()
    step.locator(".tw-trace-of > summary").click()
    traced = step.locator(".tw-traced")
    traced.locator("summary", has_text="Prompt").first.click()
    assert "Show the settings of the display" in traced.locator("pre:visible").nth(1).inner_text()
    traced.locator("summary", has_text="Reply, word by word").first.click()
    assert '"Display"' in traced.locator("pre:visible").last.inner_text()
    assert "found by tree" in traced.locator(".tw-place").inner_text()
    traced.locator("figure:has-text('After') img").wait_for()
    page.get_by_role("button", name="Show the run").click()
    with page.expect_download() as loaded:
        page.get_by_role("link", name="Report (HTML)").click()
    loaded.value.save_as(tmp_path / "report.html")
    report = (tmp_path / "report.html").read_text("utf-8")
    assert re.search(r'<li class="step" id="step-2">', report)
    assert "Show the settings of the display" in report


@pytest.mark.full
def test_without_the_switch_nothing_of_it_is_kept(serve: Serve, tab: Tab, script: Script) -> None:
    page = tab(serve(model=script(OPEN, *DONE)).url)
    send(page, "Show the settings")
    ended(page)
    assert page.locator(".tw-trace-of:visible").count() == 0
    page.get_by_role("button", name="Trace").click()
    page.locator(".tw-deed > summary").first.click()
    page.locator(".tw-trace-of > summary").first.click()
    page.locator(".tw-traced").first.get_by_text("was not kept").wait_for()
