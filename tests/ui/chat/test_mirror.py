"""The phone stands beside the talk, whole and in its own shape, and follows a finger while it moves."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.table import each_row
from tests.ui.chat.conftest import Serve
from tests.ui.chat.deed import ended, press, send, shell
from tests.ui.chat.test_phone import in_front, pictures, settings_icon

Tab = Callable[..., Any]
IN_SIGHT = """selector => [...document.querySelectorAll(selector)].every(each => {
  const box = each.getBoundingClientRect();
  const at = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return box.top > -1 && box.left > -1 && box.bottom < innerHeight + 1 && box.right < innerWidth + 1
    && each.contains(at);
})"""


def test_a_question_its_buttons_and_the_phone_are_on_screen_together(serve: Serve, tab: Tab) -> None:
    page = tab(serve().url)
    send(page, 'Send "On my way" to +15550104477')
    page.wait_for_selector(".tw-question .tw-answers button:not([disabled])")

    @each_row(
        ("width", "height"),
        [(1440, 900), (1280, 720), (1000, 720), (800, 720), (820, 1180), (390, 844), (360, 740)],
    )
    def check(width: int, height: int) -> None:
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(200)
        screen = page.locator(".tw-screen canvas").bounding_box()
        assert screen["height"] / screen["width"] == pytest.approx(2400 / 1080, rel=0.01)
        if (width, height) == (1280, 720):
            assert screen["height"] >= 0.85 * height
        for part in (".tw-question", ".tw-question .tw-answers button:not([hidden])", ".tw-screen"):
            assert page.evaluate(IN_SIGHT, part), part

    check()
    page.set_viewport_size({"width": 1280, "height": 720})
    press(page, "Refuse")


def test_a_list_goes_along_with_the_finger_before_it_is_lifted(serve: Serve, tab: Tab) -> None:
    page = tab(serve().url)
    page.mouse.click(*settings_icon(page))
    in_front(page, "settings")
    page.wait_for_timeout(500)
    before = pictures(page)
    screen = page.locator(".tw-screen").bounding_box()
    middle = screen["x"] + screen["width"] / 2
    page.mouse.move(middle, screen["y"] + screen["height"] * 0.8)
    page.mouse.down()
    page.mouse.move(middle, screen["y"] + screen["height"] * 0.6, steps=4)
    page.wait_for_function(f"document.querySelector('tapwright-phone').dataset.pictures > {before}")
    page.mouse.move(middle, screen["y"] + screen["height"] * 0.3, steps=4)
    page.wait_for_function(f"document.querySelector('tapwright-phone').dataset.pictures > {before + 1}")
    page.mouse.up()


def test_text_and_files_go_to_the_phone_and_text_comes_back(serve: Serve, tab: Tab) -> None:
    page = tab(serve().url)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.mouse.click(*settings_icon(page))
    in_front(page, "settings")
    page.get_by_role("button", name="Inspect").click()
    page.get_by_role("button", name="Search settings").first.click()
    page.wait_for_selector(".tw-elements button:has-text('EditText')")
    page.evaluate("navigator.clipboard.writeText('bluetooth, from here')")
    page.locator(".tw-screen").focus()
    page.keyboard.press("Control+v")
    page.wait_for_selector(".tw-elements button:has-text('bluetooth, from here')")
    page.evaluate("navigator.clipboard.writeText('')")
    shell(page, "am start -n ca.zgrs.clipper/.Main; am broadcast -a clipper.set -e text 'from the phone'")
    page.locator(".tw-screen").focus()
    page.keyboard.press("Control+c")
    page.wait_for_function("navigator.clipboard.readText().then(text => text === 'from the phone')")
    page.evaluate(
        """() => {
      const note = document.querySelector(".tw-note");
      window.told = [];  // a later note may take its place at once
      new MutationObserver(() => window.told.push(note.textContent)).observe(note, { childList: true });
      const carried = new DataTransfer();
      carried.items.add(new File(["milk"], "../list of things.txt"));
      const dropped = new DragEvent("drop", { dataTransfer: carried, bubbles: true });
      document.querySelector(".tw-screen").dispatchEvent(dropped);
    }"""
    )
    page.wait_for_function("told.some(note => note.startsWith('Now on the phone: '))")
    assert shell(page, "cat '/sdcard/Download/list of things.txt'") == "milk"


def test_slow_motion_shows_what_is_about_to_be_touched(serve: Serve, tab: Tab) -> None:
    page = tab(serve().url)
    page.get_by_role("button", name="Slow motion").click()
    send(page, "Turn on Bluetooth")
    page.wait_for_selector(".tw-overlay .next .ring", state="attached")
    steps = page.locator(".tw-step").count()
    box = page.locator(".tw-overlay .next .box").first.bounding_box()
    assert box["width"] > 20
    page.wait_for_function(f"document.querySelectorAll('.tw-step').length > {steps}")
    page.get_by_role("button", name="Slow motion").click()
    ended(page)
    assert page.locator(".tw-overlay .next *").count() == 0
    assert page.locator(".tw-ended .tw-required .met").count() == 1


def test_two_fingers_magnify_as_they_part(serve: Serve, tab: Tab) -> None:
    page = tab(serve().url, has_touch=True)
    shell(page, "screencap -p /sdcard/DCIM/seen.png; am start -a android.intent.action.VIEW -t image/png"
                " -d file:///sdcard/DCIM/seen.png com.simplemobiletools.gallery.pro")  # fmt: skip
    in_front(page, "gallery")
    page.wait_for_timeout(500)
    screen = page.locator(".tw-screen").bounding_box()
    x, y = (screen["x"] + screen["width"] / 2, screen["y"] + screen["height"] / 2)
    fingers = page.context.new_cdp_session(page)

    def touch(kind: str, *places: float) -> None:
        points = [{"x": x, "y": y + place, "id": number} for number, place in enumerate(places)]
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    before = pictures(page)
    touch("touchStart", -20)
    touch("touchStart", -20, 20)
    for reach in (30, 60, 90):
        touch("touchMove", -reach, reach)
    page.wait_for_function(f"document.querySelector('tapwright-phone').dataset.pictures > {before}")
    assert page.locator(".tw-overlay .finger").count() == 2
    near = pictures(page)
    touch("touchEnd")
    page.wait_for_function("!document.querySelector('.tw-overlay .finger')")
    page.keyboard.down("Control")
    page.mouse.move(x, y - 90)
    page.mouse.down()
    page.mouse.move(x, y - 10, steps=4)
    page.wait_for_function(f"document.querySelector('tapwright-phone').dataset.pictures > {near}")
    page.mouse.up()
    page.keyboard.up("Control")
