"""axe finds nothing, whatever the page shows: in both languages, by day and by night."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.ui.chat.conftest import Serve
from tests.ui.chat.deed import ended, send, status

Tab = Callable[..., Any]
GOALS = {
    "en-US": ('Send "On my way" to +15550104477', "Turn on Bluetooth"),
    "zh-CN": ("给+15550104477发短信“我在路上”", "打开蓝牙"),
}
FOUND = """axe.run(document, { resultTypes: ['violations'], preload: false })
  .then(({ violations }) => violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html.slice(0, 160))]))"""  # noqa: E501


def refuse(page: Any) -> None:
    page.locator(".tw-question .no:visible").first.click()


def tab_of(page: Any, number: int, shown: str) -> None:
    page.get_by_role("tab").nth(number).click()
    page.locator(shown).first.wait_for()


@pytest.mark.full
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en-US", "zh-CN"])
def test_axe_finds_nothing(serve: Serve, tab: Tab, tmp_path: Path, language: str, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python", reason="needs axe-playwright-python")
    script = (Path(axe.__file__).parent / "axe.min.js").read_text("utf-8")
    page = tab(serve(device="embedded").url, locale=language, color_scheme=scheme)
    sends, turns_on = GOALS[language]
    found: dict[str, list[list[str]]] = {}

    def check(place: str, page: Any = page) -> None:
        page.wait_for_timeout(500)
        for frame in page.frames:
            frame.evaluate(script)
        found[place] = page.evaluate(FOUND)

    check("first visit")
    page.locator(".tw-trace").click()
    page.locator(".tw-tools .tw-wide:visible").last.click()
    send(page, turns_on)
    page.wait_for_selector(".tw-step")
    status(page, "working")
    check("running")
    page.locator(".tw-tools .tw-wide:visible").last.click()
    ended(page)
    check("done")
    page.locator(".tw-deed > summary").first.click()
    page.locator(".tw-trace-of > summary").first.click()
    page.wait_for_selector(".tw-screens")
    check("trace")
    send(page, sends)
    page.wait_for_selector(".tw-question .yes:enabled")
    check("asking")
    refuse(page)
    ended(page, 2)
    tab_of(page, 1, ".tw-run")
    check("past runs")
    page.locator(".tw-run").first.click()
    page.wait_for_selector(".tw-slider")
    check("a past run")
    tab_of(page, 2, "#tw-device input")
    check("settings")
    with page.expect_download() as loaded:
        page.locator("a[href$='/report']").evaluate("link => link.click()")
    loaded.value.save_as(tmp_path / "report.html")
    report = page.context.new_page()
    report.goto((tmp_path / "report.html").as_uri())
    check("report", report)
    report.close()
    tab_of(page, 0, ".tw-said")
    page.locator(".tw-phone-head button").first.click()
    second = page.frame_locator("iframe[name=tapwright-beside-2]")
    second.locator("tapwright-phone[data-pictures]").wait_for()
    second.locator("tapwright-talk textarea").fill(sends)
    second.locator("tapwright-talk textarea").press("Enter")
    second.locator(".tw-question .yes:enabled").first.wait_for()
    check("two phones")
    refuse(second)
    second.locator(".tw-ended").wait_for()
    assert not {place: violations for place, violations in found.items() if violations}
