"""Back and a reload lose nothing, wherever on the page one is; nor does the keyboard lose its place."""

from collections.abc import Callable
from typing import Any

from tests.ui.chat.conftest import Serve
from tests.ui.chat.deed import ended, press, send

Tab = Callable[..., Any]
LIVE = "tapwright-phone[data-pictures]"
ALLOW = ".tw-question .yes:enabled"
BEYOND = """() => [...document.querySelectorAll('.tw-shown *')]
  .filter(each => each.checkVisibility() && !each.closest('svg'))
  .filter(each => each.getBoundingClientRect().right > document.querySelector('#tw-mirror').getBoundingClientRect().left)
  .map(each => each.outerHTML.slice(0, 120))"""  # noqa: E501


def anew(page: Any) -> None:
    page.reload()
    page.wait_for_selector(LIVE)


def there_and_back(page: Any) -> None:
    page.get_by_role("tab", name="Settings").click()
    page.wait_for_selector("#tw-device input")
    page.go_back()


def focused(page: Any) -> str:
    return str(page.evaluate("document.activeElement.textContent"))


def test_neither_a_reload_nor_back_loses_what_one_was_at(serve: Serve, tab: Tab) -> None:
    page = tab(serve().url)
    page.fill("tapwright-talk textarea", "half a thought")
    anew(page)
    assert page.input_value("tapwright-talk textarea") == "half a thought"
    send(page, 'Send "On my way" to +15550104477')
    page.wait_for_selector(ALLOW)
    for leave in (anew, there_and_back):
        leave(page)
        page.wait_for_selector(ALLOW)
        page.wait_for_selector(".tw-overlay .asked rect", state="attached")
    press(page, "Refuse")
    assert ended(page) == "Cannot be done"
    page.get_by_role("button", name="Show the run").press("Enter")
    page.wait_for_selector(".tw-shown h2:focus")
    anew(page)
    page.wait_for_selector(".tw-slider")
    assert "null" not in page.locator(".tw-shown").inner_text()
    page.set_viewport_size({"width": 820, "height": 1180})
    page.wait_for_selector(".tw-listing", state="hidden")
    assert not page.evaluate(BEYOND)
    page.get_by_role("button", name="Rename").press("Enter")
    page.wait_for_selector(".tw-saving input:focus")
    page.keyboard.press("Escape")
    assert focused(page) == "Rename"
    assert not page.locator(".tw-saving").count()
    page.go_back()
    page.wait_for_selector("#tw-tabs [role=tab]:focus:has-text('Chat')")
