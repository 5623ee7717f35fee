"""The page fits: a narrow window, the dark, another language, the keyboard alone, a screen reader."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.thin import thinned
from tests.ui.chat.conftest import Serve
from tests.ui.chat.deed import ended, send, status

Tab = Callable[..., Any]
PANELS = ("Chat", "Past runs", "Settings")


def open_panel(page: Any, name: str) -> None:
    page.get_by_role("tab", name=name).click()


@pytest.mark.full
def test_nothing_is_wider_than_a_window_of_360_pixels(serve: Serve, tab: Tab) -> None:
    page = tab(serve().url)
    send(page, "Turn on Bluetooth")
    ended(page)
    page.set_viewport_size({"width": 360, "height": 740})
    for panel in PANELS:
        open_panel(page, panel)
        page.wait_for_timeout(300)
        wide = page.evaluate(
            "[...document.querySelectorAll('main *')].filter(each => each.checkVisibility() &&"
            " each.getBoundingClientRect().right > 361 && !each.closest('svg, .tw-screen'))"
            ".map(each => each.outerHTML.slice(0, 120))"
        )
        assert not wide, f"{panel}: {wide[:3]}"


@pytest.mark.parametrize("language", thinned(["en-US", "zh-CN"], 2))
def test_on_a_narrow_page_no_hint_is_cut_off(serve: Serve, tab: Tab, language: str) -> None:
    page = tab(serve().url, locale=language)
    page.set_viewport_size({"width": 360, "height": 740})
    page.reload()
    page.wait_for_selector("tapwright-phone[data-pictures]")
    page.wait_for_function(
        "(box => box.scrollHeight <= box.clientHeight)(document.querySelector('tapwright-talk textarea'))"
    )
    page.get_by_role("tab").last.click()
    chosen = page.locator("#tw-device input")
    chosen.wait_for()
    room = chosen.evaluate("""field => {
        const arrow = field.closest('.wrap').querySelector('.icon-wrap').getBoundingClientRect();
        const style = getComputedStyle(field);
        const end = field.getBoundingClientRect().right - parseFloat(style.paddingRight);
        return [arrow.left - end, style.textOverflow];
    }""")
    assert room[0] >= 0
    assert room[1] == "ellipsis"


@pytest.mark.full
def test_a_very_long_task_leaves_room_for_the_rest(serve: Serve, tab: Tab, tmp_path: Path) -> None:
    page = tab(serve().url)
    page.set_viewport_size({"width": 360, "height": 740})
    send(page, "Turn on Bluetooth and " + "then again " * 170)
    ended(page)
    (run,) = (tmp_path / "data/tapwright/runs").iterdir()
    manifest = json.loads((run / "manifest.json").read_text())
    (run / "manifest.json").write_text(json.dumps(manifest | {"goal": "on and on " * 10_000}))
    open_panel(page, "Past runs")
    page.locator(".tw-run").click()
    page.wait_for_selector(".tw-shown h2")
    open_panel(page, "Chat")
    for place in (".tw-said", ".tw-ended p"):
        assert page.locator(place).first.bounding_box()["height"] < 260
    open_panel(page, "Past runs")
    assert page.locator(".tw-shown h2").bounding_box()["height"] < 260


FAINT = """() => {
  const rgb = text => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(c => (c /= 255) <= .03928 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [.2126, .7152, .0722][i], 0);
  const behind = each => { for (let e = each; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor);
    if (c.length < 4 || c[3] > .9) return c; } return [255, 255, 255]; };
  return [...document.querySelectorAll('main *')]
    .filter(e => e.checkVisibility() && !e.closest('svg, [disabled]'))
    .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
    .map(e => { const [a, b] = [light(rgb(getComputedStyle(e).color)), light(behind(e))].sort((x, y) => y - x);
      return [(a + .05) / (b + .05), e.tagName, e.className, e.textContent.slice(0, 40)]; })
    .filter(([ratio]) => ratio < 4.5);
}"""  # noqa: E501


@pytest.mark.full
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_what_is_behind_it(serve: Serve, tab: Tab, scheme: str) -> None:
    """As WCAG asks of small text: 4.5 to 1."""
    page = tab(serve().url, color_scheme=scheme)
    send(page, "Turn on Bluetooth")
    ended(page)
    page.get_by_role("button", name="Inspect").click()
    for panel in PANELS:
        open_panel(page, panel)
        page.wait_for_timeout(600)
        assert not page.evaluate(FAINT), panel


@pytest.mark.full
def test_the_page_speaks_chinese_to_who_does(serve: Serve, tab: Tab) -> None:
    page = tab(serve().url, locale="zh-CN")
    assert page.get_by_role("tab").all_inner_texts() == ["对话", "历史记录", "设置"]
    page.get_by_role("button", name="打开蓝牙").click()
    assert ended(page) == "已完成"
    assert "蓝牙" in page.locator(".tw-ended").inner_text()


@pytest.mark.full
def test_the_keyboard_alone_gives_a_task_and_answers(serve: Serve, tab: Tab) -> None:
    page = tab(serve().url)
    page.locator("tapwright-talk textarea").focus()
    page.keyboard.type('Send "On my way" to +15550104477')
    page.keyboard.press("Enter")
    status(page, "asking")
    page.wait_for_selector(".tw-question:focus button:enabled:has-text('Allow once')")
    for _ in ("to", "text", "allow"):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Allow once"
    page.keyboard.press("Enter")
    assert ended(page) == "Done"
    page.locator(".tw-screen").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("!document.activeElement.closest('.tw-screen')")


@pytest.mark.full
def test_whatever_can_be_used_has_a_name_for_a_screen_reader(serve: Serve, tab: Tab) -> None:
    page = tab(serve().url)
    send(page, "Turn on Bluetooth")
    ended(page)
    page.get_by_role("button", name="Inspect").click()
    for panel in PANELS:
        open_panel(page, panel)
        page.wait_for_timeout(300)
        nameless = page.evaluate(
            "[...document.querySelectorAll('tapwright-talk, tapwright-phone, tapwright-past')]"
            ".flatMap(each => [...each.querySelectorAll('button, input, textarea, select, a, [tabindex]')])"
            ".filter(each => each.checkVisibility() && !each.getAttribute('aria-label'))"
            ".filter(each => !each.textContent.trim())"
            ".map(each => each.outerHTML.slice(0, 120))"
        )
        assert not nameless
    open_panel(page, "Chat")
    tree = page.locator("tapwright-talk").aria_snapshot()
    assert 'log "Conversation"' in tree
    assert 'textbox "Task"' in tree
