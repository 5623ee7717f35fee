"""The phone on the page: its live picture, what is done on it by hand, the inspector, other phones."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.thin import thinned
from tests.ui.chat.conftest import Serve
from tests.ui.chat.deed import ended, front, send, serial, shell

Tab = Callable[..., Any]


def pictures(page: Any) -> int:
    return int(page.locator("tapwright-phone").get_attribute("data-pictures"))


def colour(page: Any) -> list[int]:
    """Of the picture's middle."""
    return list(
        page.evaluate(
            "[...document.querySelector('tapwright-phone canvas').getContext('2d')"
            ".getImageData(270, 500, 1, 1).data]"
        )
    )


def in_front(page: Any, package: str) -> None:
    page.wait_for_selector(f"tapwright-phone[data-package*='{package}']")


@pytest.mark.full
def test_taps_swipes_keys_and_text_reach_the_phone_and_its_picture_follows(serve: Serve, tab: Tab) -> None:
    page = tab(serve().url)
    before = colour(page)
    screen = page.locator(".tw-screen").bounding_box()
    at = (screen["x"] + screen["width"] * 0.9, screen["y"] + screen["height"] * 0.69)
    page.mouse.click(*at)  # Settings, at the right of the home screen
    in_front(page, "settings")
    assert "settings" in front(page)
    page.wait_for_function(
        "before => JSON.stringify([...document.querySelector('tapwright-phone canvas').getContext('2d')"
        ".getImageData(270, 500, 1, 1).data]) !== JSON.stringify(before)",
        arg=before,
    )
    page.get_by_role("button", name="Inspect").click()
    page.get_by_role("button", name="Search settings").first.click()
    page.wait_for_selector(".tw-elements button:has-text('EditText')")
    page.locator(".tw-screen").focus()
    page.keyboard.type("blue")
    page.wait_for_selector(".tw-elements button:has-text('blue')")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Home").click()
    in_front(page, "launcher")
    middle = screen["x"] + screen["width"] / 2
    page.mouse.move(middle, screen["y"] + screen["height"] * 0.6)
    page.mouse.down()
    page.mouse.move(middle, screen["y"] + screen["height"] * 0.2, steps=4)
    page.mouse.up()
    page.wait_for_function("document.querySelector('.tw-elements').textContent.includes('Audio Recorder')")


@pytest.mark.parametrize("locale", thinned(["en-US", "zh-CN"], 2))
def test_what_no_field_takes_stays_in_the_box(serve: Serve, tab: Tab, locale: str) -> None:
    page = tab(serve().url, locale=locale)
    page.locator(".tw-keys button").last.click()
    box = page.locator("tapwright-phone > .tw-typing input")
    box.fill("a long text")
    box.press("Enter")
    page.wait_for_function("document.querySelector('.tw-note').textContent")
    assert box.input_value() == "a long text"
    if locale == "zh-CN":
        assert not re.search("[A-Za-z]", page.locator(".tw-note").inner_text())
    page.mouse.click(*settings_icon(page))
    in_front(page, "settings")
    page.locator(".tw-phone-head button[aria-pressed]").click()
    page.locator(".tw-elements button", has_text="Search settings").first.click()
    page.wait_for_selector(".tw-elements button:has-text('EditText')")
    box.press("Enter")
    page.wait_for_function("!document.querySelector('tapwright-phone > .tw-typing input').value")


@pytest.mark.full
def test_nothing_is_sent_while_nothing_changes(serve: Serve, tab: Tab) -> None:
    page = tab(serve().url)
    page.wait_for_timeout(1500)
    before = pictures(page)
    page.wait_for_timeout(2000)
    assert pictures(page) == before


@pytest.mark.full
def test_the_phone_is_turned_and_turned_back(serve: Serve, tab: Tab) -> None:
    page = tab(serve().url)
    page.locator(".tw-keys button").nth(1).click()
    page.mouse.click(*settings_icon(page))
    in_front(page, "settings")
    page.get_by_role("button", name="Turn the phone").click()
    page.wait_for_selector("tapwright-phone.lying[data-orientation='1']")
    page.get_by_role("button", name="Turn the phone").click()
    page.wait_for_selector("tapwright-phone:not(.lying)[data-orientation='0']")


def settings_icon(page: Any) -> tuple[float, float]:
    screen = page.locator(".tw-screen").bounding_box()
    return screen["x"] + screen["width"] * 0.9, screen["y"] + screen["height"] * 0.69


def inspecting(page: Any, size: tuple[int, int]) -> Any:
    """The page, so large, as it inspects Settings."""
    page.mouse.click(*settings_icon(page))
    in_front(page, "settings")
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.get_by_role("button", name="Inspect").click()
    page.wait_for_selector(".tw-elements button:has-text('Display')")
    at_rest(page)
    return page


def at_rest(page: Any) -> None:
    """Once no new picture comes: what moves in is told anew until it stands."""
    pictures = None
    while pictures != (pictures := page.locator("tapwright-phone").get_attribute("data-pictures")):
        page.wait_for_timeout(500)


SEEN = """(name) => { const box = document.querySelector(name).getBoundingClientRect();
  return box.height > 0 && box.top > -1 && box.bottom < innerHeight + 1 && box.right < innerWidth + 1; }"""
CLEAR = """() => { const [one, other] = ['.tw-about', '.marked rect'].map(each => document.querySelector(each).getBoundingClientRect());
  return one.bottom <= other.top || one.top >= other.bottom || one.left >= other.right; }"""  # noqa: E501


@pytest.mark.full
@pytest.mark.parametrize("size", [pytest.param((1280, 800), marks=pytest.mark.full), (360, 740)])
def test_what_is_under_the_pointer_is_told_beside_it_without_scrolling(
    serve: Serve, tab: Tab, size: tuple[int, int]
) -> None:
    page = inspecting(tab(serve().url), size)
    page.evaluate("document.querySelector('tapwright-phone').scrollIntoView()")
    screen = page.locator(".tw-screen canvas").bounding_box()
    for height, text in ((0.29, "Mobile, Wi-Fi, hotspot"), (0.905, "Accessibility")):
        page.mouse.move(screen["x"] + screen["width"] * 0.25, screen["y"] + screen["height"] * height)
        page.wait_for_selector(f".tw-about:has-text('{text}')")
        told = page.locator(".tw-about").inner_text()
        assert "TextView" in told
        assert "android:id/" in told
        assert page.evaluate(SEEN, ".tw-about")
        assert page.evaluate(SEEN, ".tw-overlay .marked rect")
        assert page.evaluate(CLEAR)


@pytest.mark.full
@pytest.mark.parametrize("size", [pytest.param((1280, 800), marks=pytest.mark.full), (360, 740)])
def test_the_inspector_tells_the_keyboard_beside_the_line_it_is_on(
    serve: Serve, tab: Tab, size: tuple[int, int]
) -> None:
    page = inspecting(tab(serve().url), size)
    page.mouse.move(size[0] // 5, size[1] // 2)  # it lies there while the page scrolls under it
    line = to_line(page, "Sound & vibration")
    assert "Sound & vibration" in page.locator(".tw-about").inner_text()
    assert page.evaluate(SEEN, ".tw-about")
    assert page.evaluate(SEEN, ".tw-elements button:focus")
    page.mouse.move(size[0] // 5 + 9, size[1] // 2 + 9)
    page.mouse.move(1, 1)
    page.wait_for_selector(".tw-about:has-text('Sound & vibration')")
    line.press("Enter")
    in_front(page, "settings")
    page.wait_for_selector(".tw-elements button:has-text('Media volume')")
    assert page.evaluate("document.activeElement.matches('.tw-elements')"), "the keyboard's place is lost"


def to_line(page: Any, words: str) -> Any:
    """The line of the elements' list that says so, once Tab has come to it."""
    page.locator(".tw-panel form button").focus()
    line = page.locator(".tw-elements button:focus")
    for _ in range(60):
        page.keyboard.press("Tab")
        if line.count() and words in line.inner_text():
            return line
    raise AssertionError(f"Tab does not come to {words}")


@pytest.mark.full
def test_the_keyboards_line_stands_while_the_screen_is_told_again(serve: Serve, tab: Tab) -> None:
    page = inspecting(tab(serve().url), (1280, 860))
    screen = page.locator(".tw-screen").bounding_box()
    page.mouse.move(screen["x"] + screen["width"] * 0.4, screen["y"] + screen["height"] * 0.3)
    line = to_line(page, "Sound & vibration")
    pictures = page.locator("tapwright-phone").get_attribute("data-pictures")
    shell(page, "cmd uimode night yes")  # the same elements in another colour
    page.wait_for_selector(f"tapwright-phone:not([data-pictures='{pictures}'])")
    page.wait_for_timeout(1500)
    assert "Sound & vibration" in line.inner_text()
    assert "Sound & vibration" in page.locator(".tw-about").inner_text()
    shell(page, "am start -a android.settings.BLUETOOTH_SETTINGS")
    page.wait_for_selector(".tw-elements:focus button:has-text('Pair new device')")
    assert not page.locator(".tw-overlay .marked rect").count()


@pytest.mark.full
def test_the_inspector_tells_role_text_and_id_and_finds_by_words(serve: Serve, tab: Tab) -> None:
    page = tab(serve().url)
    page.mouse.click(*settings_icon(page))
    in_front(page, "settings")
    page.get_by_role("button", name="Inspect").click()
    line = page.locator(".tw-elements button", has_text="Connected devices · TextView").first
    line.hover()
    told = page.locator(".tw-about").inner_text()
    assert "TextView" in told
    assert "android:id/title" in told
    assert page.locator(".tw-overlay .marked rect").count() == 1
    page.fill(".tw-panel input", "Display")
    page.press(".tw-panel input", "Enter")
    page.wait_for_selector(".tw-overlay .sought circle")
    assert "by tree" in page.locator(".tw-found").inner_text()
    page.fill(".tw-panel input", "a flying elephant")
    page.press(".tw-panel input", "Enter")
    page.wait_for_function("document.querySelectorAll('.tw-overlay .sought circle').length === 0")


@pytest.mark.full
def test_two_tabs_drive_two_phones_and_a_taken_one_is_not_to_be_had(serve: Serve, tab: Tab) -> None:
    chat = serve(device=None)
    first, second = tab(chat.url), tab(chat.url)
    assert serial(first) != serial(second)
    send(first, "Turn on Bluetooth")
    send(second, "Turn off Wi-Fi")
    assert (ended(first), ended(second)) == ("Done", "Done")
    assert shell(first, "settings get global bluetooth_on") == "1"
    assert shell(second, "settings get global bluetooth_on") == "0"
    assert shell(second, "settings get global wifi_on") == "0"
    assert first.locator(".tw-said").all_inner_texts() == ["Turn on Bluetooth"]
    first.reload()
    first.wait_for_selector(f".tw-select option:has-text('{serial(second)}')", state="attached")
    taken = first.locator(f".tw-select option[value='{serial(second)}']")
    assert taken.is_disabled()
    assert "the chat" in taken.inner_text()


@pytest.mark.full
def test_ten_tabs_with_a_phone_and_a_task_each_do_not_mix(serve: Serve, tab: Tab) -> None:
    url = serve(device=None).url
    pages = [tab(url) for _ in range(10)]
    assert len({serial(page) for page in pages}) == 10
    for hour, page in enumerate(pages, 1):
        send(page, f"Set an alarm for {hour}:05")
    for hour, page in enumerate(pages, 1):
        assert ended(page) == "Done"
        assert page.locator(".tw-said").all_inner_texts() == [f"Set an alarm for {hour}:05"]
        assert f"{hour}:05" in page.locator(".tw-ended").inner_text()


@pytest.mark.full
def test_the_map_of_a_grounder_that_has_one_lies_over_the_picture(serve: Serve, tab: Tab) -> None:
    tiny = pytest.importorskip("tests.grounding.tiny", reason="needs tapwright[grounding]")
    page = tab(serve(grounder=f"aima:{tiny.folder('qwen2_5_vl')}").url)
    page.get_by_role("button", name="Inspect").click()
    page.fill(".tw-panel input", "a flying elephant")
    page.press(".tw-panel input", "Enter")
    page.wait_for_selector(".tw-overlay .heat", state="attached")
    assert "by mvp:aima" in page.locator(".tw-found").inner_text()
    assert page.locator(".tw-overlay .sought circle").count() >= 1
