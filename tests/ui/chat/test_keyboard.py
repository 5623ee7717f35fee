"""The keyboard alone: Tab comes to all there is and out of it again, and shows where it is; Escape closes."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.ui.chat.conftest import Serve
from tests.ui.chat.deed import ended, send

Tab = Callable[..., Any]
MOST = 120
"""More stops than any place has."""
STOP = """() => {
  const at = document.activeElement;
  if (at === document.body) return null;
  const shown = at.matches('[role=combobox]') ? at.closest('.wrap') : at;
  const { outlineStyle, outlineWidth } = getComputedStyle(shown);
  return { tag: at.outerHTML.slice(0, 150), ringed: outlineStyle !== 'none' && parseFloat(outlineWidth) > 1 };
}"""


def walk(page: Any) -> list[dict[str, Any]]:
    """All stops of Tab, from the page's first on; it ends where it began."""
    page.get_by_role("tab").first.focus()
    stops = [page.evaluate(STOP)]
    for _ in range(MOST):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop == stops[0]:
            return [each for each in stops if each is not None]
        stops.append(stop)
    raise AssertionError("Tab does not come out again")


@pytest.mark.full
def test_tab_shows_where_it_is_and_is_caught_nowhere(serve: Serve, tab: Tab) -> None:
    page = tab(serve().url)
    send(page, "Turn on Bluetooth")
    ended(page)
    for number in range(page.get_by_role("tab").count()):
        page.get_by_role("tab").nth(number).press("Enter")
        page.wait_for_timeout(800)
        stops = walk(page)
        assert len(stops) > 10
        assert not [stop["tag"] for stop in stops if not stop["ringed"]]
        assert not page.locator("[role=listbox]:visible").count()


@pytest.mark.full
def test_lists_that_are_passed_leave_alone_what_they_would_fill_in(serve: Serve, tab: Tab) -> None:
    page = tab(serve().url)
    page.get_by_role("tab", name="Settings").click()
    written = {"Endpoint": "http://127.0.0.1:9/v1", "Model's name": "mine"}
    for label, text in written.items():
        page.get_by_label(label, exact=True).fill(text)
    for passed in ("#tw-provider", "#tw-listed"):
        page.locator(f"{passed} input").focus()
        page.keyboard.press("Tab")
    page.wait_for_timeout(1000)
    assert {label: page.get_by_label(label, exact=True).input_value() for label in written} == written


@pytest.mark.full
def test_escape_closes_what_was_opened_and_the_keyboard_is_where_it_was(serve: Serve, tab: Tab) -> None:
    page = tab(serve().url)
    send(page, "Turn on Bluetooth")
    ended(page)
    page.locator(".tw-deed > summary").first.press("Enter")
    for opener, opened in (
        (page.get_by_role("button", name="Inspect"), ".tw-panel"),
        (page.locator(".tw-keys button").last, "tapwright-phone > .tw-typing"),
        (page.locator(".tw-shot").first, "dialog"),
    ):
        opener.press("Enter")
        page.wait_for_selector(opened)
        page.locator(opened).locator("input, button").first.press("Escape")
        page.wait_for_selector(opened, state="hidden")
        assert opener.evaluate("each => each === document.activeElement")
